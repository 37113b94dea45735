package dev.inedobot.chaos;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Does something with each of many, some at a time. */
final class InParallel {
  private InParallel() {}

  /**
   * Returns when all is done.
   *
   * @param deadline none is begun after it
   * @return in the order of the many, without those that were not begun
   */
  static <T, R> List<R> run(int parallel, List<T> many, Instant deadline, Function<T, R> work)
      throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(parallel);
    try {
      List<Future<Optional<R>>> futures = new ArrayList<>();
      for (T one : many) {
        futures.add(
            threads.submit(
                () ->
                    Instant.now().isAfter(deadline)
                        ? Optional.empty()
                        : Optional.of(work.apply(one))));
      }
      List<R> results = new ArrayList<>();
      for (Future<Optional<R>> future : futures) {
        future.get().ifPresent(results::add);
      }
      return results;
    } catch (ExecutionException failure) {
      throw new IllegalStateException("A trial could not be carried out", failure);
    } finally {
      threads.shutdownNow();
    }
  }
}
