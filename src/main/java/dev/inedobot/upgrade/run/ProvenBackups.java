package dev.inedobot.upgrade.run;

import dev.inedobot.upgrade.Backup;
import dev.inedobot.upgrade.Step;
import dev.inedobot.upgrade.UpgradeEvent.Kind;
import dev.inedobot.upgrade.plan.BackupRule;
import dev.inedobot.upgrade.plan.Backups;
import dev.inedobot.upgrade.run.Steps.StepFailed;
import java.time.Clock;

/** Sees to it that a backup is proven where that is configured, once. */
final class ProvenBackups {
  private final FreshBackups earlier;
  private final TrialRestore trial;

  ProvenBackups(Journal journal, Clock clock, Pauses pauses) {
    this.earlier = new FreshBackups(journal);
    this.trial = new TrialRestore(clock, pauses);
  }

  /** Proves the backup that a run relies on; does nothing where that is not asked for. */
  void prove(Run run, Backup backup) throws StepFailed, InterruptedException {
    if (!BackupRule.proves(run.plan())) {
      return;
    }
    if (earlier.isProven(run.plan(), backup)) {
      run.steps()
          .perform(
              Step.PROVE,
              "not needed",
              () -> {
                Tasks.removeTrial(run);
                return "the backup of %s is proven already".formatted(Backups.moment(backup));
              });
      return;
    }
    run.steps()
        .perform(
            Step.PROVE,
            "%s, in a container of its own without a network, %s"
                .formatted(backup.path(), Tasks.name(run, Tasks.PROVE)),
            () -> {
              String proven = trial.perform(run, backup);
              run.log().write(Kind.BACKUP_PROVEN, backup.text());
              return proven;
            });
  }
}
