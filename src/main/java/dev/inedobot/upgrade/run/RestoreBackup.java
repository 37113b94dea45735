package dev.inedobot.upgrade.run;

import dev.inedobot.upgrade.Backup;
import dev.inedobot.upgrade.Step;
import dev.inedobot.upgrade.UpgradeEvent;
import dev.inedobot.upgrade.UpgradeEvent.Kind;
import dev.inedobot.upgrade.plan.BackupCommands;
import dev.inedobot.upgrade.plan.Backups;
import dev.inedobot.upgrade.plan.ContainerFacts;
import dev.inedobot.upgrade.plan.DatabaseHome;
import dev.inedobot.upgrade.plan.Durations;
import dev.inedobot.upgrade.plan.Names;
import dev.inedobot.upgrade.plan.Plan;
import dev.inedobot.upgrade.plan.RestartPolicy;
import dev.inedobot.upgrade.run.Steps.StepFailed;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Goes back with the data: everything of the product is stopped, what the new version left is kept,
 * the backup takes its place, and then {@link GoBack} does the rest. Until the restore is in the
 * record as done, no version may run on the database: neither container comes back by itself, and
 * each part can be begun again.
 */
final class RestoreBackup {
  private final Journal journal;
  private final GoBack goBack;
  private final Attention attention;
  private final FailedData failedData;
  private final EmbeddedRestore embedded;
  private final Clock clock;
  private final Pauses pauses;

  RestoreBackup(Journal journal, GoBack goBack, Attention attention, Clock clock, Pauses pauses) {
    this.journal = journal;
    this.goBack = goBack;
    this.attention = attention;
    this.failedData = new FailedData(journal, clock);
    this.embedded = new EmbeddedRestore(clock, pauses);
    this.clock = clock;
    this.pauses = pauses;
  }

  void perform(Run run) throws InterruptedException {
    Optional<Backup> backup = Backups.reliedOn(journal.events(run.upgrade().id()));
    if (backup.isEmpty()) {
      attention.needed(run, "My record names no backup to restore. Nothing was changed.");
      return;
    }
    if (Backups.isRestoredByChoice(journal.events(run.upgrade().id()))) {
      // Interrupted right after it: what is in the database now is the backup.
      goBack.undo(run, sentence(run, backup.get()));
      return;
    }
    try {
      Patience.ask(
          pauses,
          () -> {
            Tasks.refuseWhileUpgrading(run);
            return true;
          });
    } catch (HostProblem refused) {
      Steps.stopIfTold();
      attention.needed(run, refused.getMessage() + " Nothing was changed.");
      return;
    }
    if (mayStillRun(run)) {
      ask(
          run,
          backup.get(),
          "I was interrupted while the backup was being restored in the container %s, where that may go on by itself: `docker top %s` shows it. Restore again once it has ended."
              .formatted(backup.get().container(), backup.get().container()));
      return;
    }
    try {
      refuseImpossible(run, backup.get());
      stopAll(run);
      failedData.keep(run);
      restore(run, backup.get());
    } catch (StepFailed failure) {
      ask(run, backup.get(), failure.sentence());
      return;
    } catch (HostProblem failure) {
      Steps.stopIfTold();
      ask(run, backup.get(), String.valueOf(failure.getMessage()));
      return;
    }
    run.log().awaitComplete();
    goBack.undo(run, sentence(run, backup.get()));
  }

  /** Before anything is stopped: what can't be restored is no reason to take the product away. */
  private void refuseImpossible(Run run, Backup backup) throws InterruptedException {
    Patience.ask(pauses, () -> BackUp.verified(run, backup));
    failedData.refuseImpossible(run);
  }

  /** What was begun in the container of a database server does not end with the bot. */
  private boolean mayStillRun(Run run) {
    boolean open = false;
    for (UpgradeEvent event : journal.events(run.upgrade().id())) {
      if (event.kind() == Kind.CHOSEN) {
        open = false;
      } else if (event.isAbout(Step.RESTORE)) {
        open = event.kind() != Kind.STEP_DONE;
      }
    }
    return open && run.plan().database().kind() != DatabaseHome.Kind.EMBEDDED;
  }

