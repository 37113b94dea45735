package dev.inedobot.upgrade.run;

import dev.inedobot.product.HealthAnswer;
import dev.inedobot.upgrade.plan.ContainerFacts;
import dev.inedobot.upgrade.plan.Environment;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Takes secrets out of what programs write before it is recorded and shown: a product whose
 * database does not answer may print its connection string.
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

  private static final String UNKNOWN = "(not shown, as I could not read what is secret)";

  private final List<String> secrets;

  /** Whether these are all. */
  private final boolean known;

  /** {@link ContainerHost#smallFile}. */
  interface Reading {
    Optional<String> smallFile(String containerId, String path);
  }

  /**
   * @param secrets what may not be shown wherever it stands; what is very short stands there by
   *     chance
   */
  Hidden(Collection<String> secrets) {
    this(secrets, true);
  }

  private Hidden(Collection<String> secrets, boolean known) {
    this.known = known;
    this.secrets =
        secrets.stream()
            .filter(value -> value.length() >= SHORTEST)
            .distinct()
            .sorted(Comparator.comparing(String::length).reversed())
            .toList();
  }

  /**
   * Hides what containers are given as secret: in their environment, and in files that it names,
   * such as {@code PROGET_ENCRYPTION_KEY_FILE}, as far as the engine hands them out. Throws {@link
   * HostProblem} if it can't be reached: then nothing may be shown. Nothing is shown either of what
   * is said while one can't be read; one above 64 KiB holds no password.
   */
  static Hidden of(ContainerHost host, ContainerFacts... containers) {
    return of(host::smallFile, containers);
  }

  static Hidden of(Reading reading, ContainerFacts... containers) {
    List<String> secrets = new ArrayList<>();
    boolean known = true;
    for (ContainerFacts container : containers) {
      Environment environment = container.environment();
      secrets.addAll(environment.secretValues());
      for (String path : environment.secretFiles()) {
        try {
          secrets.addAll(inFile(reading, container, path));
        } catch (HostProblem unread) {
          if (unread.isUnreachable()) {
            throw unread;
          }
          known &= !unread.isFailing();
        }
      }
    }
    return new Hidden(secrets, known);
  }

  /** As before; a container that is not there has no secrets. */
  static Hidden of(ContainerHost host, String containerId) {
    return of(host, host.find(containerId).stream().toArray(ContainerFacts[]::new));
  }

  /** The whole, each line, as a program may print one alone, and the passwords within. */
  private static List<String> inFile(Reading reading, ContainerFacts container, String path) {
    List<String> secrets = new ArrayList<>();
    read(reading, container, path)
        .ifPresent(
            text -> {
              secrets.add(text.strip());
              text.lines().map(String::strip).forEach(secrets::add);
              secrets.addAll(Environment.passwordsWithin(text));
              ConnectionFiles.parse(text).password().ifPresent(secrets::add);
            });
    return secrets;
  }

  /** Once more if it can't be read: somebody may be changing it just then. */
  private static Optional<String> read(Reading reading, ContainerFacts container, String path) {
    try {
      return reading.smallFile(container.id(), path);
    } catch (HostProblem passing) {
      return reading.smallFile(container.id(), path);
    }
  }

  /** The same, and what else may not be shown. */
  Hidden and(Collection<String> others) {
    List<String> all = new ArrayList<>(secrets);
    all.addAll(others);
    return new Hidden(all, known);
  }

  /** What a product answered, without them; its health is judged by it, so all else is shown. */
  HealthAnswer in(HealthAnswer answer) {
    Map<String, String> fields = new HashMap<>(answer.fields());
    fields.replaceAll((name, value) -> without(value));
    return new HealthAnswer(answer.status(), answer.headers(), fields, without(answer.body()));
  }

  /** The text without them. */
  String in(String log) {
    return known || log.isBlank() ? without(log) : UNKNOWN;
  }

  private String without(String log) {
    String hidden = log;
    for (String secret : secrets) {
      hidden = hidden.replace(secret, REDACTED);
    }
    hidden = NAMED.matcher(hidden).replaceAll("$1" + REDACTED);
    return IN_ADDRESS.matcher(hidden).replaceAll("$1" + REDACTED + "$2");
  }
}
