package dev.inedobot.doctor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;

/** Makes all checks at the same time, and waits for none longer than there is time. */
public final class Rounds {
  private Rounds() {}

  /**
   * One check.
   *
   * @param subject what it is about, should nothing come of it
   * @param look finds; what it throws is an error of the bot's own, and a failure
   * @param silence what it means that no answer came in time; takes a sentence that says so
   */
  public record Check(
      String subject, Supplier<List<Finding>> look, Function<String, Finding> silence) {

    /** One whose silence is no failure: the bot works without it. */
    public Check(String subject, Supplier<List<Finding>> look) {
      this(
          subject,
          look,
          sentence ->
              Finding.unknown(
                  subject, sentence, "See that it can be reached from here, and ask again."));
    }
  }

  /** What all checks found, in their order; of one that is not done in time it says so. */
  public static List<Finding> make(List<Check> checks, Duration time) {
    ExecutorService workers =
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "doctor");
              thread.setDaemon(true);
              return thread;
            });
    try {
      long end = System.nanoTime() + time.toNanos();
      List<Future<List<Finding>>> looking = new ArrayList<>();
      for (Check check : checks) {
        looking.add(workers.submit(() -> check.look().get()));
      }
      List<Finding> found = new ArrayList<>();
      for (int i = 0; i < checks.size(); i++) {
        found.addAll(found(checks.get(i), looking.get(i), end - System.nanoTime(), time));
      }
      return found;
    } finally {
      workers.shutdownNow();
    }
  }

  private static List<Finding> found(
      Check check, Future<List<Finding>> looking, long nanos, Duration time) {
    try {
      return looking.get(Math.max(nanos, 0), TimeUnit.NANOSECONDS);
    } catch (TimeoutException silent) {
      return List.of(
          check.silence().apply("No answer came within %d s.".formatted(time.toSeconds())));
    } catch (ExecutionException failed) {
      return List.of(
          Finding.failure(
              check.subject(),
              "It could not be checked: %s.".formatted(String.valueOf(failed.getCause())),
              "That is an error of mine: please report it, and look at this by hand meanwhile."));
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return List.of();
    }
  }
}
