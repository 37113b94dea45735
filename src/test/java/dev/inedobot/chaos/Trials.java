package dev.inedobot.chaos;

import dev.inedobot.chaos.Watcher.Overlap;
import java.util.ArrayList;
import java.util.List;
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
   * @return in the order of the trials
   */
  List<Trial.Outcome> run(List<Trial> trials, Consumer<Trial.Outcome> each)
      throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(parallel);
    try {
      List<Future<Trial.Outcome>> futures = new ArrayList<>();
      for (Trial trial : trials) {
        futures.add(
            threads.submit(
                () -> {
                  Trial.Outcome outcome = Performance.of(ground, trial, numbers.incrementAndGet());
                  each.accept(outcome);
                  return outcome;
                }));
      }
      List<Trial.Outcome> outcomes = new ArrayList<>();
      for (Future<Trial.Outcome> future : futures) {
        outcomes.add(future.get());
      }
      return witnessed(outcomes);
    } catch (ExecutionException failure) {
      throw new IllegalStateException("A trial could not be carried out", failure);
    } finally {
      threads.shutdownNow();
    }
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
