package dev.inedobot.upgrade.run;

import dev.inedobot.upgrade.Step;
import dev.inedobot.upgrade.Work;
import dev.inedobot.upgrade.plan.AfterGate;
import dev.inedobot.upgrade.plan.ContainerFacts;
import dev.inedobot.upgrade.plan.GateVerdict;
import dev.inedobot.upgrade.plan.Names;
import dev.inedobot.upgrade.plan.Plan;
import dev.inedobot.upgrade.plan.RestartPolicy;
import dev.inedobot.upgrade.run.Steps.StepFailed;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Lets the new container take the old one's place: stop, set aside, perhaps upgrade the database,
 * start; then the health gate. The downtime begins here, and the intent to stop is in the record.
 */
final class Takeover {
  private final Proof proof;
  private final GoBack goBack;
  private final Attention attention;
  private final DatabaseTask database;
  private final Pauses pauses;

  Takeover(Proof proof, GoBack goBack, Attention attention, DatabaseTask database, Pauses pauses) {
    this.proof = proof;
    this.goBack = goBack;
    this.attention = attention;
    this.database = database;
    this.pauses = pauses;
  }

  /**
   * @param down when the downtime begins
   */
  void perform(Run run, String nextId, Instant down) throws InterruptedException {
    try {
      stop(run);
      setAside(run);
    } catch (StepFailed failure) {
      proof.replaceFailed(run, nextId, failure);
      return;
    }
    if (run.plan().work() == Work.UPGRADE_DATABASE_FIRST) {
      upgradeDatabase(run, nextId, down);
    } else {
      startNew(run, nextId, down);
    }
  }

  /**
   * Upgrades the database, or goes on with that, and then starts the new container.
   *
   * @param down null if the downtime began before an interruption
   */
  void upgradeDatabase(Run run, String nextId, @Nullable Instant down) throws InterruptedException {
    try {
      database.perform(run);
    } catch (StepFailed failure) {
      failed(run, failure);
      return;
    }
    startNew(run, nextId, down);
  }

  /**
   * What follows depends on whether it was started: from then on the database counts as upgraded.
   */
  private void failed(Run run, StepFailed failure) throws InterruptedException {
    switch (Patience.ask(pauses, () -> database.state(run))) {
      case NOT_STARTED -> goBack.undo(run, failure.sentence());
      case RUNS ->
          attention.needed(
              run, failure.sentence() + " A person must choose, with the buttons above.");
      case ENDED_WELL, FAILED -> proof.act(run, AfterGate.decide(run.plan(), ended(failure)));
    }
  }

  private static GateVerdict ended(StepFailed failure) {
    return new GateVerdict(GateVerdict.Outcome.EXITED, failure.sentence(), false, null);
  }

  /** Starts the new container and leads it to the gate. */
  void startNew(Run run, String nextId, @Nullable Instant down) throws InterruptedException {
    Plan plan = run.plan();
    ContainerHost host = run.host();
    try {
      run.steps()
          .insist(
              Step.START,
              "%s with %s".formatted(plan.container(), plan.next().image()),
              () -> {
                Tasks.removeEnded(run);
                host.stop(plan.old().containerId(), plan.old().grace());
                host.rename(nextId, plan.container());
                host.start(nextId);
                if (plan.next().kept() != null) {
                  // Not before: with `always`, an engine restart would start it beside the old one.
                  host.setRestartPolicy(nextId, plan.old().restartPolicy());
                }
                return "the process runs";
              });
    } catch (StepFailed failure) {
      proof.replaceFailed(run, nextId, failure);
      return;
    }
    proof.prove(run, nextId, down);
  }

  /** Stops the old container; the intent to do so is in the record. */
  static void stop(Run run) throws StepFailed, InterruptedException {
    Plan plan = run.plan();
    String oldId = plan.old().containerId();
    Duration grace = plan.old().grace();
    run.steps()
        .insist(
            Step.STOP,
            () -> {
              run.host().stop(oldId, grace);
              return run.host().find(oldId).map(Takeover::howItEnded).orElse("it is gone");
            });
  }

  private static void setAside(Run run) throws StepFailed, InterruptedException {
    Plan plan = run.plan();
    String oldId = plan.old().containerId();
    String aside = Names.old(plan.container());
    run.steps()
        .insist(
            Step.SET_ASIDE,
            "restart policy `no`, then rename to " + aside,
            () -> {
              run.host().setRestartPolicy(oldId, RestartPolicy.NO);
              run.host().rename(oldId, aside);
              return "it is %s now and stays stopped; its volumes are untouched".formatted(aside);
            });
  }

  private static String howItEnded(ContainerFacts old) {
    int code = old.state().exitCode();
    return code == 137
        ? "it did not end in time and was killed (exit code 137)"
        : "it ended with exit code " + code;
  }
}
