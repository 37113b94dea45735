package dev.inedobot.upgrade.run;

import dev.inedobot.upgrade.Step;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Performs steps and records them: the intent before, the outcome after. */
final class Steps {
  private static final Duration BETWEEN_TRIES = Duration.ofSeconds(3);
  private static final Duration BETWEEN_REPORTS = Duration.ofMinutes(1);

  /** On the way there the way back is the better answer; there is none to the way back. */
  private static final Duration FOR_A_FAILING_ENGINE = Duration.ofSeconds(15);

  private static final Duration FOR_A_FAILING_ENGINE_BACK = Duration.ofMinutes(2);

  private final RunLog log;
  private final Clock clock;
  private final Pauses pauses;

  Steps(RunLog log, Clock clock, Pauses pauses) {
    this.log = log;
    this.clock = clock;
    this.pauses = pauses;
  }

  /** Something that a step does; it returns a detail for people. */
  interface Action {
    String perform() throws InterruptedException;
  }

  /** A step that failed for good, already recorded. */
  static final class StepFailed extends Exception {
    private static final long serialVersionUID = 1L;
    private final Step step;

    StepFailed(Step step, HostProblem cause) {
      super(cause.getMessage(), cause);
      this.step = step;
    }

    Step step() {
      return step;
    }

    String sentence() {
      return "The step “%s” failed: %s".formatted(step.verb(), getMessage());
    }
  }

  /** Performs a step while the old container serves: if the engine is away, the step fails. */
  void perform(Step step, String intent, Action action) throws StepFailed, InterruptedException {
    stopIfAsked();
    log.started(step, intent);
    try {
      log.done(step, action.perform());
    } catch (HostProblem problem) {
      stopIfTold();
      log.failed(step, String.valueOf(problem.getMessage()));
      throw new StepFailed(step, problem);
    }
  }

  /**
   * Ends here if the bot is to stop: between two steps, while the product serves, is the best
   * place. In the downtime nothing asks for it, as the next steps take a moment and bring the
   * product back.
   */
  void stopIfAsked() throws InterruptedException {
    pauses.pause(Duration.ZERO);
  }

  /** A call that ended because the bot stops says nothing about the engine. */
  static void stopIfTold() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("the bot stops");
    }
  }

  /**
   * Performs a step while nothing serves. An engine that doesn't answer is waited for as long as it
   * takes: giving up would leave the product stopped. One that answers with errors of its own is
   * given a while, longer on the way back. Every action can be repeated.
   */
  void insist(Step step, String intent, Action action) throws StepFailed, InterruptedException {
    log.started(step, intent);
    insist(step, action);
  }

  /** As before, for a step whose intent is in the record already. */
  void insist(Step step, Action action) throws StepFailed, InterruptedException {
    Instant start = clock.instant();
    Instant reported = start.minus(BETWEEN_REPORTS);
    while (true) {
      try {
        log.done(step, action.perform());
        return;
      } catch (HostProblem problem) {
        stopIfTold();
        if (!mayPass(problem, step, Duration.between(start, clock.instant()))) {
          log.failed(step, String.valueOf(problem.getMessage()));
          throw new StepFailed(step, problem);
        }
        if (!clock.instant().isBefore(reported.plus(BETWEEN_REPORTS))) {
          log.progress(step, problem.getMessage() + " I keep trying.");
          reported = clock.instant();
        }
      }
      pauses.pause(BETWEEN_TRIES);
    }
  }

  private static boolean mayPass(HostProblem problem, Step step, Duration tried) {
    Duration patience = step.isWayBack() ? FOR_A_FAILING_ENGINE_BACK : FOR_A_FAILING_ENGINE;
    return problem.isUnreachable() || (problem.isFailing() && tried.compareTo(patience) < 0);
  }
}
