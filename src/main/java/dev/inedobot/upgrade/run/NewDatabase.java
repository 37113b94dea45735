package dev.inedobot.upgrade.run;

import dev.inedobot.upgrade.plan.BackupCommands;
import dev.inedobot.upgrade.plan.DatabaseHome;
import dev.inedobot.upgrade.plan.Durations;
import dev.inedobot.upgrade.plan.Plan;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The embedded database that the old version makes when it starts on an empty directory. */
final class NewDatabase {
  private static final Duration PROBE = Duration.ofMinutes(5);
  private static final Duration BETWEEN_PROBES = Duration.ofSeconds(3);
  private static final String PROBE_FILE = "/tmp/inedobot-probe.ahdbexp";
  private static final long NONE_YET = -1;
  private static final long UNSEEN = -2;

  private final Clock clock;
  private final Pauses pauses;

  NewDatabase(Clock clock, Pauses pauses) {
    this.clock = clock;
    this.pauses = pauses;
  }

  /**
   * Waits until it is whole: dumps of it succeed, and one is as large as the one before. That asks
   * nothing of the product that is not documented. Throws {@link HostProblem}.
   */
  void await(Run run, DatabaseHome home, Tools tools) throws InterruptedException {
    Plan plan = run.plan();
    Instant latest = clock.instant().plus(plan.settings().timing().healthTimeout()).plus(PROBE);
    long before = NONE_YET;
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
        long size = dumped(run, home, tools);
        if (size != 0 && size == before) {
          return;
        }
        before = size;
      } catch (HostProblem notYet) {
        before = NONE_YET;
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

  /** How large a dump is; an engine does not see a file on a tmpfs. */
  private static long dumped(Run run, DatabaseHome home, Tools tools) {
    tools.run(
        List.of(
            BackupCommands.executable(run.plan().old().version()),
            "database",
            "dump",
            "--file=" + PROBE_FILE),
        PROBE,
        line -> {});
    Optional<FileFacts> file = run.host().file(home.containerId(), PROBE_FILE);
    return file.map(FileFacts::size).orElse(UNSEEN);
  }
}
