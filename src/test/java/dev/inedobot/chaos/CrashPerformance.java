package dev.inedobot.chaos;

import dev.inedobot.cli.SmallEngine;
import dev.inedobot.demo.DemoEngine;
import dev.inedobot.demo.DemoProduct;
import dev.inedobot.demo.workspace.LocalWorkspace;
import dev.inedobot.demo.workspace.Posted;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Carries one run with a kill out: a product, a proxy, a workspace and a bot in a process of its
 * own; an upgrade from the command to the end of its thread, over the bot's death; and what is
 * there then.
 */
final class CrashPerformance {
  private static final Duration LONGEST_RUN = Duration.ofMinutes(6);

  /** Whatever a run still does after its end, such as noting where its last message stands. */
  private static final long QUIET = Duration.ofMillis(1500).toNanos();

  private static final Duration LONG_PAUSE = Duration.ofSeconds(15);

  /** As a supervisor does that starts the bot again. */
  private static final Duration BETWEEN_LIVES = Duration.ofSeconds(2);

  /** How long the record's disk stays full at most; the product must run before. */
  private static final Duration LONGEST_FULL = Duration.ofSeconds(100);

  /** For so long the disk is full in the bot's next life at least. */
  private static final Duration SHORTEST_FULL = Duration.ofSeconds(12);

  private static final Moment FILLED = Moment.after(Moment.write("STEP_STARTED stop"));

  /** For so long the bot that comes back finds no engine. */
  private static final Duration ENGINE_AWAY = Duration.ofSeconds(4);

  /** After an outcome that the parent tells, a thread that is not complete is taken as it is. */
  private static final long LONGEST_THREAD = Duration.ofSeconds(60).toNanos();

  private static final int MOST_LIVES = 60;

  private final Ground ground;
  private final @Nullable SmallEngine engine;
  private final List<String> flags;
  private final Crash crash;
  private final Scenery scenery;
  private final List<String> broken = new ArrayList<>();
  private @Nullable FullDisk disk;
  private volatile @Nullable Lives lives;
  private volatile boolean killed;
  private boolean begun;
  private boolean relieved;
  private long lifeSince;

  private CrashPerformance(
      Ground ground, @Nullable SmallEngine engine, List<String> flags, Crash crash, String name) {
    this.ground = ground;
    this.engine = engine;
    this.flags = flags;
    this.crash = crash;
    this.scenery = new Scenery(ground, crash.journey(), name);
  }

  /**
   * @param engine the one that the ground is on, if it may be stopped
   * @param flags for the bot's JVM
   * @param number tells this run from the others on the same ground
   */
  static Crash.Outcome of(
      Ground ground, @Nullable SmallEngine engine, List<String> flags, Crash crash, int number) {
    CrashPerformance performance =
        new CrashPerformance(ground, engine, flags, crash, ground.name + "-" + number);
    try {
      return performance.perform();
    } catch (Exception failure) {
      return new Crash.Outcome(
          crash,
          new Story(performance.begun ? "unknown" : Story.VOID, List.of(), List.of()),
          false,
          0,
          List.of("the trial itself failed: " + failure),
          List.of(),
          List.of(),
          performance.scenery.container,
          Duration.ZERO);
    }
  }

  private Crash.Outcome perform() throws Exception {
    DemoProduct product = scenery.publish();
    try (FullDisk full = diskFor(crash.circumstance());
        DemoEngine products = scenery.engine();
        TaskContainers tasks = new TaskContainers(products, scenery.container)) {
      disk = full;
      String oldId = products.run(product);
      Witness witness = new Witness(products, tasks, product, crash.journey().store());
      witness.awaitVersion(crash.journey().from());
      witness.writeData(scenery.name);
      Evidence before = witness.look(true);
      CallNames names = scenery.callNames(new Roles(products, scenery.container, oldId));
      return play(witness, before, names);
    }
  }

  private @Nullable FullDisk diskFor(Circumstance circumstance) throws IOException {
    return circumstance == Circumstance.DISK_FULL ? new FullDisk(scenery.recordDirectory()) : null;
  }

  private Crash.Outcome play(Witness witness, Evidence before, CallNames names) throws Exception {
    Moments moments = new Moments(names, acts());
    try (LocalWorkspace workspace = LocalWorkspace.start();
        EngineProxy proxy = EngineProxy.inFrontOf(ground.dockerHost, moments);
        Lives born =
            new Lives(
                scenery.environment(workspace),
                scenery.configuration(proxy.address().uri()),
                scenery.directory,
                flags,
                moments,
                port ->
                    workspace.sendTo(
                        URI.create("http://127.0.0.1:%d/slack/events".formatted(port))))) {
      lives = born;
      long begin = System.nanoTime();
      born.begin();
      begun = true;
      Questions questions = new Questions(crash.journey(), witness, before);
      Crowd crowd = new Crowd(workspace, born, scenery.command(), crash.journey().ask(), questions);
      conduct(workspace, born, crowd, witness);
      Duration took = Duration.ofNanos(System.nanoTime() - begin);
      born.kill();
      broken.addAll(questions.broken());
      return judge(workspace, crowd, moments, witness, before, took);
    }
  }

  private Map<Moment, Runnable> acts() {
    Map<Moment, Runnable> acts = new HashMap<>();
    FullDisk full = disk;
    if (full != null) {
      acts.put(FILLED, full::fill);
    }
    Moment moment = crash.moment();
    if (moment != null) {
      acts.put(moment, this::kill);
    }
    return acts;
  }

