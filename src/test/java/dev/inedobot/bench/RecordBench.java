package dev.inedobot.bench;

import dev.inedobot.cli.BotUnderTest;
import dev.inedobot.demo.workspace.Channel;
import dev.inedobot.demo.workspace.LocalWorkspace;
import dev.inedobot.demo.workspace.Member;
import dev.inedobot.store.AuditTrail;
import dev.inedobot.store.LongRecord;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole bot on a record of 10 and on one of 10,000 upgrades: its start, and what it answers. No
 * engine is there, so that only what the record costs differs. It measures and asserts nothing.
 */
final class RecordBench {
  private static final int[] SIZES = {10, 10_000};
  private static final int ROUNDS = 7;
  private static final Path REPORT = Path.of("target", "bench-record.txt");

  private final LocalWorkspace workspace = LocalWorkspace.start();
  private final Channel channel = workspace.channel("ops");
  private final Member alice = workspace.member("alice");
  private final Map<String, List<List<Double>>> rows = new LinkedHashMap<>();

  private interface Work {
    void perform() throws Exception;
  }

  private void measure(String what, int size, Work work) throws Exception {
    long began = System.nanoTime();
    work.perform();
    List<List<Double>> row =
        rows.computeIfAbsent(what, first -> List.of(new ArrayList<>(), new ArrayList<>()));
    row.get(size).add((System.nanoTime() - began) / 1e6);
  }

  @Test
  void measures(@TempDir Path directory) throws Exception {
    for (int size : SIZES) {
      LongRecord.fill(url(directory, size), size, 20);
    }
    // The first round warms up and is not counted.
    for (int round = 0; round <= ROUNDS; round++) {
      if (round == 1) {
        rows.clear();
      }
      for (int size = 0; size < SIZES.length; size++) {
        round(directory, size);
      }
    }
    workspace.close();
    report(directory);
  }

  private static String url(Path directory, int size) {
    return "jdbc:sqlite:" + directory.resolve(size + ".db");
  }

  private void round(Path directory, int size) throws Exception {
    String url = url(directory, SIZES[size]);
    Path file =
        Files.writeString(
            directory.resolve("bench.yml"),
            """
            hosts:
              local: { docker: "unix:///nowhere/docker.sock" }
            instances:
              instance-0: { product: proget, container: proget }
            """);
    Map<String, String> environment =
        Map.of(
            "SLACK_BOT_TOKEN",
            workspace.botToken(),
            "SLACK_SIGNING_SECRET",
            workspace.signingSecret(),
            "SLACK_API_URL",
            workspace.apiUrl(),
            "INEDOBOT_BIND",
            "127.0.0.1",
            "INEDOBOT_PORT",
            "0",
            "INEDOBOT_DATABASE_URL",
            url);
    List<BotUnderTest> started = new ArrayList<>();
    measure(
        "start until it listens",
        size,
        () -> started.add(BotUnderTest.start(environment, file, Duration.ofSeconds(5))));
    try (BotUnderTest bot = started.get(0)) {
      workspace.sendTo(URI.create("http://127.0.0.1:%d/slack/events".formatted(bot.port())));
      ask(size, "/inedo status");
      ask(size, "/inedo history");
      ask(size, "/inedo history instance-0");
      measure(
          "audit export, all", size, () -> AuditTrail.open(url).read(Instant.EPOCH, entry -> {}));
    }
  }

  private void ask(int size, String line) throws Exception {
    int before = answers();
    measure(
        line,
        size,
        () -> {
          workspace.type(alice, channel, line);
          while (answers() == before) {
            Thread.sleep(1);
          }
        });
  }

  private int answers() {
    return (int)
        workspace.shownOnlyTo(alice).stream()
            .filter(said -> !said.startsWith("Looking into it"))
            .count();
  }

  private void report(Path directory) throws Exception {
    StringBuilder report = new StringBuilder();
    report.append(
        "| median of %d (least to most), ms | 10 upgrades | 10,000 upgrades |%n|---|---|---|%n"
            .formatted(ROUNDS));
    rows.forEach(
        (what, row) ->
            report.append(
                "| %s | %s | %s |%n".formatted(what, words(row.get(0)), words(row.get(1)))));
    report.append(
        "| the file, MB | %.1f | %.1f |%n"
            .formatted(megabytes(directory, SIZES[0]), megabytes(directory, SIZES[1])));
    Files.createDirectories(REPORT.getParent());
    Files.writeString(REPORT, report);
    System.out.print(report);
  }

  private static double megabytes(Path directory, int size) throws Exception {
    return Files.size(directory.resolve(size + ".db")) / 1e6;
  }

  private static String words(List<Double> millis) {
    List<Double> sorted = millis.stream().sorted().toList();
    return String.format(
        Locale.ROOT,
        "%.0f (%.0f to %.0f)",
        sorted.get(sorted.size() / 2),
        sorted.get(0),
        sorted.get(sorted.size() - 1));
  }
}
