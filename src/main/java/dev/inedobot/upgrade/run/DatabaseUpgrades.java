package dev.inedobot.upgrade.run;

import dev.inedobot.upgrade.Choice;
import dev.inedobot.upgrade.Step;
import dev.inedobot.upgrade.UpgradeEvent;
import dev.inedobot.upgrade.UpgradeEvent.Kind;
import dev.inedobot.upgrade.Work;
import dev.inedobot.upgrade.plan.Choices;
import dev.inedobot.upgrade.plan.ContainerFacts;
import dev.inedobot.upgrade.plan.Plan;
import java.util.List;
import java.util.Optional;

/**
 * Goes on with a run whose database was being upgraded by a process of its own when it was
 * interrupted, or when a person was asked. What is on the engine decides, and the record where that
 * can't tell.
 */
final class DatabaseUpgrades {
  private final Journal journal;
  private final DatabaseTask task;
  private final Takeover takeover;
  private final DatabaseAlone alone;
  private final Pauses pauses;

  DatabaseUpgrades(
      Journal journal, DatabaseTask task, Takeover takeover, DatabaseAlone alone, Pauses pauses) {
    this.journal = journal;
    this.task = task;
    this.takeover = takeover;
    this.alone = alone;
    this.pauses = pauses;
  }

  /** Whether there is something to go on with: the database counts as upgraded, or may. */
  boolean hasBegun(Run run) throws InterruptedException {
    return run.plan().work().upgradesDatabase()
        && (isDone(run)
            || Patience.ask(pauses, () -> task.state(run)) != DatabaseTask.State.NOT_STARTED);
  }

  /**
   * Whether it has come to its end by itself since a person was asked, so that the run can go on.
   * Looks once; throws {@link HostProblem} if the engine does not tell.
   */
  boolean hasEndedWell(Run run) {
    return run.plan().work().upgradesDatabase()
        && !isDone(run)
        && !isGivenUp(run)
        && task.state(run) == DatabaseTask.State.ENDED_WELL;
  }

  /**
   * Whether nothing is missing but a look at the product, which goes on with the upgraded database.
   */
  boolean isDoneAlone(Run run) {
    return run.plan().work() == Work.DATABASE && isDone(run) && !isGivenUp(run);
  }

  private boolean isGivenUp(Run run) {
    List<UpgradeEvent> events = journal.events(run.upgrade().id());
    return events.stream().anyMatch(event -> event.kind() == Kind.GOING_BACK)
        || Choices.last(events).filter(choice -> choice != Choice.KEEP_WAITING).isPresent();
  }

  /** Goes on with one that {@link #hasBegun} to its end. */
  void goOn(Run run) throws InterruptedException {
    if (!isDone(run)) {
      perform(run);
    } else if (run.plan().work() == Work.DATABASE) {
      alone.finish(run);
    } else {
      takeover.startNew(run, nextId(run), null);
    }
  }

  /**
   * A person wants it to go on: one that failed is begun anew. False if that is not the question.
   */
  boolean tryAgain(Run run) throws InterruptedException {
    if (!run.plan().work().upgradesDatabase()) {
      return false;
    }
    if (isDone(run)) {
      if (run.plan().work() == Work.DATABASE) {
        alone.finish(run);
        return true;
      }
      return false;
    }
    Patience.reach(
        pauses,
        () -> {
          DatabaseTask.State state = task.state(run);
          boolean anew = state == DatabaseTask.State.FAILED && !task.wasCreated(run);
          if (anew || state == DatabaseTask.State.NOT_STARTED) {
            refuseBesideTheProduct(run);
            Tasks.removeAll(run);
          }
          return true;
        });
    perform(run);
    return true;
  }

  private static void refuseBesideTheProduct(Run run) {
    Plan plan = run.plan();
    run.host()
        .find(plan.old().containerId())
        .filter(old -> old.state().canTouchData())
        .ifPresent(
            old -> {
              throw HostProblem.refused(
                  "The old container (%s) runs: somebody started it. Two must never run on the same data."
                      .formatted(old.name()));
            });
  }

  private void perform(Run run) throws InterruptedException {
    if (run.plan().work() == Work.DATABASE) {
      alone.upgrade(run);
    } else {
      takeover.upgradeDatabase(run, nextId(run), null);
    }
  }

  private String nextId(Run run) throws InterruptedException {
    Optional<ContainerFacts> next = Patience.ask(pauses, () -> NextContainer.find(run));
    return next.map(ContainerFacts::id)
        .orElseThrow(
            () ->
                HostProblem.refused(
                    "The new container is gone: somebody removed it, so it can't be started."));
  }

  private boolean isDone(Run run) {
    List<UpgradeEvent> events = journal.events(run.upgrade().id());
    return events.stream()
        .anyMatch(event -> event.kind() == Kind.STEP_DONE && event.isAbout(Step.UPGRADE_DATABASE));
  }
}
