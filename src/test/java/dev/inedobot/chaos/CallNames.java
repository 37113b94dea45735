package dev.inedobot.chaos;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Names calls alike in every run: roles stand in place of what is a run's own. */
final class CallNames {
  private static final Pattern ID = Pattern.compile("(sha256:)?\\b[0-9a-f]{64}\\b");

  /** The program that tells whether a database is whole, however often that takes. */
  static final String PROBE = "probe";

  private static final String SUFFIXES =
      Stream.concat(Stream.of("-next", "-old"), TaskContainers.suffixes())
          .collect(Collectors.joining("|", "(", ")?"));
  private static final Pattern NAME = Pattern.compile("(?:^|&)name=([^&]*)");

  private final String container;
  private final String repository;
  private final UnaryOperator<String> roles;

  /** The newest one that a container was asked for: what calls on it name it by is an id. */
  private String program = "program";

  /**
   * @param container the name of the instance's container
   * @param repository where its images are, without a tag
   * @param roles what stands for an id, of an image if it begins with {@code sha256:}
   */
  CallNames(String container, String repository, UnaryOperator<String> roles) {
    this.container = container;
    this.repository = repository;
    this.roles = roles;
  }

  String of(String method, String target) {
    return of(method, target, "");
  }

  /**
   * @param body what the call carries
   */
  String of(String method, String target, String body) {
    if (target.matches("[^?]*/containers/[^/]+/exec")) {
      program = program(body);
      return named(method, target) + " " + program;
    }
    return named(method, target);
  }

  /** Which program of a database is to be run. */
  private static String program(String body) {
    if (body.contains("inedobot-probe")) {
      return PROBE;
    }
    return body.contains("\"restore\"")
        ? "restore"
        : body.contains("\"dump\"") ? "dump" : "program";
  }

  private String named(String method, String target) {
    String[] parts = target.split("\\?", 2);
    String path = plain(parts[0].replaceFirst("^/v[0-9]+\\.[0-9]+(?=/)", ""));
    if (parts.length == 1) {
      return method + " " + path;
    }
    Matcher named = NAME.matcher(parts[1]);
    return method + " " + path + (named.find() ? " as " + plain(named.group(1)) : "");
  }

  private String plain(String text) {
    String decoded = URLDecoder.decode(text, StandardCharsets.UTF_8);
    String plain =
        decoded
            .replaceAll(Pattern.quote(repository) + "@sha256:[0-9a-f]{64}", "{repository}@{digest}")
            .replaceAll(Pattern.quote(repository) + ":[^/]+", "{repository}:{tag}")
            .replace(repository, "{repository}")
            .replaceAll("\\b" + Pattern.quote(container) + "(?=" + SUFFIXES + "(/|$))", "{name}")
            .replaceFirst("^/exec/[0-9a-f]+", Matcher.quoteReplacement("/exec/{" + program + "}"))
            .replaceFirst("^/networks/[^/]+", "/networks/{network}");
    return ID.matcher(plain)
        .replaceAll(found -> Matcher.quoteReplacement(roles.apply(found.group())));
  }
}
