package dev.inedobot.upgrade.run;

import dev.inedobot.upgrade.Backup;
import dev.inedobot.upgrade.Step;
import dev.inedobot.upgrade.plan.BackupCommands;
import dev.inedobot.upgrade.plan.ContainerFacts;
import dev.inedobot.upgrade.plan.DatabaseHome;
import dev.inedobot.upgrade.plan.Plan;
import dev.inedobot.upgrade.plan.TrialRule;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * Restores a backup into ProGet's embedded database. Its server runs within the product, so the old
 * version makes a new database and the backup goes into that, as Inedo documents a move to another
 * server; but in a container of its own without ports, for what users would write there meanwhile
 * would be lost. Can be begun again: it begins by emptying the directory.
 */
final class EmbeddedRestore {

  private final Clock clock;
  private final NewDatabase newDatabase;

  EmbeddedRestore(Clock clock, Pauses pauses) {
    this.clock = clock;
    this.newDatabase = new NewDatabase(clock, pauses);
  }

  void restore(Run run, Backup backup) throws InterruptedException {
    FailedData.clear(run);
    DatabaseHome home = started(run);
    Tools tools = Tools.of(run, home);
    long empty = newDatabase.await(run, home, tools);
    Duration longest = run.plan().settings().timing().databaseTimeout();
    Report report = new Report(run, Step.RESTORE, clock);
    for (List<String> command :
        BackupCommands.restore(home, run.plan().old().version(), backup.path(), List.of())) {
      tools.run(command, longest, report);
    }
    // What ended with 0 may have restored nothing: the old version would run on an empty database.
    TrialRule.missing(backup.size(), empty, NewDatabase.dumped(run, home, tools, longest))
        .ifPresent(
            missing -> {
              throw HostProblem.refused(missing);
            });
    // With the time to end that the product has: its database is in there.
    Tasks.removeAll(run);
  }

  /** The old version's own process, on its volumes, and reached by nobody. */
  private static DatabaseHome started(Run run) {
    Plan plan = run.plan();
    ContainerHost host = run.host();
    ContainerFacts old =
        host.find(plan.old().containerId())
            .orElseThrow(
                () -> HostProblem.refused("The old container is gone: somebody removed it."));
    String name = Tasks.name(run, Tasks.RESTORE_DATA);
    String id =
        host.createTask(
            new ContainerHost.Task(
                old.id(),
                name,
                old.image().id(),
                old.command(),
                run.upgrade().id(),
                Tasks.RESTORE_DATA));
    host.start(id);
    return plan.database().in(id, name);
  }
}
