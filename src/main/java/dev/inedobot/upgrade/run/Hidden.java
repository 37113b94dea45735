package dev.inedobot.upgrade.run;

import dev.inedobot.upgrade.plan.Environment;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Takes secrets out of a product's log before it is recorded and shown: a product whose database
 * does not answer may print its connection string.
 */
final class Hidden {
  private static final String REDACTED = "[redacted]";

  /** What names a secret, followed by its value up to where a connection string goes on. */
  private static final Pattern NAMED =
      Pattern.compile(
          "(?i)((?:password|passwd|pwd|secret|token|api[-_ ]?key|encryption[-_ ]?key)[\"']?\\s*[=:]\\s*)"
              + "(?:\"[^\"]*\"|'[^']*'|[^\\s;,\"']+)");

  private static final Pattern IN_ADDRESS = Pattern.compile("(://)[^/\\s:@]+:[^/\\s@]+(@)");

  private static final int SHORTEST = 4;

  private Hidden() {}

  static String in(String log, Environment environment) {
    List<String> secrets =
        environment.secretValues().stream()
            .filter(value -> value.length() >= SHORTEST)
            .sorted(Comparator.comparing(String::length).reversed())
            .toList();
    String hidden = log;
    for (String secret : secrets) {
      hidden = hidden.replace(secret, REDACTED);
    }
    hidden = NAMED.matcher(hidden).replaceAll("$1" + REDACTED);
    return IN_ADDRESS.matcher(hidden).replaceAll("$1" + REDACTED + "$2");
  }
}
