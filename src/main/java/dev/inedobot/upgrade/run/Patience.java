package dev.inedobot.upgrade.run;

import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Asks an engine until it answers, however long that takes. */
final class Patience {
  private static final Duration BETWEEN_TRIES = Duration.ofSeconds(3);

  private Patience() {}

  /** Throws {@link HostProblem} only for an answer that waiting does not change. */
  static <T> T ask(Pauses pauses, Supplier<T> question) throws InterruptedException {
    return ask(pauses, question, problem -> problem.isUnreachable() || problem.isFailing());
  }

  /**
   * The same for what can be done without: it waits for an engine that is away, but an engine that
   * fails at it may do so for ever.
   */
  static <T> T reach(Pauses pauses, Supplier<T> question) throws InterruptedException {
    return ask(pauses, question, HostProblem::isUnreachable);
  }

  private static <T> T ask(Pauses pauses, Supplier<T> question, Predicate<HostProblem> mayPass)
      throws InterruptedException {
    while (true) {
      try {
        return question.get();
      } catch (HostProblem problem) {
        if (!mayPass.test(problem)) {
          throw problem;
        }
      }
      pauses.pause(BETWEEN_TRIES);
    }
  }
}
