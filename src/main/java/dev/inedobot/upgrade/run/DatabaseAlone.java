package dev.inedobot.upgrade.run;

import dev.inedobot.upgrade.Step;
import dev.inedobot.upgrade.UpgradeEvent.Kind;
import dev.inedobot.upgrade.UpgradeState;
import dev.inedobot.upgrade.plan.GateVerdict;
import dev.inedobot.upgrade.plan.Plan;
import dev.inedobot.upgrade.run.Steps.StepFailed;

/**
 * Upgrades the database and nothing else: the product is stopped, as it shares its volumes with the
 * process that does it, and then goes on with the version that it had. The path was allowed only
 * because that version may run on the newer database.
 */
final class DatabaseAlone {
  private final DatabaseTask database;
  private final HealthGate gate;
  private final GoBack goBack;
  private final Attention attention;
  private final Pauses pauses;

  DatabaseAlone(
      DatabaseTask database, HealthGate gate, GoBack goBack, Attention attention, Pauses pauses) {
    this.database = database;
    this.gate = gate;
    this.goBack = goBack;
    this.attention = attention;
    this.pauses = pauses;
  }

  /** From the stop on; the intent to stop is in the record. */
  void perform(Run run) throws InterruptedException {
    try {
      Takeover.stop(run);
    } catch (StepFailed failure) {
      goBack.undo(run, failure.sentence());
      return;
    }
    upgrade(run);
  }

  /** Upgrades the database, or goes on with that. */
  void upgrade(Run run) throws InterruptedException {
    try {
      database.perform(run);
    } catch (StepFailed failure) {
      if (Patience.ask(pauses, () -> database.state(run)) == DatabaseTask.State.RUNS) {
        attention.needed(
            run,
            "%s %s is stopped meanwhile. If it ends well after all, I go on by myself; else a person must choose, with the buttons above."
                .formatted(failure.sentence(), run.plan().container()));
      } else {
        goBack.undo(run, failure.sentence());
      }
      return;
    }
    finish(run);
  }

  /** Has the product run on the upgraded database. Can be repeated. */
  void finish(Run run) throws InterruptedException {
    Plan plan = run.plan();
    String what =
        "The database of %s is upgraded to %s."
            .formatted(plan.settings().name(), plan.next().version().marketingForm());
    try {
      bringBack(run);
    } catch (StepFailed failure) {
      attention.needed(run, what + " " + failure.sentence());
      return;
    }
    run.log().started(Step.HEALTH_OLD, "asking " + plan.before().address().uri());
    GateVerdict verdict =
        gate.await(
            run.host(),
            plan.old().containerId(),
            plan,
            GoBack.oldVersion(plan),
            HealthGate.Past.SOME,
            progress -> run.log().progress(Step.HEALTH_OLD, progress));
    String old = plan.old().version().marketingForm();
    if (!verdict.passed()) {
      run.log().failed(Step.HEALTH_OLD, verdict.sentence());
      attention.needed(
          run,
          "%s %s was started on it again and is not healthy: %s"
              .formatted(what, old, verdict.sentence()));
      return;
    }
    run.log().done(Step.HEALTH_OLD, "it is as it was before");
    run.log()
        .move(
            UpgradeState.RUNNING,
            UpgradeState.SUCCEEDED,
            Kind.FINISHED,
            "%s %s goes on with version %s, and its database is ahead of that until you upgrade the product too: `/inedo upgrade %s %s`."
                .formatted(
                    what,
                    plan.settings().name(),
                    old,
                    plan.settings().name(),
                    plan.next().version().marketingForm()));
  }

  private static void bringBack(Run run) throws StepFailed, InterruptedException {
    Plan plan = run.plan();
    String oldId = plan.old().containerId();
    run.steps()
        .insist(
            Step.START_OLD,
            plan.container() + " with " + plan.old().image().reference(),
            () -> {
              Tasks.removeEnded(run);
              run.host().rename(oldId, plan.container());
              run.host().setRestartPolicy(oldId, plan.old().restartPolicy());
              // After a restart of the bot it may run already, and is left alone then.
              run.host().start(oldId);
              return "the process runs";
            });
  }
}
