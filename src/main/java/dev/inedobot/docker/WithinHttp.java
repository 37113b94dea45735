package dev.inedobot.docker;

import dev.inedobot.probe.FlatJson;
import dev.inedobot.product.HealthAnswer;
import dev.inedobot.upgrade.run.ContainerHost.Execution;
import dev.inedobot.upgrade.run.HostProblem;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks over HTTP from within a container, for one that nobody reaches from outside. Few images have
 * curl; Debian's have bash, and those with busybox have nc. wget is no help: of an answer with an
 * error status it shows no body.
 */
final class WithinHttp {
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final int NO_TOOL = 127;
  private static final Pattern STATUS = Pattern.compile("HTTP/\\d(?:\\.\\d)? (\\d{3})\\b.*");

  /**
   * HTTP/1.0 has no chunks. A line that is too long would be cut, so there is one for each member
   * of an object; they are put together again.
   */
  private static final String SCRIPT =
      """
      request() { printf 'GET %s HTTP/1.0\\r\\nHost: %s:%s\\r\\nAccept: */*\\r\\n\\r\\n' "$4" "$2" "$3"; }
      has() { command -v "$1" >/dev/null 2>&1; }
      has curl || has bash || has nc || exit 127
      {
        if has curl; then
          curl -s -i --http1.0 --noproxy '*' --max-time 20 "$1"
        elif has bash; then
          request "$@" | bash -c 'exec 3<>"/dev/tcp/$0/$1" && cat >&3 && cat <&3' "$2" "$3"
        else
          request "$@" | nc -w 20 "$2" "$3"
        fi
      } 2>/dev/null | sed 's/,"/,\\n"/g'
      """;

  private final Executions executions;

  WithinHttp(Executions executions) {
    this.executions = executions;
  }

  Optional<HealthAnswer> ask(String containerId, URI address) {
    List<String> lines = new ArrayList<>();
    String path =
        address.getRawPath() + (address.getRawQuery() == null ? "" : "?" + address.getRawQuery());
    List<String> command =
        List.of(
            "/bin/sh",
            "-c",
            SCRIPT,
            "sh",
            address.toString(),
            address.getHost(),
            Integer.toString(address.getPort()),
            path);
    int code;
    try {
      code = executions.run(containerId, new Execution(command, Map.of(), LONGEST), lines::add);
    } catch (HostProblem problem) {
      if (problem.isUnreachable()
          || problem.isFailing()
          || Thread.currentThread().isInterrupted()) {
        throw problem;
      }
      return Optional.empty();
    }
    if (code == NO_TOOL) {
      throw HostProblem.refused(
          "I can't ask for the health within the container %s: its image has neither curl nor bash nor nc."
              .formatted(ContainerJson.shortName(containerId)));
    }
    return read(lines);
  }

  /** Reads an answer as it came, line by line. */
  static Optional<HealthAnswer> read(List<String> lines) {
    Matcher status = STATUS.matcher(lines.isEmpty() ? "" : lines.get(0));
    if (!status.matches()) {
      return Optional.empty();
    }
    Map<String, String> headers = new HashMap<>();
    int line = 1;
    for (; line < lines.size() && !lines.get(line).isEmpty(); line++) {
      String[] header = lines.get(line).split(":", 2);
      if (header.length == 2) {
        headers.put(header[0].strip().toLowerCase(Locale.ROOT), header[1].strip());
      }
    }
    String body = String.join("", lines.subList(Math.min(line + 1, lines.size()), lines.size()));
    return Optional.of(
        new HealthAnswer(Integer.parseInt(status.group(1)), headers, FlatJson.members(body), body));
  }
}
