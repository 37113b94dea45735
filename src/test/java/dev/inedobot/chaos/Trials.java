package dev.inedobot.chaos;

import dev.inedobot.chaos.Watcher.Overlap;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Carries out trials, some at a time: most of each is waiting. */
final class Trials {
  private final Ground ground;
  private final int parallel;
  private final AtomicInteger numbers = new AtomicInteger();

  Trials(Ground ground, int parallel) {
    this.ground = ground;
    this.parallel = parallel;
  }

  /**
   * Carries them out.
   *
   * @param each is told of each that is through, in no order, from several threads
   * @param deadline no trial is begun after it
   * @return in the order of the trials, without those that were not begun
   */
  List<Trial.Outcome> run(List<Trial> trials, Consumer<Trial.Outcome> each, Instant deadline)
      throws InterruptedException {
    return witnessed(InParallel.run(parallel, trials, deadline, trial -> perform(trial, each)));
  }

  private Trial.Outcome perform(Trial trial, Consumer<Trial.Outcome> each) {
    Trial.Outcome outcome = Performance.of(ground, trial, numbers.incrementAndGet());
    for (int again = 0; outcome.isVoid() && again < 2; again++) {
      // Such as a port that something else on this machine took in between.
      outcome = Performance.of(ground, trial, numbers.incrementAndGet());
    }
    each.accept(outcome);
    return outcome;
  }

  /** With what the watcher saw of each run's containers. */
  private List<Trial.Outcome> witnessed(List<Trial.Outcome> outcomes) {
    List<Overlap> overlaps = ground.watcher.overlaps();
    return outcomes.stream()
        .map(outcome -> outcome.alsoBroken(Overlap.of(overlaps, outcome.container())))
        .toList();
  }
}
