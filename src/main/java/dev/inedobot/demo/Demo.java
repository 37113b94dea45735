package dev.inedobot.demo;

import dev.inedobot.demo.standin.StandInProduct;
import dev.inedobot.demo.standin.StandInTag;
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

/** Plays the scene: three products at an older version, three upgrades, all in one channel. */
public final class Demo implements AutoCloseable {
  private static final Duration FIRST_START = Duration.ofSeconds(60);
  private static final int BALLAST_BYTES = 40_000_000;

  private final DemoEngine engine;
  private final StandIns standIns;
  private final boolean ownEngine;
  private final PrintStream out;
  private final LocalWorkspace workspace = LocalWorkspace.start();
  private final Channel channel = workspace.channel("ops");

  /** One upgrade of the scene. */
  private record Act(StandInProduct product, String from, String to, String typed, int port) {}

  private static final List<Act> ACTS =
      List.of(
          new Act(StandInProduct.PROGET, "24.0.4", "24.0.5", "2024.5", 8624),
          new Act(StandInProduct.BUILDMASTER, "24.0.4", "25.0.2", "2025.2", 8622),
          new Act(StandInProduct.OTTER, "24.0.2", "25.0.1", "2025.1", 8626));

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
    return ownEngine ? act.product().id() : "inedobot-demo-" + act.product().id();
  }

  public LocalWorkspace workspace() {
    return workspace;
  }

  /** The bot's configuration: these three instances and nothing else on the engine. */
  public String configuration(String dockerHost) {
    StringBuilder yaml = new StringBuilder();
    yaml.append("hosts:\n  local: { docker: \"%s\" }\ninstances:\n".formatted(dockerHost));
    for (Act act : ACTS) {
      yaml.append(
          "  %s: { product: %s, container: %s, stable-for: 3s, health-timeout: 2m }\n"
              .formatted(act.product().id(), act.product().id(), container(act)));
    }
    return yaml.toString();
  }

  /** Publishes the stand-ins, runs the old versions and waits until they are healthy. */
  public void set() throws DemoRefused, InterruptedException {
    standIns.publish(dev.inedobot.demo.standin.StandInTags.good());
    for (Act act : ACTS) {
      standIns.publishWithBallast(List.of(StandInTag.of(act.product(), act.to())), BALLAST_BYTES);
    }
    for (Act act : ACTS) {
      engine.run(
          new DemoProduct(
              act.product().id(),
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
        .formatted(
            act.product().title(), act.port(), reported(act).orElse("nothing"), container(act));
  }

  /**
   * Plays the three upgrades.
   *
   * @return whether all of them succeeded and the products report the new versions
   */
  public boolean play() throws DemoRefused, InterruptedException {
    workspace.onChange(new LivePrinter(workspace.rendering(), out)::changed);
    Member alice = workspace.member("alice");
    Member bob = workspace.member("bob");
    Scene scene = new Scene(workspace, channel);
    boolean good = true;
    for (Act act : ACTS) {
      out.println();
      out.println(
          "--- alice types in #%s: /inedo upgrade %s %s"
              .formatted(channel.name(), act.product().id(), act.typed()));
      Posted parent = scene.ask(act.product().id(), act.typed(), alice);
      out.println("--- alice clicks: backup.acknowledge");
      scene.click(parent.ts(), "backup.acknowledge", alice);
      out.println("--- bob clicks: upgrade.approve");
      scene.click(parent.ts(), "upgrade.approve", bob);
      Posted end = scene.awaitEnd(parent.ts(), Duration.ofMinutes(5));
      good &= end.text().endsWith("Succeeded");
    }
    awaitQuiet();
    out.println();
    out.println("=== The channel as it stands now ===");
    out.println(workspace.transcript(channel));
    out.println("=== What the products report now ===");
    for (Act act : ACTS) {
      out.println(report(act));
      good &= reported(act).equals(Optional.of(act.to()));
    }
    if (!workspace.refusals().isEmpty()) {
      out.println("The workspace refused calls of the bot: " + workspace.refusals());
      good = false;
    }
    out.println(good ? "All three upgrades succeeded." : "Not all three upgrades succeeded.");
    return good;
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
