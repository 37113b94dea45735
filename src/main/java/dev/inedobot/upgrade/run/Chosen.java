package dev.inedobot.upgrade.run;

import dev.inedobot.upgrade.Choice;
import dev.inedobot.upgrade.Step;
import dev.inedobot.upgrade.plan.Backups;
import dev.inedobot.upgrade.plan.ContainerFacts;
import dev.inedobot.upgrade.plan.Plan;
import dev.inedobot.upgrade.plan.RestartPolicy;
import dev.inedobot.upgrade.plan.RestoreByHand;
import dev.inedobot.upgrade.run.Steps.StepFailed;
import java.util.Optional;

/**
 * Carries out what a person chose for a run that needed attention. Each part looks first, so that
 * it can be begun again at any point.
 */
final class Chosen {
  private final Journal journal;
  private final Proof proof;
  private final GoBack goBack;
  private final Attention attention;
  private final RestoreBackup restoreBackup;
  private final DatabaseUpgrades databases;

  Chosen(
      Journal journal,
      Proof proof,
      GoBack goBack,
      Attention attention,
      RestoreBackup restoreBackup,
      DatabaseUpgrades databases) {
    this.journal = journal;
    this.proof = proof;
    this.goBack = goBack;
    this.attention = attention;
    this.restoreBackup = restoreBackup;
    this.databases = databases;
  }

  void carryOut(Run run, Choice choice) throws InterruptedException {
    switch (choice) {
      case KEEP_WAITING -> keepWaiting(run);
      case RESTORE -> makeRoomForRestore(run);
      case RESTORE_BACKUP -> restoreBackup.perform(run);
      case GO_BACK -> goBack.undo(run, "A person chose to go back.");
      case RESTORED -> goBack.undo(run, "A person restored the backup.");
    }
  }

  /** Starts the new version again if it does not run, and leads it to the gate. */
  private void keepWaiting(Run run) throws InterruptedException {
    try {
      if (databases.tryAgain(run)) {
        return;
      }
    } catch (HostProblem refused) {
      Steps.stopIfTold();
      attention.needed(run, refused.getMessage() + " Nothing was removed.");
      return;
    }
    Plan plan = run.plan();
    ContainerHost host = run.host();
    String[] nextId = new String[1];
    try {
      run.steps()
          .insist(
              Step.START,
              "%s with %s, unless it runs".formatted(plan.container(), plan.next().image()),
              () -> {
                nextId[0] = startNew(run, host, plan);
                return "the process runs";
              });
    } catch (StepFailed failure) {
      attention.needed(run, failure.sentence() + " Nothing was removed.");
      return;
    }
    proof.prove(run, nextId[0], null);
  }

  private static String startNew(Run run, ContainerHost host, Plan plan) {
    Optional<ContainerFacts> old = host.find(plan.old().containerId());
    if (old.isPresent() && old.get().state().canTouchData()) {
      throw HostProblem.refused(
          "The old container (%s) runs: somebody started it. Two must never run on the same data."
              .formatted(old.get().name()));
    }
    ContainerFacts next =
        NextContainer.find(run)
            .orElseThrow(
                () ->
                    HostProblem.refused(
                        "The new container is gone: somebody removed it, so there is nothing to wait"
                            + " for."));
    if (!next.state().canTouchData()) {
      Tasks.removeAll(run);
      host.rename(next.id(), plan.container());
      host.start(next.id());
    }
    host.setRestartPolicy(next.id(), plan.old().restartPolicy());
    return next.id();
  }

  /** Ends the new version without removing it, and asks for the restore. */
  private void makeRoomForRestore(Run run) throws InterruptedException {
    Plan plan = run.plan();
    ContainerHost host = run.host();
    try {
      run.steps()
          .insist(
              Step.STOP_NEW,
              "%s with %s; it is kept".formatted(plan.container(), plan.next().image()),
              () -> {
                Tasks.removeAll(run);
                Optional<ContainerFacts> next = NextContainer.find(run);
                if (next.isEmpty()) {
                  return "it is not there";
                }
                host.setRestartPolicy(next.get().id(), RestartPolicy.NO);
                host.stop(next.get().id(), plan.old().grace());
                return "it is stopped and kept; the volumes stay";
              });
    } catch (StepFailed failure) {
      attention.needed(run, failure.sentence() + " Nothing was removed.");
      return;
    }
    attention.needed(
        run,
        "%s %s is stopped now, and nothing was removed. %s Then say so with the button, and I start %s again."
            .formatted(
                plan.settings().product().displayName(),
                plan.next().version().marketingForm(),
                RestoreByHand.words(plan, Backups.reliedOn(journal.events(run.upgrade().id()))),
                plan.old().version().marketingForm()));
  }
}
