package dev.inedobot.upgrade.run;

import java.time.Duration;
import java.util.function.Supplier;

/** Asks an engine until it answers, however long that takes. */
final class Patience {
  private static final Duration BETWEEN_TRIES = Duration.ofSeconds(3);

  private Patience() {}

  /** Throws {@link HostProblem} only for an answer that waiting does not change. */
  static <T> T ask(Pauses pauses, Supplier<T> question) throws InterruptedException {
    while (true) {
      try {
        return question.get();
      } catch (HostProblem problem) {
        if (!problem.isUnreachable() && !problem.isFailing()) {
          throw problem;
        }
      }
      pauses.pause(BETWEEN_TRIES);
    }
  }
}
