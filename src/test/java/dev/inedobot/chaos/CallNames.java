package dev.inedobot.chaos;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names calls alike in every run: roles stand in place of what is a run's own. */
final class CallNames {
  private static final Pattern ID = Pattern.compile("(sha256:)?\\b[0-9a-f]{64}\\b");
  private static final Pattern NAME = Pattern.compile("(?:^|&)name=([^&]*)");

  private final String container;
  private final String repository;
  private final UnaryOperator<String> roles;

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
            .replaceAll(
                "\\b" + Pattern.quote(container) + "(?=-next$|-old$|-next/|-old/|/|$)", "{name}")
            .replaceFirst("^/networks/[^/]+", "/networks/{network}");
    return ID.matcher(plain)
        .replaceAll(found -> Matcher.quoteReplacement(roles.apply(found.group())));
  }
}
