package dev.inedobot.bench;

import dev.inedobot.demo.DemoEngine;
import dev.inedobot.demo.DemoProduct;
import dev.inedobot.demo.Scene;
import dev.inedobot.demo.standin.StandInProduct;
import dev.inedobot.demo.standin.StandInTag;
import dev.inedobot.demo.standin.StandIns;
import dev.inedobot.demo.workspace.Channel;
import dev.inedobot.demo.workspace.Delivery;
import dev.inedobot.demo.workspace.LocalWorkspace;
import dev.inedobot.demo.workspace.Member;
import dev.inedobot.demo.workspace.Posted;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long the bot takes to acknowledge 50 commands that come at once, in quiet, and while ten
 * upgrades run and Slack's API answers nothing in time. It measures, and asserts nothing but that
 * the ten run.
 */
@Tag("docker")
final class AcknowledgementBench {
  private static final int UPGRADES = 10;
  private static final int COMMANDS = 50;
  private static final int ROUNDS = 6;
  private static final List<String> LINES =
      List.of("/inedo status", "/inedo help", "/inedo history", "/inedo versions p0");
  private static final Path REPORT = Path.of("target", "bench-acknowledgement.txt");

  private final LocalWorkspace workspace = LocalWorkspace.start();
  private final Channel channel = workspace.channel("ops");
  private final Scene scene = new Scene(workspace, channel);
  private final String name = "ack-" + UUID.randomUUID().toString().substring(0, 8);

  @Test
  void measures(@TempDir Path directory) throws Exception {
    StandIns standIns =
        new StandIns(given("INEDOBOT_REGISTRY"), Path.of(given("INEDOBOT_BUSYBOX"))).in(name);
    standIns.publish(List.of(StandInTag.of(StandInProduct.PROGET, "25.0.13")));
    try (workspace;
        DemoEngine engine = new DemoEngine(given("DOCKER_HOST"), standIns, name)) {
      StringBuilder instances = new StringBuilder();
      for (int i = 0; i < UPGRADES; i++) {
        DemoProduct product = product(i);
        engine.run(product);
        instances.append(
            "  p%d: { product: proget, container: %s, stable-for: 1s, health-timeout: 30m }\n"
                .formatted(i, product.container()));
      }
      String configuration =
          "parallel: %d\nhosts:\n  local: { docker: \"%s\" }\ninstances:\n%s"
              .formatted(UPGRADES, given("DOCKER_HOST"), instances);
      try (BotProcess bot = new BotProcess(workspace, configuration, directory)) {
        round();
        List<Double> quiet = rounds();
        for (int i = 0; i < UPGRADES; i++) {
          begin("p" + i);
        }
        workspace.apiSlow(true);
        List<Double> busy = rounds();
        report(quiet, busy, bot.residentMegabytes());
      }
    }
  }

  private DemoProduct product(int number) {
    return new DemoProduct(
        "p" + number,
        name + "-p" + number,
        StandInTag.of(StandInProduct.PROGET, "24.0.5"),
        0,
        List.of("STANDIN_MIGRATION_SECONDS=900"));
  }

  private static String given(String variable) {
    return Objects.requireNonNull(System.getenv(variable), variable + " is not set: run bin/bench");
  }

  /** Has an upgrade run until it waits for its product's database upgrade, which takes long. */
  private void begin(String instance) throws Exception {
    Member alice = workspace.member("alice");
    Posted parent = scene.ask(instance, "2025.13", alice);
    scene.click(parent.ts(), "backup.acknowledge", alice);
    scene.click(parent.ts(), "upgrade.approve", alice);
    boolean waits =
        scene
            .awaitMessage(
                parent.ts(), Duration.ofMinutes(3), m -> m.text().contains("*health* — running"))
            .isPresent();
    if (!waits) {
      throw new IllegalStateException(instance + " did not come to its health");
    }
  }

  private List<Double> rounds() throws Exception {
    List<Double> all = new ArrayList<>();
    for (int i = 0; i < ROUNDS; i++) {
      all.addAll(round());
    }
    Collections.sort(all);
    return all;
  }

  /** How many milliseconds each took; as many as Slack's patience for one that came too late. */
  private List<Double> round() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(COMMANDS);
    try {
      List<Callable<Delivery>> commands = new ArrayList<>();
      for (int i = 0; i < COMMANDS; i++) {
        Member who = workspace.member("person-" + i);
        String line = LINES.get(i % LINES.size());
        commands.add(() -> workspace.type(who, channel, line));
      }
      List<Double> took = new ArrayList<>();
      for (Future<Delivery> delivery : threads.invokeAll(commands)) {
        took.add(delivery.get().took().toNanos() / 1e6);
      }
      // What was asked is answered before more is asked.
      Thread.sleep(5000);
      return took;
    } finally {
      threads.shutdownNow();
    }
  }

  private static void report(List<Double> quiet, List<Double> busy, long megabytes)
      throws Exception {
    String report =
        """
        | %d commands at once, %d times, ms | median | p99 | most |
        |---|---|---|---|
        %s
        %s

        The target is p99 under 500 ms and none over 3 s: %s. Resident memory then: %d MB.
        """
            .formatted(
                COMMANDS,
                ROUNDS,
                row("nothing else to do", quiet),
                row("%d upgrades run, Slack's API hangs".formatted(UPGRADES), busy),
                at(busy, 0.99) < 500 && at(busy, 1) < 3000 ? "reached" : "not reached",
                megabytes);
    Files.createDirectories(Objects.requireNonNull(REPORT.getParent()));
    Files.writeString(REPORT, report);
    System.out.print(report);
  }

  private static String row(String what, List<Double> sorted) {
    return "| %s | %.0f | %.0f | %.0f |"
        .formatted(what, at(sorted, 0.5), at(sorted, 0.99), at(sorted, 1));
  }

  private static double at(List<Double> sorted, double part) {
    return sorted.get((int) Math.ceil(part * sorted.size()) - 1);
  }
}
