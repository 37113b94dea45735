package dev.inedobot.upgrade.run;

import dev.inedobot.upgrade.Backup;
import dev.inedobot.upgrade.Step;
import dev.inedobot.upgrade.Work;
import dev.inedobot.upgrade.plan.BackupCommands;
import dev.inedobot.upgrade.plan.BackupRule;
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
import java.util.stream.Stream;

/**
 * Restores a backup of ProGet's embedded database where nothing else is: in a container of the old
 * version with a database of its own, without a network, and asks that copy for its health. The
 * product serves meanwhile and is not touched. Whatever comes of it, the container and its database
 * are removed.
 */
final class TrialRestore {
  private static final String SHELL = "/bin/sh";
  private static final List<String> ASKING =
      Stream.of("curl", "bash", "nc")
          .flatMap(
              program ->
                  Stream.of("/usr/bin/", "/bin/", "/usr/local/bin/").map(place -> place + program))
          .toList();

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
    String proven;
    boolean suspect = false;
    try {
      Tasks.removeTrial(run);
      Instant begun = clock.instant();
      DatabaseHome home = started(run, backup);
      refuseWithoutRoom(run, home);
      long empty = newDatabase.await(run, home, Tools.of(run, home));
      suspect = true;
      proven = proven(run, backup, home, begun, empty);
    } catch (HostProblem failure) {
      Steps.stopIfTold();
      quoteLog(run);
      throw failure.adding(
          "So the backup is not proven. It is where it was, %s in the container %s, and the product was not touched. %s%s"
              .formatted(
                  backup.path(),
                  backup.container(),
                  advice(run, suspect && !failure.isUnreachable()),
                  removed(run, "")));
    }
    return proven + removed(run, "; that container is gone");
  }

  private static String advice(Run run, boolean suspect) {
    String again = suspect ? "Ask again, with a new backup" : "Ask again";
    return run.plan().work() == Work.BACKUP
        ? again + "."
        : again + "; an approver can do without one that is proven.";
  }

  private String proven(Run run, Backup backup, DatabaseHome home, Instant begun, long empty)
      throws InterruptedException {
    Plan plan = run.plan();
    Tools tools = Tools.of(run, home);
    Report report = new Report(run, Step.PROVE, clock);
    for (List<String> command :
        BackupCommands.restore(home, plan.old().version(), backup.path(), List.of())) {
      tools.run(command, plan.settings().timing().databaseTimeout(), report);
    }
    Duration restored = Duration.between(begun, clock.instant());
    // What it remembers of the database that it made is not what is in there now.
    run.host().stop(home.containerId(), plan.old().grace());
    run.host().start(home.containerId());
    TrialGate.Passed passed = gate.await(run, home.containerId());
    // It is also healthy on the empty database that it made.
    long copy = NewDatabase.dumped(run, home, tools, plan.settings().timing().databaseTimeout());
    TrialRule.missing(backup.size(), empty, copy)
        .ifPresent(
            missing -> {
              throw HostProblem.refused(missing);
            });
    return "restored within %s into a container of its own (%s), which answered as %s after %s, and whose own dump is about as large"
        .formatted(
            Durations.words(restored),
            plan.old().version().marketingForm(),
            passed.health(),
            Durations.words(passed.after()));
  }

  /**
   * Refuses to begin, before a backup is taken, where a copy could not be asked for its health: its
   * image lacks what that is done by.
   */
  static void refuseSilent(Run run) {
    ContainerHost host = run.host();
    String id = run.plan().old().containerId();
    boolean can =
        host.hasPath(id, SHELL) && ASKING.stream().anyMatch(program -> host.hasPath(id, program));
    if (BackupRule.proves(run.plan()) && !can) {
      throw HostProblem.refused(
          "The image of %s has not what I would ask a copy for its health by: %s, and one of %s. So a backup could not be proven."
              .formatted(
                  run.plan().old().version().marketingForm(), SHELL, String.join(", ", ASKING)));
    }
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
    List<String> readable =
        TrialRule.readable(old, backup.path()).stream()
            .filter(path -> host.hasPath(old.id(), path))
            .toList();
    String name = Tasks.name(run, Tasks.PROVE);
    String id =
        host.createApart(
            new ContainerHost.Task(
                old.id(), name, old.image().id(), old.command(), run.upgrade().id(), Tasks.PROVE),
            new ContainerHost.Apart(readable, List.of(TrialRule.DATABASE)));
    host.start(id);
    return plan.database().in(id, name);
  }

  /** The product may write on the same disk, and must not be the one that finds it full. */
  private static void refuseWithoutRoom(Run run, DatabaseHome copy) {
    Optional<Room> live = room(run, run.plan().database());
    Optional<Room> there = room(run, copy);
    if (live.isPresent() && there.isPresent()) {
      TrialRule.tooLittle(live.get().needed(), there.get().free())
          .ifPresent(
              tooLittle -> {
                throw HostProblem.refused(tooLittle);
              });
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
  private static String removed(Run run, String gone) throws InterruptedException {
    try {
      Tasks.removeTrial(run);
      return gone;
    } catch (HostProblem problem) {
      Steps.stopIfTold();
      return " The container %s could not be removed: `docker rm -f -v %1$s` does it. %s"
          .formatted(Tasks.name(run, Tasks.PROVE), problem.getMessage());
    }
  }
}
