package dev.inedobot.demo;

import dev.inedobot.demo.standin.StandInProduct;
import dev.inedobot.demo.standin.StandInTag;
import dev.inedobot.demo.standin.StandInTags;
import dev.inedobot.demo.standin.StandIns;
import dev.inedobot.demo.workspace.Channel;
import dev.inedobot.demo.workspace.LocalWorkspace;
import dev.inedobot.demo.workspace.Member;
import dev.inedobot.demo.workspace.Posted;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Plays the scene, all in one channel: three products at an older version, three upgrades; and a
 * fourth that never gets healthy, from which a person goes back with the backup.
 */
public final class Demo implements AutoCloseable {
  private static final Duration FIRST_START = Duration.ofSeconds(60);
  private static final int BALLAST_BYTES = 40_000_000;

  private final DemoEngine engine;
  private final StandIns standIns;
  private final boolean ownEngine;
  private final PrintStream out;
  private final LocalWorkspace workspace = LocalWorkspace.start();
  private final Channel channel = workspace.channel("ops");

  /**
   * One upgrade of the scene.
   *
   * @param timeout how long the new version may take to become healthy
   */
  private record Act(
      String instance,
      StandInProduct product,
      String from,
      String to,
      String typed,
      int port,
      String timeout) {
    Act(StandInProduct product, String from, String to, String typed, int port) {
      this(product.id(), product, from, to, typed, port, "2m");
    }
  }

  private static final List<Act> UPGRADES =
      List.of(
          new Act(StandInProduct.PROGET, "24.0.4", "24.0.5", "2024.5", 8624),
          new Act(StandInProduct.BUILDMASTER, "24.0.4", "25.0.2", "2025.2", 8622),
          new Act(StandInProduct.OTTER, "24.0.2", "25.0.1", "2025.1", 8626));

  /** To a release that is never healthy. */
  private static final Act HOPELESS =
      new Act("library", StandInProduct.PROGET, "25.0.12", "26.0.90", "2026.90", 8625, "15s");

  private static final List<Act> ACTS =
      Stream.concat(UPGRADES.stream(), Stream.of(HOPELESS)).toList();

  /**
   * Starts the workspace; touches no engine yet.
   *
   * @param ownEngine whether the engine was started for this, so that plain names can be used
   */
  public Demo(DemoEngine engine, StandIns standIns, boolean ownEngine, PrintStream out) {
    this.engine = engine;
    this.standIns = standIns;
    this.ownEngine = ownEngine;
    this.out = out;
  }

  /**
   * The network's name for an engine of that kind: the seed's own, or one that tells whose it is.
   */
  public static String network(boolean ownEngine) {
    return ownEngine ? "inedo" : "inedobot-demo";
  }

  private String container(Act act) {
    return ownEngine ? act.instance() : "inedobot-demo-" + act.instance();
  }

  public LocalWorkspace workspace() {
    return workspace;
  }

  /** The bot's configuration: these instances and nothing else on the engine. */
  public String configuration(String dockerHost) {
    StringBuilder yaml = new StringBuilder();
    yaml.append("hosts:\n  local: { docker: \"%s\" }\ninstances:\n".formatted(dockerHost));
    for (Act act : ACTS) {
      yaml.append(
          "  %s: { product: %s, container: %s, stable-for: 3s, health-timeout: %s }\n"
              .formatted(act.instance(), act.product().id(), container(act), act.timeout()));
    }
    return yaml.toString();
  }

  /** Publishes the stand-ins, runs the old versions and waits until they are healthy. */
  public void set() throws DemoRefused, InterruptedException {
    standIns.publish(StandInTags.good());
    standIns.publish(List.of(StandInTag.of(HOPELESS.product(), HOPELESS.to())));
    for (Act act : UPGRADES) {
      standIns.publishWithBallast(List.of(StandInTag.of(act.product(), act.to())), BALLAST_BYTES);
    }
    for (Act act : ACTS) {
      engine.run(
          new DemoProduct(
              act.instance(),
              container(act),
              StandInTag.of(act.product(), act.from()),
              act.port(),
              List.of("STANDIN_MIGRATION_SECONDS=4")));
    }
    for (Act act : ACTS) {
      awaitVersion(act, act.from());
    }
    out.println();
    out.println("These stand-ins for Inedo's products run now (none of them is Inedo's software):");
    ACTS.forEach(act -> out.println(report(act)));
  }

