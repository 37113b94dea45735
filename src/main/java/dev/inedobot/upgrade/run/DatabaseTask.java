package dev.inedobot.upgrade.run;

import dev.inedobot.upgrade.Step;
import dev.inedobot.upgrade.UpgradeEvent;
import dev.inedobot.upgrade.UpgradeEvent.Kind;
import dev.inedobot.upgrade.plan.BackupCommands;
import dev.inedobot.upgrade.plan.ContainerFacts;
import dev.inedobot.upgrade.plan.Durations;
import dev.inedobot.upgrade.plan.Plan;
import dev.inedobot.upgrade.plan.RestartPolicy;
import dev.inedobot.upgrade.run.Steps.StepFailed;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Upgrades the database by a process that does nothing else, {@code upgradedb} in the new image
 * (facts: Inedo docs, Upgrading the Database Only), while no container of the product runs. From
 * its start the database counts as upgraded. Its container stays until the record says how it
 * ended.
 */
final class DatabaseTask {
  private static final int LOG_LINES = 15;

  private final Journal journal;
  private final Clock clock;

  DatabaseTask(Journal journal, Clock clock) {
    this.journal = journal;
    this.clock = clock;
  }

  /**
   * Runs it to its end, or goes on with one that was started before. One that fails, or still runs
   * after hours, is a failed step; {@link #state} tells which.
   */
  void perform(Run run) throws StepFailed, InterruptedException {
    Plan plan = run.plan();
    run.steps()
        .insist(
            Step.UPGRADE_DATABASE,
            "%s with %s, in a container of its own"
                .formatted(String.join(" ", command(plan)), plan.next().image()),
            () -> {
              await(run, started(run));
              return "it ended with exit code 0: the database is upgraded";
            });
  }

  /** What became of it. */
  enum State {
    NOT_STARTED,
    /** Ending it now could damage the data. */
    RUNS,
    ENDED_WELL,
    /** It failed, or nobody knows how it ended: the database counts as upgraded. */
    FAILED
  }

  /** Looks at the engine, and at the record for one that somebody removed. */
  State state(Run run) {
    Optional<ContainerFacts> task = Tasks.find(run, Tasks.UPGRADE_DATABASE);
    if (task.isEmpty()) {
      return has(journal.events(run.upgrade().id()), Kind.TASK_CREATED)
          ? State.FAILED
          : State.NOT_STARTED;
    }
    if (!task.get().state().wasStarted()) {
      return State.NOT_STARTED;
    }
    if (task.get().state().canTouchData()) {
      return State.RUNS;
    }
    return task.get().state().exitCode() == 0 ? State.ENDED_WELL : State.FAILED;
  }

  /** Whether one was made since the newest choice of a person: it is not to be made twice. */
  boolean wasCreated(Run run) {
    List<UpgradeEvent> events = journal.events(run.upgrade().id());
    int from = 0;
    for (int i = 0; i < events.size(); i++) {
      from = events.get(i).kind() == Kind.CHOSEN ? i : from;
    }
    return has(events.subList(from, events.size()), Kind.TASK_CREATED);
  }

  private static boolean has(List<UpgradeEvent> events, Kind kind) {
    return events.stream().anyMatch(event -> event.kind() == kind);
  }

  private static List<String> command(Plan plan) {
    return List.of(BackupCommands.executable(plan.next().version()), "upgradedb");
  }

  private String started(Run run) {
    Plan plan = run.plan();
    ContainerHost host = run.host();
    Optional<ContainerFacts> there = Tasks.find(run, Tasks.UPGRADE_DATABASE);
    if (there.isPresent() && there.get().state().wasStarted()) {
      return there.get().id();
    }
    if (there.isEmpty() && wasCreated(run)) {
      throw HostProblem.refused(
          "Its container is gone: somebody removed it, and nobody knows how it ended.");
    }
    String imageId =
        host.imageId(plan.next().pinned())
            .or(() -> host.imageId(plan.next().image()))
            .orElseThrow(
                () ->
                    HostProblem.refused(
                        "The image %s is not on the engine any more."
                            .formatted(plan.next().image())));
    String oldId = plan.old().containerId();
    String id =
        host.createTask(
            new ContainerHost.Task(
                oldId,
                Tasks.name(run, Tasks.UPGRADE_DATABASE),
                imageId,
                command(plan),
                run.upgrade().id(),
                Tasks.UPGRADE_DATABASE));
    // With `always`, an engine restart would start the old one beside it.
    host.setRestartPolicy(oldId, RestartPolicy.NO);
    host.stop(oldId, plan.old().grace());
    NextContainer.find(run)
        .filter(next -> next.state().canTouchData())
        .ifPresent(
            next -> {
              throw HostProblem.refused(
                  "The new container (%s) runs: somebody started it. Two must never run on the same data."
                      .formatted(next.name()));
            });
    run.log().write(Kind.TASK_CREATED, id);
    if (!run.log().isComplete()) {
      throw HostProblem.refused("My record can't be written, so I don't start it.");
    }
    host.start(id);
    return id;
  }

  private void await(Run run, String id) {
    ContainerFacts task =
        run.host()
            .find(id)
            .orElseThrow(
                () ->
                    HostProblem.refused(
                        "Its container (%s) is gone: somebody removed it, and nobody knows how it ended."
                            .formatted(id.substring(0, 12))));
    Report report = new Report(run, Step.UPGRADE_DATABASE, clock);
    Hidden hidden = Hidden.of(run.host(), task);
    // One that still runs then is not ended, but a person is asked.
    Duration longest = run.plan().settings().timing().databaseTimeout();
    OptionalInt code = run.host().awaitEnd(id, longest, line -> report.accept(hidden.in(line)));
    if (code.isEmpty()) {
      throw HostProblem.refused(
          "It still runs after %s. I let it run: ending it could damage the data."
              .formatted(Durations.words(longest)));
    }
    if (code.getAsInt() != 0) {
      quoteLog(run, task);
      throw HostProblem.refused(
          "It ended with exit code %d, so the database may be upgraded by half."
              .formatted(code.getAsInt()));
    }
  }

  private static void quoteLog(Run run, ContainerFacts task) {
    try {
      String log = run.host().logTail(task.id(), LOG_LINES);
      if (!log.isBlank()) {
        run.log().log(Step.UPGRADE_DATABASE, Hidden.of(run.host(), task).in(log));
      }
    } catch (HostProblem unreadable) {
      run.log().log(
          Step.UPGRADE_DATABASE, "(its log could not be read: " + unreadable.getMessage() + ")");
    }
  }
}
