package dev.inedobot.upgrade.run;

import dev.inedobot.upgrade.Choice;
import dev.inedobot.upgrade.Step;
import dev.inedobot.upgrade.plan.Backups;
import dev.inedobot.upgrade.plan.ContainerFacts;
import dev.inedobot.upgrade.plan.Plan;
import dev.inedobot.upgrade.plan.RestartPolicy;
import dev.inedobot.upgrade.plan.RestoreByHand;
import dev.inedobot.upgrade.run.Steps.StepFailed;
import java.util.ArrayList;
import java.util.List;
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

  /**
   * Ends whichever version there is, without removing it, and asks for the restore. A database that
   * was upgraded alone has the old version running on it.
   */
  private void makeRoomForRestore(Run run) throws InterruptedException {
    Plan plan = run.plan();
    String[] stopped = {""};
    String[] oldName = {plan.container()};
    try {
      run.steps()
          .insist(
              Step.STOP_NEW,
              plan.container() + ", whichever version runs; it is kept",
              () -> {
                Tasks.refuseWhileUpgrading(run);
                Tasks.removeAll(run);
                stopped[0] = stopAll(run);
                oldName[0] =
                    run.host()
                        .find(plan.old().containerId())
                        .map(ContainerFacts::name)
                        .orElse(plan.container());
                return stopped[0] + "; the volumes stay";
              });
    } catch (StepFailed failure) {
      attention.needed(run, failure.sentence() + " Nothing was removed.");
      return;
    }
    attention.needed(
        run,
        "%s, and nothing of the product was removed. %s Then say so with the button, and I start %s again."
            .formatted(
                stopped[0],
                RestoreByHand.words(
                    plan, Backups.reliedOn(journal.events(run.upgrade().id())), oldName[0]),
                plan.old().version().marketingForm()));
  }

  /** Neither version runs or comes back by itself; what there was to stop, as a sentence. */
  private static String stopAll(Run run) {
    Plan plan = run.plan();
    ContainerHost host = run.host();
    List<String> versions = new ArrayList<>();
    Optional<ContainerFacts> next = NextContainer.find(run);
    if (next.isPresent()) {
      host.setRestartPolicy(next.get().id(), RestartPolicy.NO);
      host.stop(next.get().id(), plan.old().grace());
      versions.add(plan.next().version().marketingForm());
    }
    Optional<ContainerFacts> old = host.find(plan.old().containerId());
    if (old.isPresent()) {
      host.setRestartPolicy(old.get().id(), RestartPolicy.NO);
      host.stop(old.get().id(), plan.old().grace());
      versions.add(plan.old().version().marketingForm());
    }
    String product = plan.settings().product().displayName();
    return switch (versions.size()) {
      case 0 -> "No container of %s is there any more".formatted(plan.settings().name());
      case 1 -> "%s %s is stopped now".formatted(product, versions.get(0));
      default -> "%s %s are both stopped now".formatted(product, String.join(" and ", versions));
    };
  }
}
