package dev.inedobot.bench;

import dev.inedobot.demo.workspace.LocalWorkspace;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The bot as people run it: {@code java -jar} in a process of its own. */
final class BotProcess implements AutoCloseable {
  private static final Path JAR = Path.of("target", "inedobot.jar").toAbsolutePath();

  private final Process process;
  private final Duration startToReady;

  /** Starts it and waits until it is ready. */
  BotProcess(LocalWorkspace workspace, String configuration, Path directory)
      throws IOException, InterruptedException {
    int port = OldProduct.freePort();
    Path file = Files.writeString(directory.resolve("bench.yml"), configuration);
    ProcessBuilder builder =
        new ProcessBuilder(List.of(java(), "-jar", JAR.toString()))
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("bot.log").toFile());
    builder
        .environment()
        .putAll(
            Map.of(
                "SLACK_BOT_TOKEN", workspace.botToken(),
                "SLACK_SIGNING_SECRET", workspace.signingSecret(),
                "SLACK_API_URL", workspace.apiUrl(),
                "INEDOBOT_BIND", "127.0.0.1",
                "INEDOBOT_PORT", Integer.toString(port),
                "INEDOBOT_CONFIG", file.toString(),
                "INEDOBOT_DATABASE_URL", "jdbc:sqlite:" + directory.resolve("bench.db")));
    long start = System.nanoTime();
    process = builder.start();
    while (!isReady(port)) {
      if (!process.isAlive() || System.nanoTime() - start > TimeUnit.MINUTES.toNanos(2)) {
        process.destroy();
        throw new IllegalStateException(
            "The bot did not get ready:\n" + Files.readString(directory.resolve("bot.log")));
      }
      Thread.sleep(10);
    }
    startToReady = Duration.ofNanos(System.nanoTime() - start);
    workspace.sendTo(URI.create("http://127.0.0.1:%d/slack/events".formatted(port)));
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private static boolean isReady(int port) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection)
            URI.create("http://127.0.0.1:%d/readyz".formatted(port)).toURL().openConnection();
    try {
      return connection.getResponseCode() == 200;
    } catch (IOException notYet) {
      return false;
    } finally {
      connection.disconnect();
    }
  }

  Duration startToReady() {
    return startToReady;
  }

  /** The resident memory in MB now. */
  long residentMegabytes() throws IOException {
    try (var lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
      return lines
              .filter(line -> line.startsWith("VmRSS:"))
              .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
              .findFirst()
              .orElseThrow()
          / 1024;
    }
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().completeOnTimeout(process, 20, TimeUnit.SECONDS).join();
    process.destroyForcibly();
  }
}
