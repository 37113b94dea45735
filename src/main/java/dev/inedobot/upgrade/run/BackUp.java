package dev.inedobot.upgrade.run;

import dev.inedobot.upgrade.Backup;
import dev.inedobot.upgrade.Step;
import dev.inedobot.upgrade.UpgradeEvent.Kind;
import dev.inedobot.upgrade.UpgradeState;
import dev.inedobot.upgrade.plan.BackupCommands;
import dev.inedobot.upgrade.plan.BackupRule;
import dev.inedobot.upgrade.plan.Backups;
import dev.inedobot.upgrade.plan.DatabaseHome;
import dev.inedobot.upgrade.plan.Durations;
import dev.inedobot.upgrade.plan.InstanceSettings;
import dev.inedobot.upgrade.run.Steps.StepFailed;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Backs up an instance's database while the product serves, with the database's own tools, and
 * reads the result back: what is empty, unreadable or not there fails the step.
 */
final class BackUp {
  private static final int DUMP_SHARE = 50;

  private final Clock clock;

  BackUp(Clock clock) {
    this.clock = clock;
  }

  /** Takes one as a step of the run. */
  Backup take(Run run) throws StepFailed, InterruptedException {
    DatabaseHome home = run.plan().database();
    String name =
        BackupCommands.name(run.plan().settings(), run.plan().old().version(), run.upgrade().id());
    Backup[] taken = new Backup[1];
    run.steps()
        .perform(
            Step.BACK_UP,
            "%s, while the product serves; the file goes to %s in the container %s"
                .formatted(run.plan().databaseWords(), home.directory(), home.containerName()),
            () -> {
              Backup backup = taken(run, home, name);
              taken[0] = backup;
              run.log().write(Kind.BACKUP_TAKEN, backup.text());
              return Backups.words(backup) + ".";
            });
    return taken[0];
  }

  /** What a person has to do is said with what went wrong. */
  private Backup taken(Run run, DatabaseHome home, String name) {
    TrialRestore.refuseSilent(run);
    try {
      return take(run, home, name, Step.BACK_UP);
    } catch (HostProblem problem) {
      throw BackupTrouble.advised(problem, run.plan());
    }
  }

  /**
   * Takes one and reads it back.
   *
   * @param step whose progress the tool's output is
   */
  Backup take(Run run, DatabaseHome home, String name, Step step) {
    BackupTrouble.refuseStopped(run.host(), home);
    Tools tools = Tools.of(run, home);
    BackupCommands dump =
        BackupCommands.backup(
            home, run.plan().settings(), run.plan().old().version(), name, tools.sqlcmd());
    if (run.host().file(home.containerId(), dump.path()).isPresent()) {
      throw HostProblem.refused(
          "There is a file %s in the container %s already, and I overwrite none."
              .formatted(dump.path(), home.containerName()));
    }
    refuseWithoutRoom(run, home);
    Duration longest = run.plan().settings().timing().databaseTimeout();
    Instant begun = clock.instant();
    tools.run(dump.command(), longest, new Report(run, step, clock));
    Duration took = Duration.between(begun, clock.instant());
    FileFacts file = read(run, home, dump.path());
    if (home.kind() == DatabaseHome.Kind.SQL_SERVER) {
      tools.run(
          BackupCommands.verify(home, dump.path(), tools.sqlcmd()),
          longest,
          new Report(run, step, clock));
    }
    return new Backup(
        home.containerId(),
        home.containerName(),
        dump.path(),
        file.size(),
        file.sha256(),
        begun,
        took);
  }

  /** A dump is compressed and has no indexes: half of what the database takes up is plenty. */
  private static void refuseWithoutRoom(Run run, DatabaseHome home) {
    if (home.kind() == DatabaseHome.Kind.EMBEDDED) {
      Room.look(run.host(), home.containerId(), FailedData.DATABASE, home.directory())
          .ifPresent(room -> room.refuseTooLittle("a backup", home.directory(), DUMP_SHARE));
    }
  }

  /** Ends a run that was for nothing but a backup. */
  static void succeed(Run run, Backup backup) throws InterruptedException {
    InstanceSettings settings = run.plan().settings();
    run.log()
        .move(
            UpgradeState.RUNNING,
            UpgradeState.SUCCEEDED,
            Kind.FINISHED,
            "The database of %s is backed up: %s.%s %s"
                .formatted(
                    settings.name(),
                    Backups.words(backup),
                    BackupRule.proves(run.plan()) ? " A trial restore has proven it." : "",
                    settings.product().backupAdvice()));
  }

  /** The same backup, if its file is still the one that was recorded; refused if it is not. */
  static Backup verified(Run run, Backup backup) {
    FileFacts file = read(run, run.plan().database(), backup.path());
    if (!file.sha256().equals(backup.sha256())) {
      throw HostProblem.refused(
          "The file %s in the container %s is not the backup that was taken: its SHA-256 differs."
              .formatted(backup.path(), backup.container()));
    }
    return backup;
  }

  /**
   * Looks whether a backup that was taken before can be relied on: it is there as it was, and not
   * older than it may be where one is required.
   */
  void check(Run run, Backup backup) throws StepFailed, InterruptedException {
    run.steps()
        .perform(
            Step.BACK_UP,
            "not needed: there is one of %s".formatted(Backups.moment(backup)),
            () -> {
              verified(run, backup);
              boolean required = BackupRule.of(run.plan()) == BackupRule.Firmness.REQUIRED;
              if (required && clock.instant().isAfter(backup.takenAt().plus(BackupRule.FRESH))) {
                throw HostProblem.refused(
                    "It is older than %s by now; ask for the upgrade again, with a new one."
                        .formatted(Durations.words(BackupRule.FRESH)));
              }
              return Backups.words(backup) + ".";
            });
  }

  /** What the file is; refused if it can be no backup. */
  static FileFacts read(Run run, DatabaseHome home, String path) {
    FileFacts file =
        run.host()
            .file(home.containerId(), path)
            .orElseThrow(
                () ->
                    HostProblem.refused(
                        "There is no file %s in the container %s, though a backup was written there."
                            .formatted(path, home.containerName())));
    if (file.size() == 0) {
      throw HostProblem.refused(
          "The backup %s in the container %s is empty.".formatted(path, home.containerName()));
    }
    boolean dump =
        home.kind() == DatabaseHome.Kind.EMBEDDED || home.kind() == DatabaseHome.Kind.INEDODB;
    if (dump && !file.beginning().startsWith(BackupCommands.DUMP_BEGINS)) {
      throw HostProblem.refused(
          "The file %s in the container %s (%d bytes) is no backup: it does not begin as one."
              .formatted(path, home.containerName(), file.size()));
    }
    return file;
  }
}
