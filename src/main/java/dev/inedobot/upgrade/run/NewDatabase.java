package dev.inedobot.upgrade.run;

import dev.inedobot.upgrade.plan.BackupCommands;
import dev.inedobot.upgrade.plan.DatabaseHome;
import dev.inedobot.upgrade.plan.Durations;
import dev.inedobot.upgrade.plan.Plan;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The embedded database that the old version makes when it starts on an empty directory. */
final class NewDatabase {
  private static final Duration PROBE = Duration.ofMinutes(5);
  private static final Duration COUNT = Duration.ofMinutes(1);
  private static final Duration BETWEEN_PROBES = Duration.ofSeconds(3);
  private static final String PROBE_FILE = "/tmp/inedobot-probe.ahdbexp";
  private static final long NONE_YET = -1;

  private final Clock clock;
  private final Pauses pauses;

  NewDatabase(Clock clock, Pauses pauses) {
    this.clock = clock;
    this.pauses = pauses;
  }

  /**
   * Waits until it is whole: dumps of it succeed, and one is as large as the one before. That asks
   * nothing of the product that is not documented. Throws {@link HostProblem}.
   *
   * @return how large a dump of it is, in bytes; above 0
   */
  long await(Run run, DatabaseHome home, Tools tools) throws InterruptedException {
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
        long size = dumped(run, home, tools, PROBE);
        if (size > 0 && size == before) {
          return size;
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

  /** How large a dump of the database is now, in bytes; 0 if there is none to be seen. */
  static long dumped(Run run, DatabaseHome home, Tools tools, Duration longest)
      throws InterruptedException {
    tools.run(
        List.of(
            BackupCommands.executable(run.plan().old().version()),
            "database",
            "dump",
            "--file=" + PROBE_FILE),
        longest,
        line -> {});
    long counted = counted(run.host(), home.containerId());
    return counted > 0
        ? counted
        : run.host().file(home.containerId(), PROBE_FILE).map(FileFacts::size).orElse(0L);
  }

  /** As the container sees it, since an engine does not see a file on a tmpfs; 0 for nothing. */
  private static long counted(ContainerHost host, String containerId) throws InterruptedException {
    List<String> lines = new ArrayList<>();
    try {
      host.exec(
          containerId,
          new ContainerHost.Execution(
              List.of("/bin/sh", "-c", "wc -c < \"$1\"", "sh", PROBE_FILE), Map.of(), COUNT),
          lines::add);
    } catch (HostProblem problem) {
      Steps.stopIfTold();
      return 0;
    }
    return lines.stream()
        .map(String::strip)
        .filter(line -> line.matches("\\d{1,15}"))
        .mapToLong(Long::parseLong)
        .findFirst()
        .orElse(0);
  }
}
