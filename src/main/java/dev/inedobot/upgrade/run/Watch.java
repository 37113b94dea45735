package dev.inedobot.upgrade.run;

import dev.inedobot.upgrade.Choice;
import dev.inedobot.upgrade.UpgradeEvent.Kind;
import dev.inedobot.upgrade.UpgradeId;
import dev.inedobot.upgrade.UpgradeState;
import dev.inedobot.upgrade.plan.Backups;
import dev.inedobot.upgrade.plan.Choices;
import dev.inedobot.upgrade.plan.ContainerFacts;
import dev.inedobot.upgrade.plan.GateJudge;
import dev.inedobot.upgrade.plan.GateVerdict;
import dev.inedobot.upgrade.plan.Names;
import dev.inedobot.upgrade.plan.Plan;
import dev.inedobot.upgrade.run.Journal.JournalProblem;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches what a run left to a person. If the new version becomes healthy after all, the upgrade
 * has succeeded and ends as any other; if the old one runs and is healthy, it is rolled back. Until
 * then it only looks: whatever is done meanwhile is done by people.
 */
final class Watch {
  private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(10);

  private final Journal journal;
  private final HealthGate gate;
  private final DatabaseUpgrades databases;
  private final Consumer<UpgradeId> proven;
  private final Pauses pauses;

  /**
   * @param proven is handed an upgrade whose new version has passed the gate after all; it is
   *     RUNNING again by then. Must not block
   */
  Watch(
      Journal journal,
      HealthGate gate,
      DatabaseUpgrades databases,
      Consumer<UpgradeId> proven,
      Pauses pauses) {
    this.journal = journal;
    this.gate = gate;
    this.databases = databases;
    this.proven = proven;
    this.pauses = pauses;
  }

  /** Watches until the upgrade no longer needs attention. */
  void keep(Run run) throws InterruptedException {
    while (true) {
      try {
        if (!needsAttention(run)) {
          return;
        }
        if (!Backups.isHalfRestored(journal.events(run.upgrade().id()))) {
          look(run);
        }
      } catch (HostProblem | JournalProblem silent) {
        // Nothing is known then; the next look may tell.
      } catch (RuntimeException unforeseen) {
        // The thread says that the bot goes on watching.
        LOG.error("A look at upgrade {} failed", run.upgrade().id(), unforeseen);
      }
      pauses.pause(BETWEEN_LOOKS);
    }
  }

  private boolean needsAttention(Run run) {
    return journal
        .find(run.upgrade().id())
        .filter(upgrade -> upgrade.state() == UpgradeState.NEEDS_ATTENTION)
        .isPresent();
  }

  private void look(Run run) throws InterruptedException {
    Plan plan = run.plan();
    if (databases.hasEndedWell(run)) {
      goOn(run, Kind.NOTE, "The database upgrade has come to its end after all.");
      return;
    }
    if (Tasks.mayRun(run)) {
      return;
    }
    Optional<ContainerFacts> next = NextContainer.find(run);
    Optional<ContainerFacts> old = run.host().find(plan.old().containerId());
    boolean oldServes = old.isPresent() && old.get().state().serves();
    boolean nextServes = next.isPresent() && next.get().state().serves();
    if (nextServes && !oldServes && isGood(run, next.get().id(), Proof.newVersion(plan))) {
      if (!needsAttention(run)) {
        return;
      }
      // It was taken away when the new one was stopped for a restore.
      run.host().setRestartPolicy(next.get().id(), plan.old().restartPolicy());
      goOn(run, Kind.GATE_PASSED, next.get().id());
    } else if (oldServes
        && !nextServes
        && !isForARestore(run)
        && isGood(run, old.get().id(), GoBack.oldVersion(plan))) {
      if (databases.isDoneAlone(run)) {
        goOn(run, Kind.NOTE, "The product runs and is healthy.");
      } else {
        rolledBack(run, next);
      }
    }
  }

  /**
   * By hand, a database within the product is restored in the old version, which runs for that; and
   * whatever database it is, the person says when it is whole.
   */
  private boolean isForARestore(Run run) {
    return Choices.last(journal.events(run.upgrade().id()))
        .filter(choice -> choice == Choice.RESTORE)
        .isPresent();
  }

  private void goOn(Run run, Kind kind, String text) throws InterruptedException {
    boolean moved = run.log().move(UpgradeState.NEEDS_ATTENTION, UpgradeState.RUNNING, kind, text);
    if (moved) {
      proven.accept(run.upgrade().id());
    }
  }

  private static void rolledBack(Run run, Optional<ContainerFacts> next)
      throws InterruptedException {
    Plan plan = run.plan();
    boolean moved =
        run.log()
            .move(
                UpgradeState.NEEDS_ATTENTION,
                UpgradeState.RUNNING,
                Kind.NOTE,
                "The old container runs again and is healthy.");
    if (moved) {
      run.log()
          .move(
              UpgradeState.RUNNING,
              UpgradeState.ROLLED_BACK,
              Kind.FINISHED,
              "%s runs %s again and is healthy.%s"
                  .formatted(
                      plan.settings().name(),
                      plan.old().version().marketingForm(),
                      putBack(run, next)));
    }
  }

  /** Gives the old container its name and policy back; what a person has to know about it. */
  private static String putBack(Run run, Optional<ContainerFacts> next) {
    Plan plan = run.plan();
    String name = Names.next(plan.container());
    removeTasks(run);
    String left =
        next.isPresent()
            ? " The new container is still there, stopped, as %s: remove it when nobody needs it."
                .formatted(name)
            : "";
    try {
      next.ifPresent(container -> run.host().rename(container.id(), name));
      run.host().rename(plan.old().containerId(), plan.container());
      run.host().setRestartPolicy(plan.old().containerId(), plan.old().restartPolicy());
      return left;
    } catch (HostProblem problem) {
      return " Its name or its restart policy could not be given back (%s): see to that, or it may not come"
              .formatted(problem.getMessage())
          + " back after a reboot.";
    }
  }

  /** Ended ones are in the way of the next time, and of nothing else. */
  private static void removeTasks(Run run) {
    try {
      Tasks.removeEnded(run);
    } catch (HostProblem problem) {
      LOG.warn(
          "Upgrade {} leaves a container behind: {}", run.upgrade().id(), problem.getMessage());
    }
  }

  private boolean isGood(Run run, String containerId, GateJudge.Expected expected)
      throws InterruptedException {
    GateJudge.Expected soon =
        new GateJudge.Expected(
            expected.product(),
            expected.version(),
            expected.stableFor().plusSeconds(5),
            expected.stableFor(),
            expected.problemsBefore());
    GateVerdict verdict =
        gate.await(run.host(), containerId, run.plan(), soon, HealthGate.Past.SOME, progress -> {});
    return verdict.passed();
  }
}
