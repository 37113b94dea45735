package dev.inedobot.chaos;

import dev.inedobot.chaos.Watcher.Overlap;
import dev.inedobot.cli.SmallEngine;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Carries out runs with a kill, some at a time. */
final class Crashes {
  private final Ground ground;
  private final @Nullable SmallEngine engine;
  private final List<String> flags;
  private final int parallel;
  private final AtomicInteger numbers = new AtomicInteger();

  Crashes(Ground ground, int parallel) throws IOException {
    this(ground, null, parallel);
  }

  private Crashes(Ground ground, @Nullable SmallEngine engine, int parallel) throws IOException {
    this.ground = ground;
    this.flags = BotArchive.flags(ground);
    this.engine = engine;
    this.parallel = parallel;
  }

  /** On an engine that may be stopped, which all runs would notice: one at a time. */
  static Crashes on(SmallEngine engine, Ground ground) throws IOException {
    return new Crashes(ground, engine, 1);
  }

  /**
   * Carries them out.
   *
   * @param each is told of each that is through, in no order, from several threads
   * @param deadline none is begun after it
   * @return in their order, without those that were not begun
   */
  List<Crash.Outcome> run(List<Crash> crashes, Consumer<Crash.Outcome> each, Instant deadline)
      throws InterruptedException {
    List<Crash.Outcome> outcomes =
        InParallel.run(parallel, crashes, deadline, crash -> perform(crash, each));
    List<Overlap> overlaps = ground.watcher.overlaps();
    return outcomes.stream()
        .map(outcome -> outcome.alsoBroken(Overlap.of(overlaps, outcome.container())))
        .toList();
  }

  private Crash.Outcome perform(Crash crash, Consumer<Crash.Outcome> each) {
    Crash.Outcome outcome =
        CrashPerformance.of(ground, engine, flags, crash, numbers.incrementAndGet());
    for (int again = 0; outcome.isVoid() && again < 2; again++) {
      // Such as a port that something else on this machine took in between.
      outcome = CrashPerformance.of(ground, engine, flags, crash, numbers.incrementAndGet());
    }
    each.accept(outcome);
    return outcome;
  }
}
