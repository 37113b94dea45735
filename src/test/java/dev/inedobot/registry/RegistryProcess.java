package dev.inedobot.registry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** A registry of a test's own, the same program that bin/parts brings, on a free loopback port. */
final class RegistryProcess implements AutoCloseable {
  private static final Pattern LISTENING = Pattern.compile("listening on (127\\.0\\.0\\.1:\\d+)");

  /** alice, whose password is hunter2:colon. */
  private static final String HTPASSWD =
      "alice:$2y$05$abcdefghijklmnopqrstuuYrecgnLggViPGEj0Qh65gbgHQ5ln6n2\n";

  private final Process process;
  private final String address;

  /**
   * Starts one.
   *
   * @param directory keeps its data and its log
   * @param withLogin whether it lets only alice in
   */
  RegistryProcess(Path directory, boolean withLogin) throws IOException {
    Path passwords = Files.writeString(directory.resolve("htpasswd"), HTPASSWD);
    Path log = directory.resolve(withLogin ? "closed.log" : "open.log");
    Path config =
        Files.writeString(
            directory.resolve("config.yml"),
            """
            version: 0.1
            log: { level: info, accesslog: { disabled: true } }
            storage: { filesystem: { rootdirectory: "%s" } }
            http: { addr: "127.0.0.1:0" }
            %s
            """
                .formatted(
                    directory.resolve("data"),
                    withLogin
                        ? "auth: { htpasswd: { realm: inedobot, path: \"%s\" } }"
                            .formatted(passwords)
                        : ""));
    process =
        new ProcessBuilder(program(), "serve", config.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    address =
        Awaitility.await("the registry listens")
            .atMost(Duration.ofSeconds(20))
            .until(() -> listening(log), Optional::isPresent)
            .orElseThrow();
  }

  private static String program() {
    Path unpacked = Path.of("target", "tools", "usr", "bin", "docker-registry").toAbsolutePath();
    return List.of(Path.of("/usr/bin/docker-registry"), unpacked).stream()
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("There is no docker-registry: use bin/test"))
        .toString();
  }

  private static Optional<String> listening(Path log) throws IOException {
    Matcher found = LISTENING.matcher(Files.readString(log));
    return found.find() ? Optional.of(found.group(1)) : Optional.empty();
  }

  /** Host and port. */
  String address() {
    return address;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }
}
