package dev.inedobot.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.inedobot.demo.Scene;
import dev.inedobot.demo.standin.StandIns;
import dev.inedobot.demo.workspace.Channel;
import dev.inedobot.demo.workspace.LocalWorkspace;
import dev.inedobot.demo.workspace.Member;
import dev.inedobot.demo.workspace.Posted;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Upgrades one product over and over by three procedures in turn, and compares the downtime that a
 * client sees and the time until the new version is first healthy: Inedo's documented script, the
 * same commands in the best order, and the bot, from the last approval on. It measures and asserts
 * nothing but that the upgrades succeed.
 */
@Tag("docker")
final class UpgradeBench {
  private static final int ROUNDS = Integer.getInteger("bench.rounds", 5);
  private static final int NEW_BYTES = 200_000_000;
  private static final Path REPORT = Path.of("target", "bench.txt");

  private final LocalWorkspace workspace = LocalWorkspace.start();
  private final Channel channel = workspace.channel("ops");
  private final Member alice = workspace.member("alice");
  private final Scene scene = new Scene(workspace, channel);

  /** One of the three procedures. */
  private interface Procedure {
    /**
     * Carries it out.
     *
     * @return when it began
     */
    long perform() throws Exception;
  }

  @Test
  void measures(@TempDir Path directory) throws Exception {
    StandIns standIns =
        new StandIns(given("INEDOBOT_REGISTRY"), Path.of(given("INEDOBOT_BUSYBOX")));
    OldProduct product = new OldProduct(standIns, NEW_BYTES);
    Series documented = new Series();
    Series bestOrder = new Series();
    Series bot = new Series();
    try (BotProcess process = new BotProcess(workspace, configuration(product), directory)) {
      long ready = process.residentMegabytes();
      for (int round = 0; round < ROUNDS; round++) {
        measure(product, documented, () -> script(product, "documented.sh"));
        measure(product, bestOrder, () -> script(product, "best-order.sh"));
        measure(product, bot, () -> bot(product));
      }
      report(documented, bestOrder, bot, process, ready);
    } finally {
      product.remove();
      product.removeImages();
      workspace.close();
    }
  }

  private static String given(String variable) {
    return Objects.requireNonNull(System.getenv(variable), variable + " is not set: run bin/bench");
  }

  private static String configuration(OldProduct product) {
    return """
        hosts:
          local: { docker: "%s" }
        instances:
          proget: { product: proget, container: %s, stable-for: 1s }
        """
        .formatted(given("DOCKER_HOST"), product.name);
  }

  private static void measure(OldProduct product, Series series, Procedure procedure)
      throws Exception {
    product.remove();
    product.run();
    try (HealthWatch watch = new HealthWatch(product.port, OldProduct.OLD, OldProduct.NEW)) {
      watch.awaitOld();
      Shell.run("sync");
      Thread.sleep(1000);
      long began = procedure.perform();
      series.add(watch.downtime(), Duration.ofNanos(watch.awaitNext() - began));
    }
  }

  private static long script(OldProduct product, String name) throws Exception {
    String script = text(name);
    long began = System.nanoTime();
    Shell.script(script, product.variables());
    return began;
  }

  private static String text(String name) throws IOException {
    try (InputStream script = UpgradeBench.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(script, name).readAllBytes(), UTF_8);
    }
  }

  private long bot(OldProduct product) throws Exception {
    Posted parent = scene.ask("proget", OldProduct.NEW_TYPED, alice);
    scene.click(parent.ts(), "backup.acknowledge", alice);
    awaitButton(parent);
    long began = System.nanoTime();
    scene.click(parent.ts(), "upgrade.approve", alice);
    Posted end = scene.awaitEnd(parent.ts(), Duration.ofMinutes(5));
    if (!end.text().endsWith("Succeeded")) {
      throw new IllegalStateException(product.name + ": " + workspace.transcript(channel));
    }
    return began;
  }

  private void awaitButton(Posted parent) throws InterruptedException {
    boolean there =
        scene
            .awaitMessage(
                parent.ts(),
                Duration.ofSeconds(30),
                message ->
                    message.buttons().stream()
                        .anyMatch(button -> button.actionId().equals("upgrade.approve")))
            .isPresent();
    if (!there) {
      throw new IllegalStateException("The button upgrade.approve did not appear.");
    }
  }

  private static void report(
      Series documented, Series bestOrder, Series bot, BotProcess process, long readyMegabytes)
      throws IOException, InterruptedException {
    String text =
        String.join(
                "\n",
                List.of(
                    machine(),
                    "",
                    "| median of %d rounds (least to most) | downtime | until first healthy |"
                        .formatted(ROUNDS),
                    "|---|---|---|",
                    documented.row("Inedo's documented script"),
                    bestOrder.row("the same, in the best order"),
                    bot.row("the bot"),
                    "",
                    "| ratio of the medians | | target | |",
                    "|---|---|---|---|",
                    ratio(
                        "downtime, bot to documented script",
                        bot.downtime() / documented.downtime(),
                        0.45),
                    ratio(
                        "downtime, bot to best order", bot.downtime() / bestOrder.downtime(), 1.05),
                    ratio("total, bot to best order", bot.total() / bestOrder.total(), 1.15),
                    "",
                    "The bot's process: ready %.1f s after its start; %d MB resident then, %d MB after the last round."
                        .formatted(
                            process.startToReady().toMillis() / 1000.0,
                            readyMegabytes,
                            process.residentMegabytes())))
            + "\n";
    Files.writeString(REPORT, text);
  }

  private static String machine() throws IOException, InterruptedException {
    return "%s: %d MB of new layers from a registry on loopback; %s, %d cores, Java %s."
        .formatted(
            LocalDate.now(ZoneOffset.UTC),
            NEW_BYTES / 1_000_000,
            Shell.run(
                "docker",
                "info",
                "-f",
                "engine {{.ServerVersion}} with {{.Driver}}, Linux {{.KernelVersion}}"),
            Runtime.getRuntime().availableProcessors(),
            Runtime.version().feature());
  }

  private static String ratio(String what, double ratio, double target) {
    return "| %-34s | %.2f | at most %.2f | %s |"
        .formatted(what, ratio, target, ratio <= target ? "reached" : "not reached");
  }
}
