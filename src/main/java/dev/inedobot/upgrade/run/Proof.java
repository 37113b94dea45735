package dev.inedobot.upgrade.run;

import dev.inedobot.upgrade.Step;
import dev.inedobot.upgrade.UpgradeEvent.Kind;
import dev.inedobot.upgrade.UpgradeState;
import dev.inedobot.upgrade.plan.AfterGate;
import dev.inedobot.upgrade.plan.ContainerFacts;
import dev.inedobot.upgrade.plan.Downtime;
import dev.inedobot.upgrade.plan.Durations;
import dev.inedobot.upgrade.plan.GateJudge;
import dev.inedobot.upgrade.plan.GateVerdict;
import dev.inedobot.upgrade.plan.Names;
import dev.inedobot.upgrade.plan.Plan;
import dev.inedobot.upgrade.plan.RestartPolicy;
import dev.inedobot.upgrade.run.Steps.StepFailed;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What follows once the new container was to be started: the health gate, and what it leads to. */
final class Proof {
  private static final int LOG_LINES = 15;
  private static final int REMOVAL_TRIES = 3;
  private static final int RECORD_TRIES = 30;

  private final HealthGate gate;
  private final GoBack goBack;
  private final Attention attention;
  private final KeptImages images;
  private final Clock clock;
  private final Pauses pauses;

  Proof(
      HealthGate gate,
      GoBack goBack,
      Attention attention,
      KeptImages images,
      Clock clock,
      Pauses pauses) {
    this.gate = gate;
    this.goBack = goBack;
    this.attention = attention;
    this.images = images;
    this.clock = clock;
    this.pauses = pauses;
  }

  static GateJudge.Expected newVersion(Plan plan) {
    return new GateJudge.Expected(
        plan.settings().product(),
        plan.next().version(),
        plan.settings().timing().healthTimeout(),
        plan.settings().timing().stableFor(),
        plan.before().problems());
  }

  /**
   * Waits for the gate and acts on its verdict.
   *
   * @param down when the downtime began; null if that was before an interruption
   */
  void prove(Run run, String nextId, @Nullable Instant down) throws InterruptedException {
    Plan plan = run.plan();
    run.log()
        .started(
            Step.HEALTH,
            "asking %s, for up to %s"
                .formatted(
                    plan.before().address().uri(),
                    Durations.words(plan.settings().timing().healthTimeout())));
    GateVerdict verdict =
        gate.await(
            run.host(),
            nextId,
            plan,
            newVersion(plan),
            down == null ? HealthGate.Past.SOME : HealthGate.Past.NONE,
            progress -> run.log().progress(Step.HEALTH, progress));
    if (verdict.passed()) {
      Instant good = verdict.goodSince();
      String downtime =
          down == null || good == null ? "" : " " + Downtime.sentence(Duration.between(down, good));
      run.log()
          .done(
              Step.HEALTH,
              "%s %s is healthy and stayed so for %s."
                      .formatted(
                          plan.settings().product().displayName(),
                          plan.next().version().marketingForm(),
                          Durations.words(plan.settings().timing().stableFor()))
                  + downtime);
      run.log().write(Kind.GATE_PASSED, nextId);
      succeed(run, downtime);
      return;
    }
    run.log().failed(Step.HEALTH, verdict.sentence());
    quoteLog(run, Step.HEALTH, nextId);
    act(run, AfterGate.decide(plan, verdict));
  }

  /** Ends a run that passed the gate: the old container goes, or the thread says why it is left. */
  void succeed(Run run, String downtime) throws InterruptedException {
    Plan plan = run.plan();
    String old = Names.old(plan.container());
    String left = plan.settings().keep().old().isZero() ? removeOld(run, old) : keepOld(run, old);
    images.tidy(run);
    left += tasksLeft(run);
    run.log()
        .move(
            UpgradeState.RUNNING,
            UpgradeState.SUCCEEDED,
            Kind.FINISHED,
            "%s runs %s %s now (before: %s).%s%s"
                .formatted(
                    plan.settings().name(),
                    plan.settings().product().displayName(),
                    plan.next().version().marketingForm(),
                    plan.old().version().marketingForm(),
                    downtime,
                    left));
  }

  private static String tasksLeft(Run run) {
    try {
      Tasks.removeEnded(run);
      return "";
    } catch (HostProblem problem) {
      return " A container that I made for a task could not be removed: " + problem.getMessage();
    }
  }

  /** Removes the old container; says so if it can't be done. */
  private String removeOld(Run run, String old) throws InterruptedException {
    for (int tries = 1; ; tries++) {
      if (!isRecorded(run)) {
        return " My record can't be written, so I left the old container %s where it is."
            .formatted(old);
      }
      try {
        run.steps()
            .perform(
                Step.REMOVE,
                old + ", never its volumes",
                () -> {
                  run.host().remove(run.plan().old().containerId());
                  return old + " is gone; the volumes are the new container's now";
                });
        return "";
      } catch (StepFailed failure) {
        if (tries >= REMOVAL_TRIES) {
          return " The old container could not be removed: see to %s yourself.".formatted(old);
        }
        pauses.pause(Duration.ofSeconds(2));
      }
    }
  }

