package dev.inedobot.upgrade.run;

import dev.inedobot.upgrade.UpgradeEvent.Kind;
import dev.inedobot.upgrade.UpgradeState;
import dev.inedobot.upgrade.plan.ContainerFacts;
import dev.inedobot.upgrade.plan.GateJudge;
import dev.inedobot.upgrade.plan.GateVerdict;
import dev.inedobot.upgrade.plan.Names;
import dev.inedobot.upgrade.plan.Plan;
import dev.inedobot.upgrade.run.Journal.JournalProblem;
import java.time.Duration;
import java.util.Optional;

/**
 * Watches what a run left to a person. If the new version becomes healthy after all, the upgrade
 * has succeeded; if the old one runs and is healthy, because a person brought it back, it is rolled
 * back. It only looks: whatever is done here is done by people.
 */
final class Watch {
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(10);

  private final Journal journal;
  private final HealthGate gate;
  private final Pauses pauses;

  Watch(Journal journal, HealthGate gate, Pauses pauses) {
    this.journal = journal;
    this.gate = gate;
    this.pauses = pauses;
  }

  /** Watches until the upgrade no longer needs attention. */
  void keep(Run run) throws InterruptedException {
    while (true) {
      try {
        if (!needsAttention(run)) {
          return;
        }
        look(run);
      } catch (HostProblem | JournalProblem silent) {
        // Nothing is known then; the next look may tell.
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
    Optional<ContainerFacts> next = Created.find(run);
    Optional<ContainerFacts> old = run.host().find(plan.old().containerId());
    boolean oldServes = old.isPresent() && old.get().state().serves();
    boolean nextServes = next.isPresent() && next.get().state().serves();
    if (nextServes && !oldServes && isGood(run, next.get().id(), Proof.newVersion(plan))) {
      run.log()
          .move(
              UpgradeState.NEEDS_ATTENTION,
              UpgradeState.SUCCEEDED,
              Kind.FINISHED,
              "%s became healthy after all: %s runs %s now.%s"
                  .formatted(
                      plan.container(),
                      plan.settings().name(),
                      plan.next().version().marketingForm(),
                      old.isPresent()
                          ? " The old container %s is still there, stopped."
                              .formatted(Names.old(plan.container()))
                          : ""));
    } else if (oldServes && !nextServes && isGood(run, old.get().id(), GoBack.oldVersion(plan))) {
      run.log()
          .move(
              UpgradeState.NEEDS_ATTENTION,
              UpgradeState.RUNNING,
              Kind.NOTE,
              "The old container runs again: somebody brought it back.");
      run.log()
          .move(
              UpgradeState.RUNNING,
              UpgradeState.ROLLED_BACK,
              Kind.FINISHED,
              "%s runs %s again and is healthy; a person brought it back."
                  .formatted(plan.settings().name(), plan.old().version().marketingForm()));
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
    GateVerdict verdict = gate.await(run.host(), containerId, run.plan(), soon, progress -> {});
    return verdict.passed();
  }
}
