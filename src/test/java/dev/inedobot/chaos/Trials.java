package dev.inedobot.chaos;

import dev.inedobot.chaos.Watcher.Overlap;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
    ExecutorService threads = Executors.newFixedThreadPool(parallel);
    try {
      List<Future<Optional<Trial.Outcome>>> futures = new ArrayList<>();
      for (Trial trial : trials) {
        futures.add(threads.submit(() -> perform(trial, each, deadline)));
      }
      List<Trial.Outcome> outcomes = new ArrayList<>();
      for (Future<Optional<Trial.Outcome>> future : futures) {
        future.get().ifPresent(outcomes::add);
      }
      return witnessed(outcomes);
    } catch (ExecutionException failure) {
      throw new IllegalStateException("A trial could not be carried out", failure);
    } finally {
      threads.shutdownNow();
    }
  }

  private Optional<Trial.Outcome> perform(
      Trial trial, Consumer<Trial.Outcome> each, Instant deadline) {
    if (Instant.now().isAfter(deadline)) {
      return Optional.empty();
    }
    Trial.Outcome outcome = Performance.of(ground, trial, numbers.incrementAndGet());
    for (int again = 0; outcome.isVoid() && again < 2; again++) {
      // Such as a port that something else on this machine took in between.
      outcome = Performance.of(ground, trial, numbers.incrementAndGet());
    }
    each.accept(outcome);
    return Optional.of(outcome);
  }

  /** With what the watcher saw of each run's containers. */
  private List<Trial.Outcome> witnessed(List<Trial.Outcome> outcomes) {
    List<Overlap> overlaps = ground.watcher.overlaps();
    return outcomes.stream()
        .map(
            outcome ->
                outcome.alsoBroken(
                    overlaps.stream()
                        .filter(overlap -> overlap.isOf(outcome.container()))
                        .map(Overlap::sentence)
                        .toList()))
        .toList();
  }
}
