package dev.inedobot.upgrade.run;

import dev.inedobot.upgrade.Backup;
import dev.inedobot.upgrade.Step;
import dev.inedobot.upgrade.plan.BackupCommands;
import dev.inedobot.upgrade.plan.ContainerFacts;
import dev.inedobot.upgrade.plan.DatabaseHome;
import dev.inedobot.upgrade.plan.Durations;
import dev.inedobot.upgrade.plan.Plan;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Restores a backup into ProGet's embedded database. Its server runs within the product, so the old
 * version makes a new database and the backup goes into that, as Inedo documents a move to another
 * server; but in a container of its own without ports, for what users would write there meanwhile
 * would be lost. Can be begun again: it begins by emptying the directory.
 */
final class EmbeddedRestore {
  private static final Duration PROBE = Duration.ofMinutes(5);
  private static final Duration BETWEEN_PROBES = Duration.ofSeconds(3);
  private static final String PROBE_FILE = "/tmp/inedobot-probe.ahdbexp";

  private final Clock clock;
  private final Pauses pauses;

  EmbeddedRestore(Clock clock, Pauses pauses) {
    this.clock = clock;
    this.pauses = pauses;
  }

  void restore(Run run, Backup backup) throws InterruptedException {
    FailedData.clear(run);
    DatabaseHome home = started(run);
    Tools tools = Tools.of(run, home);
    awaitDatabase(run, home, tools);
    Report report = new Report(run, Step.RESTORE, clock);
    for (List<String> command :
        BackupCommands.restore(home, run.plan().old().version(), backup.path(), List.of())) {
      tools.run(command, run.plan().settings().timing().databaseTimeout(), report);
    }
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

  /**
   * Waits until the new database is whole: dumps of it succeed, and one is as large as the one
   * before. That asks nothing of the product that is not documented.
   */
  private void awaitDatabase(Run run, DatabaseHome home, Tools tools) throws InterruptedException {
    Plan plan = run.plan();
    Instant latest = clock.instant().plus(plan.settings().timing().healthTimeout()).plus(PROBE);
    long before = -1;
    String last = "";
    while (clock.instant().isBefore(latest)) {
      if (Patience.ask(pauses, () -> run.host().find(home.containerId()))
          .filter(task -> task.state().canTouchData())
          .isEmpty()) {
        throw HostProblem.refused(
            "%s ended instead of making a new database."
                .formatted(plan.old().version().marketingForm()));
      }
      try {
        tools.run(
            List.of(
                BackupCommands.executable(plan.old().version()),
                "database",
                "dump",
                "--file=" + PROBE_FILE),
            PROBE,
            line -> {});
        long size =
            run.host().file(home.containerId(), PROBE_FILE).map(FileFacts::size).orElse(-1L);
        if (size > 0 && size == before) {
          return;
        }
        before = size;
      } catch (HostProblem notYet) {
        last = String.valueOf(notYet.getMessage());
      }
      pauses.pause(BETWEEN_PROBES);
    }
    throw HostProblem.refused(
        "%s made no new database within %s. %s"
            .formatted(
                plan.old().version().marketingForm(),
                Durations.words(plan.settings().timing().healthTimeout().plus(PROBE)),
                last));
  }
}