  private String sentence(Run run, Backup backup) {
    return "The backup of %s was restored: what was written to the database in the %s since then is not in it. What was there before is kept in %s, until an approver has me delete it by “Discard what is kept”."
        .formatted(
            Backups.moment(backup),
            Durations.words(Duration.between(backup.takenAt(), clock.instant())),
            String.join(" and in ", Backups.keptPlaces(journal.events(run.upgrade().id()))));
  }

  /** Ends with a question. */
  private void ask(Run run, Backup backup, String why) throws InterruptedException {
    attention.needed(
        run,
        "%s I don't change the backup (%s in the container %s), and delete nothing of the database without a copy.%s%s"
            .formatted(why, backup.path(), backup.container(), state(run), endTasks(run)));
  }

  /** What a person has to know of what is there; empty if a version runs. */
  private String state(Run run) throws InterruptedException {
    if (Backups.isHalfRestored(journal.events(run.upgrade().id()))) {
      return " The database is not whole, so no version may run: restore again, or restore the backup by hand and then say so.";
    }
    return Patience.ask(pauses, () -> aVersionRuns(run))
        ? ""
        : " Both versions are stopped, and nothing was replaced yet.";
  }

  private static boolean aVersionRuns(Run run) {
    return Stream.of(run.host().find(run.plan().old().containerId()), NextContainer.find(run))
        .flatMap(Optional::stream)
        .anyMatch(version -> version.state().canTouchData());
  }

  /**
   * Ends what a failed part left at work on the data: a person who is asked may start a container
   * on it. Empty, or what that person has to know.
   */
  private String endTasks(Run run) throws InterruptedException {
    try {
      return Patience.reach(
          pauses,
          () -> {
            Tasks.removeAll(run);
            return "";
          });
    } catch (HostProblem problem) {
      Steps.stopIfTold();
      return " A container that I made may still work on the data, so start none before it has ended: "
          + problem.getMessage();
    }
  }

  /** Nothing of the product runs, and nothing of it comes back by itself. */
  private static void stopAll(Run run) throws StepFailed, InterruptedException {
    Plan plan = run.plan();
    ContainerHost host = run.host();
    run.steps()
        .insist(
            Step.STOP_NEW,
            "%s with %s; it is kept".formatted(plan.container(), plan.next().image()),
            () -> {
              Tasks.removeAll(run);
              Optional<ContainerFacts> next = NextContainer.find(run);
              if (next.isPresent()) {
                host.setRestartPolicy(next.get().id(), RestartPolicy.NO);
                host.stop(next.get().id(), plan.old().grace());
                host.rename(next.get().id(), Names.next(plan.container()));
              }
              host.setRestartPolicy(plan.old().containerId(), RestartPolicy.NO);
              host.stop(plan.old().containerId(), plan.old().grace());
              return "neither version runs, and neither is started by an engine that restarts";
            });
  }

  private void restore(Run run, Backup backup) throws StepFailed, InterruptedException {
    DatabaseHome home = run.plan().database();
    String what = "%s, in the container %s".formatted(backup.path(), backup.container());
    String done = "the database is as it was at " + Backups.moment(backup);
    run.log().write(Kind.RESTORING, backup.path());
    run.log().awaitComplete();
    if (home.kind() == DatabaseHome.Kind.EMBEDDED) {
      run.steps()
          .insist(
              Step.RESTORE,
              what,
              () -> {
                embedded.restore(run, backup);
                return done;
              });
    } else {
      // Once: an answer that is lost says nothing of what goes on in the other container.
      run.steps()
          .perform(
              Step.RESTORE,
              what,
              () -> {
                restoreIn(run, home, backup);
                return done;
              });
    }
    run.log().awaitComplete();
  }

  /** Runs what restores a backup in the container of its database. */
  private void restoreIn(Run run, DatabaseHome home, Backup backup) {
    Tools tools = Tools.of(run, home);
    Report report = new Report(run, Step.RESTORE, clock);
    for (List<String> command :
        BackupCommands.restore(home, run.plan().old().version(), backup.path(), tools.sqlcmd())) {
      tools.run(command, run.plan().settings().timing().databaseTimeout(), report);
    }
  }
}