  private void awaitVersion(Act act, String version) throws DemoRefused, InterruptedException {
    long end = System.nanoTime() + FIRST_START.toNanos();
    while (!reported(act).equals(Optional.of(version))) {
      if (System.nanoTime() > end) {
        throw new DemoRefused(
            "The stand-in %s did not become healthy within %d s."
                .formatted(container(act), FIRST_START.toSeconds()));
      }
      Thread.sleep(200);
    }
  }

  private static Optional<String> reported(Act act) {
    return ReportedVersion.ask(act.product(), act.port());
  }

  private String report(Act act) {
    return "  %-12s http://127.0.0.1:%d reports %s (container %s)"
        .formatted(act.instance(), act.port(), reported(act).orElse("nothing"), container(act));
  }

  /**
   * Plays the three upgrades, and the way back with the backup.
   *
   * @return whether all of it went as it should, and the products report the versions that they
   *     should
   */
  public boolean play() throws DemoRefused, InterruptedException {
    workspace.onChange(new LivePrinter(workspace.rendering(), out)::changed);
    Scene scene = new Scene(workspace, channel);
    boolean good = true;
    for (Act act : UPGRADES) {
      good &= upgrade(scene, act, "backup.acknowledge").text().endsWith("Succeeded");
    }
    good &= goBack(scene);
    awaitQuiet();
    out.println();
    out.println("=== The channel as it stands now ===");
    out.println(workspace.transcript(channel));
    out.println("=== What the products report now ===");
    for (Act act : ACTS) {
      out.println(report(act));
      String expected = act.equals(HOPELESS) ? act.from() : act.to();
      good &= reported(act).equals(Optional.of(expected));
    }
    if (!workspace.refusals().isEmpty()) {
      out.println("The workspace refused calls of the bot: " + workspace.refusals());
      good = false;
    }
    out.println(
        good
            ? "All three upgrades succeeded, and the fourth went back with its data."
            : "Not all of it went as it should.");
    return good;
  }

  private Posted upgrade(Scene scene, Act act, String backup)
      throws DemoRefused, InterruptedException {
    Member alice = workspace.member("alice");
    out.println();
    out.println(
        "--- alice types in #%s: /inedo upgrade %s %s"
            .formatted(channel.name(), act.instance(), act.typed()));
    Posted parent = scene.ask(act.instance(), act.typed(), alice);
    out.println("--- alice clicks: " + backup);
    scene.click(parent.ts(), backup, alice);
    out.println("--- bob clicks: upgrade.approve");
    scene.click(parent.ts(), "upgrade.approve", workspace.member("bob"));
    return scene.awaitEnd(parent.ts(), Duration.ofMinutes(5));
  }

  /** A new version that is never healthy: what users wrote before the backup is there after it. */
  private boolean goBack(Scene scene) throws DemoRefused, InterruptedException {
    Rows rows = new Rows(HOPELESS.port());
    out.println();
    out.println("--- a user writes to library: a-package-of-ours");
    rows.write("a-package-of-ours");
    Posted asked = upgrade(scene, HOPELESS, "backup.run");
    if (!asked.text().endsWith("Needs attention")) {
      return false;
    }
    out.println("--- bob clicks: attention.restore-backup");
    scene.click(asked.ts(), "attention.restore-backup", workspace.member("bob"));
    boolean back =
        scene
            .awaitMessage(
                asked.ts(),
                Duration.ofMinutes(5),
                message -> message.text().endsWith("Rolled back"))
            .isPresent();
    List<String> there = rows.read();
    out.println("--- library has: " + there);
    return back && there.equals(List.of("a-package-of-ours"));
  }

  /** The parent says the end before the thread's last message has been posted. */
  private void awaitQuiet() throws InterruptedException {
    String before = "";
    for (String now = workspace.transcript(channel); !now.equals(before); ) {
      before = now;
      Thread.sleep(3000);
      now = workspace.transcript(channel);
    }
  }

  /** Takes what a visitor types until the input ends. */
  public void stayFor(BufferedReader visitor) throws IOException {
    out.println();
    out.println(Visitor.INVITATION);
    out.println("Or take part on the page: " + workspace.pageUrl());
    new Visitor(workspace, channel, workspace.member("you"), out).readFrom(visitor);
  }

  @Override
  public void close() {
    workspace.close();
  }
}