  private void kill() {
    if (crash.circumstance() == Circumstance.PAUSED) {
      pause();
      return;
    }
    FullDisk full = disk;
    if (full != null) {
      full.fill();
    }
    killed = true;
    Lives living = lives;
    if (living != null) {
      living.kill();
    }
  }

  private void pause() {
    Lives living = lives;
    try {
      if (living != null) {
        living.pause(LONG_PAUSE);
      }
    } catch (IOException failure) {
      broken.add("the bot could not be held: " + failure);
    }
  }

  private void conduct(LocalWorkspace workspace, Lives bot, Crowd crowd, Witness witness)
      throws Exception {
    long end = System.nanoTime() + LONGEST_RUN.toNanos();
    long completeSince = 0;
    long endedSince = 0;
    while (System.nanoTime() < end && bot.count() < MOST_LIVES) {
      if (bot.hasEnded()) {
        beginAgain(bot);
      }
      if (bot.serves()) {
        crowd.act();
      }
      relieve(bot, witness);
      long now = System.nanoTime();
      endedSince = !isEnded(crowd) ? 0 : endedSince == 0 ? now : endedSince;
      completeSince = !isComplete(workspace, crowd) ? 0 : completeSince == 0 ? now : completeSince;
      boolean quiet = completeSince != 0 && now - completeSince > QUIET;
      boolean stuck = endedSince != 0 && now - endedSince > LONGEST_THREAD;
      if ((quiet || stuck || !crowd.refusal().isEmpty()) && !bot.hasEnded()) {
        return;
      }
      Thread.sleep(100);
    }
  }

  private void beginAgain(Lives bot) throws Exception {
    boolean byTheKill = killed && bot.count() == 1;
    if (!byTheKill && crash.circumstance() != Circumstance.DISK_FULL) {
      broken.add("the bot ended by itself: see " + scenery.directory);
    }
    SmallEngine stopped = engine;
    if (byTheKill && crash.circumstance() == Circumstance.ENGINE_RESTARTS && stopped != null) {
      ground.watcher.engineEnds();
      stopped.stop();
      bot.begin();
      Thread.sleep(ENGINE_AWAY.toMillis());
      stopped.startAgain();
      ground.watcher.engineIsBack();
      return;
    }
    if (!byTheKill) {
      Thread.sleep(BETWEEN_LIVES.toMillis());
    }
    bot.begin();
    lifeSince = System.nanoTime();
  }

  /** Makes room on the disk once the product has been seen to run without it. */
  private void relieve(Lives bot, Witness witness) {
    FullDisk full = disk;
    if (full == null || relieved || bot.count() < 2) {
      return;
    }
    long sinceKill = System.nanoTime() - lifeSince;
    boolean serves = sinceKill > SHORTEST_FULL.toNanos() && witness.serves();
    if (serves || sinceKill > LONGEST_FULL.toNanos()) {
      if (!serves) {
        broken.add("the product did not run while the record's disk was full");
      }
      full.makeRoom();
      relieved = true;
    }
  }

  private static String state(Crowd crowd) {
    return crowd.parent().map(Ending::state).orElse("");
  }

  private boolean isEnded(Crowd crowd) {
    boolean answered =
        crash.journey().ask().isAnswered() && crowd.parent().filter(Ending::asks).isPresent();
    return Ending.isEnd(state(crowd)) && !answered;
  }

  private boolean isComplete(LocalWorkspace workspace, Crowd crowd) {
    if (!isEnded(crowd)) {
      return false;
    }
    List<String> thread =
        crowd.parent().stream()
            .flatMap(parent -> workspace.thread(crowd.channel, parent.ts()).stream())
            .map(Posted::text)
            .toList();
    return !thread.isEmpty()
        && thread.get(thread.size() - 1).contains("*" + state(crowd) + ".*")
        && thread.stream().noneMatch(said -> said.contains("running, since"));
  }

  private Crash.Outcome judge(
      LocalWorkspace workspace,
      Crowd crowd,
      Moments moments,
      Witness witness,
      Evidence before,
      Duration took)
      throws IOException {
    List<String> refusal = crowd.refusal();
    Telling telling =
        refusal.isEmpty()
            ? Telling.of(workspace, crowd.channel, scenery.databaseUrl())
            : new Telling(refusal, 0, List.of(), List.of());
    String state = refusal.isEmpty() ? (isEnded(crowd) ? state(crowd) : "no end") : "Refused";
    Story story = new Story(state, telling.thread(), Story.failedSteps(telling.events()));
    Evidence after = witness.look(!state.equals("Needs attention"));
    broken.addAll(Promise.broken(crash.journey(), before, after, story));
    broken.addAll(telling.broken());
    if (telling.twice() > (killed ? 1 : 0)) {
      broken.add(telling.twice() + " messages stand in Slack that the bot does not know of");
    }
    Moment moment = crash.moment();
    Crash.Outcome outcome =
        new Crash.Outcome(
            crash,
            story,
            moment != null && moments.hasReached(moment),
            telling.twice(),
            broken,
            moments.made(),
            telling.events(),
            scenery.container,
            took);
    if (!broken.isEmpty()) {
      Files.writeString(
          scenery.directory.resolve("story.txt"),
          Report.of(crash, broken, story, telling.events(), moments.made(), before, after));
    }
    return outcome;
  }
}
