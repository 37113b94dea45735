package dev.inedobot.upgrade.run;

import dev.inedobot.upgrade.Backup;
import dev.inedobot.upgrade.Step;
import dev.inedobot.upgrade.plan.BackupCommands;
import dev.inedobot.upgrade.plan.ContainerFacts;
import dev.inedobot.upgrade.plan.DatabaseHome;
import dev.inedobot.upgrade.plan.Durations;
import dev.inedobot.upgrade.plan.Plan;
import dev.inedobot.upgrade.plan.TrialRule;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Restores a backup of ProGet's embedded database where nothing else is: in a container of the old
 * version with a database of its own, without a network, and asks that copy for its health. The
 * product serves meanwhile and is not touched. Whatever comes of it, the container and its database
 * are removed.
 */
final class TrialRestore {
  private static final String SHELL = "/bin/sh";

  private final Clock clock;
  private final NewDatabase newDatabase;
  private final TrialGate gate;

  TrialRestore(Clock clock, Pauses pauses) {
    this.clock = clock;
    this.newDatabase = new NewDatabase(clock, pauses);
    this.gate = new TrialGate(clock, pauses);
  }

  /**
   * Proves a backup, or throws {@link HostProblem} with what to do.
   *
   * @return what came of it, for people
   */
  String perform(Run run, Backup backup) throws InterruptedException {
    Tasks.removeTrial(run);
    String proven;
    try {
      proven = proven(run, backup);
    } catch (HostProblem failure) {
      Steps.stopIfTold();
      quoteLog(run);
      throw failure.adding(
          "So the backup is not proven. It is where it was, %s in the container %s, and the product was not touched. Ask again, with a new backup; an approver can do without one.%s"
              .formatted(backup.path(), backup.container(), removed(run, "")));
    }
    return proven + removed(run, "; that container is gone");
  }

  private String proven(Run run, Backup backup) throws InterruptedException {
    Plan plan = run.plan();
    Instant begun = clock.instant();
    DatabaseHome home = started(run, backup);
    refuseWithoutRoom(run, home);
    Tools tools = Tools.of(run, home);
    newDatabase.await(run, home, tools);
    Report report = new Report(run, Step.PROVE, clock);
    for (List<String> command :
        BackupCommands.restore(home, plan.old().version(), backup.path(), List.of())) {
      tools.run(command, plan.settings().timing().databaseTimeout(), report);
    }
    Duration restored = Duration.between(begun, clock.instant());
    // What it remembers of the database that it made is not what is in there now.
    run.host().stop(home.containerId(), plan.old().grace());
    run.host().start(home.containerId());
    Duration healthy = gate.await(run, home.containerId());
    return "restored within %s into a container of its own (%s), which answered as healthy after %s"
        .formatted(
            Durations.words(restored),
            plan.old().version().marketingForm(),
            Durations.words(healthy));
  }

  /** The old version's own process on a new database, which sees of the product the backup. */
  private static DatabaseHome started(Run run, Backup backup) {
    Plan plan = run.plan();
    ContainerHost host = run.host();
    ContainerFacts old =
        host.find(plan.old().containerId())
            .orElseThrow(
                () ->
                    HostProblem.refused(
                        "The container %s is gone: somebody removed it."
                            .formatted(plan.container())));
    if (!host.hasPath(old.id(), SHELL)) {
      throw HostProblem.refused(
          "The image of %s has no %s, by which I would ask a copy for its health."
              .formatted(plan.old().version().marketingForm(), SHELL));
    }
    String name = Tasks.name(run, Tasks.PROVE);
    String id =
        host.createApart(
            new ContainerHost.Task(
                old.id(), name, old.image().id(), old.command(), run.upgrade().id(), Tasks.PROVE),
            new ContainerHost.Apart(
                TrialRule.readable(old, backup.path()), List.of(TrialRule.DATABASE)));
    host.start(id);
    return plan.database().in(id, name);
  }

  /** The product may write on the same disk, and must not be the one that finds it full. */
  private static void refuseWithoutRoom(Run run, DatabaseHome copy) {
    Optional<Room> live = room(run, run.plan().database());
    Optional<Room> there = room(run, copy);
    if (live.isPresent() && there.isPresent()) {
      new Room(live.get().needed(), there.get().free())
          .refuseTooLittle(
              "a copy", "%s of %s".formatted(TrialRule.DATABASE, copy.containerName()), 100);
    }
  }

  private static Optional<Room> room(Run run, DatabaseHome home) {
    return Room.look(run.host(), home.containerId(), TrialRule.DATABASE, TrialRule.DATABASE);
  }

  private static void quoteLog(Run run) {
    try {
      Tasks.find(run, Tasks.PROVE).ifPresent(copy -> Proof.quoteLog(run, Step.PROVE, copy.id()));
    } catch (HostProblem away) {
      run.log().log(Step.PROVE, "(its log could not be read: " + away.getMessage() + ")");
    }
  }

  /** Removes the copy; says so, or what a person has to do. */
  private static String removed(Run run, String gone) {
    try {
      Tasks.removeTrial(run);
      return gone;
    } catch (HostProblem problem) {
      return " The container %s could not be removed: `docker rm -f -v %1$s` does it. %s"
          .formatted(Tasks.name(run, Tasks.PROVE), problem.getMessage());
    }
  }
}
