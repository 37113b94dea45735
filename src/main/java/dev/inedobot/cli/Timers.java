package dev.inedobot.cli;

import dev.inedobot.upgrade.run.Journal.JournalProblem;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Work that is done again and again, each on a thread of its own that its name is given to. */
final class Timers {
  private static final Logger LOG = LoggerFactory.getLogger(Timers.class);
  private static final Duration BETWEEN_TRIES = Duration.ofSeconds(5);

  private final Lifetime parts;

  /**
   * @param parts ends the timers
   */
  Timers(Lifetime parts) {
    this.parts = parts;
  }

  void every(Duration pause, String name, Runnable work) throws InterruptedException {
    repeat(
        pause,
        name,
        () -> {
          attempt(name, work);
          return false;
        });
  }

  /**
   * Does at once what the start can do without, and again every few seconds until it worked: a disk
   * that is full must not keep the bot from looking after a product.
   */
  void untilItWorks(String name, Runnable work) throws InterruptedException {
    if (!attempt(name, work)) {
      repeat(BETWEEN_TRIES, name, () -> attempt(name, work));
    }
  }

  /** Whether it worked; a timer whose work throws is never run again. */
  private static boolean attempt(String name, Runnable work) {
    try {
      work.run();
      return true;
    } catch (JournalProblem problem) {
      LOG.warn("{}: {}", name, problem.getMessage());
    } catch (RuntimeException unforeseen) {
      LOG.error("“{}” failed this time", name, unforeseen);
    }
    return false;
  }

  /**
   * @param done does the work; true if it need not be done again
   */
  private void repeat(Duration pause, String name, BooleanSupplier done)
      throws InterruptedException {
    ScheduledExecutorService timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, name);
              thread.setDaemon(true);
              return thread;
            });
    var unusedPart = parts.keep((AutoCloseable) timer::shutdownNow);
    var unused =
        timer.scheduleWithFixedDelay(
            () -> {
              if (done.getAsBoolean()) {
                timer.shutdown();
              }
            },
            pause.toMillis(),
            pause.toMillis(),
            TimeUnit.MILLISECONDS);
  }
}
