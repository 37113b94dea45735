package dev.inedobot.upgrade.run;

import java.time.Duration;
import java.util.function.Supplier;

/** Asks an engine until it answers, however long that takes. */
final class Patience {
  private static final Duration BETWEEN_TRIES = Duration.ofSeconds(3);
  private static final int TRIES_OF_A_FAILING_ENGINE = 20;

  private Patience() {}

  /** Throws {@link HostProblem} only for an answer that waiting does not change. */
  static <T> T ask(Pauses pauses, Supplier<T> question) throws InterruptedException {
    return ask(pauses, question, Integer.MAX_VALUE);
  }

  /**
   * The same for what can be done without: it waits for an engine that is away, but for one that
   * fails at it only a minute, as it may do so for ever.
   */
  static <T> T reach(Pauses pauses, Supplier<T> question) throws InterruptedException {
    return ask(pauses, question, TRIES_OF_A_FAILING_ENGINE);
  }

  private static <T> T ask(Pauses pauses, Supplier<T> question, int failures)
      throws InterruptedException {
    int left = failures;
    while (true) {
      try {
        return question.get();
      } catch (HostProblem problem) {
        if (!problem.isUnreachable() && !(problem.isFailing() && left-- > 0)) {
          throw problem;
        }
      }
      pauses.pause(BETWEEN_TRIES);
    }
  }
}