  private String keepOld(Run run, String old) throws InterruptedException {
    Plan plan = run.plan();
    Duration keep = plan.settings().keep().old();
    run.log().started(Step.REMOVE, "not yet: %s is to be kept".formatted(old));
    boolean isThere =
        Patience.ask(pauses, () -> run.host().find(plan.old().containerId())).isPresent();
    if (!isThere) {
      run.log().done(Step.REMOVE, "%s is gone already: somebody removed it".formatted(old));
      return "";
    }
    run.log().done(Step.REMOVE, "%s stays, stopped, for %s".formatted(old, Durations.words(keep)));
    run.log().write(Kind.OLD_KEPT, clock.instant().plus(keep).toString());
    return "";
  }

  /**
   * Whether the record says that the gate was passed. A restart that does not know it could go back
   * to an old container that is removed here.
   */
  private boolean isRecorded(Run run) throws InterruptedException {
    for (int tries = 0; tries < RECORD_TRIES; tries++) {
      if (run.log().isComplete()) {
        return true;
      }
      pauses.pause(Duration.ofSeconds(2));
    }
    return false;
  }

  /** Ends a run whose old container was never stopped. */
  void abandon(Run run, String sentence) throws InterruptedException {
    String left = "";
    try {
      run.steps()
          .perform(
              Step.CLEAN_UP,
              "what this upgrade created",
              () -> {
                boolean trial = Tasks.removeTrial(run);
                if (removeNext(run)) {
                  return "the new container is gone";
                }
                return trial
                    ? "the copy that was to prove the backup is gone"
                    : "there was nothing to remove";
              });
    } catch (StepFailed failure) {
      left =
          " What it created could not all be removed, as the step “%s” says: remove it before the next try."
              .formatted(Step.CLEAN_UP.verb());
    }
    run.log()
        .move(
            UpgradeState.RUNNING,
            UpgradeState.FAILED,
            Kind.FINISHED,
            sentence + " This upgrade did not touch the old container." + left);
  }

  private static boolean removeNext(Run run) {
    Optional<ContainerFacts> next = NextContainer.find(run);
    if (run.plan().next().kept() != null) {
      NextContainer.putAway(run);
      return false;
    }
    next.ifPresent(container -> run.host().discard(container.id()));
    return next.isPresent();
  }

  /** Leads a container to the gate that was started before: what follows a start is made up for. */
  void startedAgain(Run run, ContainerFacts next) throws InterruptedException {
    if (run.plan().next().kept() != null) {
      restorePolicy(run, next);
    }
    prove(run, next.id(), null);
  }

  /** The product serves, whatever becomes of it. */
  private void restorePolicy(Run run, ContainerFacts next) throws InterruptedException {
    RestartPolicy policy = run.plan().old().restartPolicy();
    try {
      Patience.reach(
          pauses,
          () -> {
            run.host().setRestartPolicy(next.id(), policy);
            return true;
          });
    } catch (HostProblem problem) {
      Steps.stopIfTold();
      run.log()
          .write(
              Kind.NOTE,
              "%s runs, but its restart policy could not be set to `%s`: %s Do that by hand."
                  .formatted(run.plan().container(), policy, problem.getMessage()));
    }
  }

  /** Acts on a step of the downtime that failed for good. */
  void replaceFailed(Run run, String nextId, StepFailed failure) throws InterruptedException {
    quoteLog(run, failure.step(), nextId);
    ContainerFacts next = Patience.ask(pauses, () -> run.host().find(nextId)).orElse(null);
    if (next == null || !NextContainer.wasStarted(run, next)) {
      goBack.undo(run, failure.sentence());
      return;
    }
    if (next.state().canTouchData()) {
      // It runs all the same: it may be upgrading its database, and only the gate may judge that.
      startedAgain(run, next);
      return;
    }
    GateVerdict verdict =
        new GateVerdict(GateVerdict.Outcome.EXITED, failure.sentence(), false, null);
    act(run, AfterGate.decide(run.plan(), verdict));
  }

  /** Goes back or asks. */
  void act(Run run, AfterGate after) throws InterruptedException {
    switch (after.choice()) {
      case GO_BACK -> goBack.undo(run, after.sentence());
      case ASK -> attention.needed(run, after.sentence());
    }
  }

  /** Puts the last lines of a container's log into the record, to explain a step's failure. */
  static void quoteLog(Run run, Step step, String containerId) {
    try {
      Hidden hidden = Hidden.of(run.host(), containerId);
      String tail = run.host().logTail(containerId, LOG_LINES);
      if (!tail.isBlank()) {
        run.log().log(step, hidden.in(tail));
      }
    } catch (HostProblem noLog) {
      run.log().log(step, "(its log could not be read: " + noLog.getMessage() + ")");
    }
  }
}
