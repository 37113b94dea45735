package dev.inedobot.upgrade.run;

import dev.inedobot.upgrade.Backup;
import dev.inedobot.upgrade.Choice;
import dev.inedobot.upgrade.Step;
import dev.inedobot.upgrade.Upgrade;
import dev.inedobot.upgrade.UpgradeEvent;
import dev.inedobot.upgrade.UpgradeEvent.Kind;
import dev.inedobot.upgrade.Work;
import dev.inedobot.upgrade.plan.Backups;
import dev.inedobot.upgrade.plan.Choices;
import dev.inedobot.upgrade.plan.ContainerFacts;
import dev.inedobot.upgrade.plan.Plan;
import dev.inedobot.upgrade.run.Steps.StepFailed;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Goes on with a run that the bot's own end interrupted. What is on the engine decides; the record
 * only says what was already settled: that the gate was passed, or that the run was going back.
 */
final class Recovery {
  /** What ends the bot may be the proof itself, which needs memory and room. */
  private static final int MOST_PROOFS = 2;

  private final Journal journal;
  private final Hosts hosts;
  private final Proof proof;
  private final GoBack goBack;
  private final Chosen chosen;
  private final DatabaseUpgrades databases;
  private final VolumeCopy volumeCopy;
  private final ProvenBackups proven;
  private final Clock clock;
  private final Pauses pauses;

  Recovery(
      Journal journal,
      Hosts hosts,
      Proof proof,
      GoBack goBack,
      Chosen chosen,
      DatabaseUpgrades databases,
      Clock clock,
      Pauses pauses) {
    this.journal = journal;
    this.hosts = hosts;
    this.proof = proof;
    this.goBack = goBack;
    this.chosen = chosen;
    this.databases = databases;
    this.volumeCopy = new VolumeCopy(journal, clock);
    this.proven = new ProvenBackups(journal, clock, pauses);
    this.clock = clock;
    this.pauses = pauses;
  }

  /** The run of an upgrade as it stands in the journal. */
  Run run(Upgrade upgrade) {
    Plan plan = journal.plan(upgrade.id());
    RunLog log = new RunLog(journal, upgrade.id(), clock, pauses);
    return new Run(
        upgrade, plan, hosts.get(plan.settings().host()), log, new Steps(log, clock, pauses));
  }

  /** Carries out what a person has just chosen for an upgrade, which is RUNNING again by that. */
  void carryOutChoice(Upgrade upgrade) throws InterruptedException {
    Optional<Choice> choice = Choices.pending(journal.events(upgrade.id()));
    if (choice.isPresent()) {
      chosen.carryOut(run(upgrade), choice.get());
    }
  }

  /**
   * Goes on with a RUNNING upgrade until its end.
   *
   * @param cause what interrupted it, as the beginning of a sentence
   */
  void resume(Upgrade upgrade, String cause) throws InterruptedException {
    Run run = run(upgrade);
    List<UpgradeEvent> events = journal.events(upgrade.id());
    Optional<Choice> choice = Choices.pending(events);
    if (has(events, Kind.GATE_PASSED)) {
      resumed(run, cause, "the new version had been proven");
      proof.succeed(run, "");
    } else if (lastIndex(events, Kind.GOING_BACK) > lastIndex(events, Kind.CHOSEN)) {
      resumed(run, cause, "it was going back");
      goBack.goOn(run, lastText(events, Kind.GOING_BACK));
    } else if (choice.isPresent()) {
      resumed(run, cause, "a person had chosen " + choice.get().words());
      chosen.carryOut(run, choice.get());
    } else {
      goOnForward(run, cause, events);
    }
  }

  private void goOnForward(Run run, String cause, List<UpgradeEvent> events)
      throws InterruptedException {
    if (run.plan().work() == Work.BACKUP) {
      Optional<Backup> backup = Backups.taken(events);
      if (backup.isPresent()) {
        resumed(run, cause, "the backup had been taken");
        backedUp(run, backup.get());
        return;
      }
      run.log().write(Kind.RUN_RESUMED, cause + "; a backup was being taken, and is not whole.");
      proof.abandon(
          run,
          cause + " while the backup was taken; an unfinished file may be left. Ask for it again.");
      return;
    }
    Optional<ContainerFacts> next = Patience.ask(pauses, () -> NextContainer.find(run));
    if (next.isPresent() && NextContainer.wasStarted(run, next.get())) {
      resumed(run, cause, "the new container had been started");
      proof.startedAgain(run, next.get());
    } else if (databases.hasBegun(run)) {
      resumed(run, cause, "the database was being upgraded, or had been");
      databases.goOn(run);
    } else if (next.isEmpty() && hasBegun(events, Step.START) && has(events, Kind.CREATED)) {
      resumed(run, cause, "the new container is gone, and it may have run");
      proof.prove(run, lastText(events, Kind.CREATED), null);
    } else {
      undo(run, cause, hasBegun(events, Step.STOP));
    }
  }

  private void backedUp(Run run, Backup backup) throws InterruptedException {
    List<UpgradeEvent> events = journal.events(run.upgrade().id());
    if (Backups.proofsBegun(events) >= MOST_PROOFS && !Backups.isProven(events, backup)) {
      proof.abandon(
          run,
          "The proof of the backup was interrupted %d times, so I give it up: the backup is not proven. It is where it was, %s in the container %s."
              .formatted(MOST_PROOFS, backup.path(), backup.container()));
      return;
    }
    try {
      proven.prove(run, backup);
    } catch (StepFailed failure) {
      proof.abandon(run, failure.sentence());
      return;
    }
    BackUp.succeed(run, backup);
  }

  private void undo(Run run, String cause, boolean stopBegun) throws InterruptedException {
    Plan plan = run.plan();
    String copy = unfinishedCopy(run);
    // The engine may still be carrying out a stop that was begun, so a look can't tell.
    boolean untouched =
        !stopBegun
            && Patience.ask(pauses, () -> run.host().find(plan.old().containerId()))
                .filter(old -> old.state().serves())
                .filter(old -> old.name().equals(plan.container()))
                .filter(old -> old.life().restartPolicy().equals(plan.old().restartPolicy()))
                .isPresent();
    run.log()
        .write(
            Kind.RUN_RESUMED,
            cause
                + "; the new container had not been started. What was begun is undone."
                + unfinishedBackup(run)
                + copy);
    String why = cause + " before the new version had started.";
    if (untouched) {
      proof.abandon(run, why);
    } else {
      goBack.undo(run, why);
    }
  }

  /** Ends and removes what was being copied. Empty, or what a person has to know. */
  private String unfinishedCopy(Run run) throws InterruptedException {
    if (!Backups.isCopyAsked(journal.events(run.upgrade().id()))) {
      return "";
    }
    try {
      return Patience.reach(
          pauses,
          () -> {
            volumeCopy.removeUnfinished(run);
            return "";
          });
    } catch (HostProblem problem) {
      Steps.stopIfTold();
      return (volumeCopy.isWhole(run)
              ? " The copy is whole and stays, but the container that made it could not be removed: "
              : " What was being copied could not be removed: ")
          + problem.getMessage();
    }
  }

  private String unfinishedBackup(Run run) {
    List<UpgradeEvent> events = journal.events(run.upgrade().id());
    return hasBegun(events, Step.BACK_UP)
            && Backups.isAsked(events)
            && Backups.taken(events).isEmpty()
        ? " An unfinished backup may be left in %s in the container %s."
            .formatted(run.plan().database().directory(), run.plan().database().containerName())
        : "";
  }

  private static void resumed(Run run, String cause, String found) {
    run.log().write(Kind.RUN_RESUMED, cause + "; " + found + ". It goes on from there.");
  }

  private static boolean hasBegun(List<UpgradeEvent> events, Step step) {
    return events.stream()
        .anyMatch(event -> event.kind() == Kind.STEP_STARTED && event.isAbout(step));
  }

  private static boolean has(List<UpgradeEvent> events, Kind kind) {
    return events.stream().anyMatch(event -> event.kind() == kind);
  }

  /** Where the newest entry of this kind is, or -1. */
  private static int lastIndex(List<UpgradeEvent> events, Kind kind) {
    for (int i = events.size() - 1; i >= 0; i--) {
      if (events.get(i).kind() == kind) {
        return i;
      }
    }
    return -1;
  }

  private static String lastText(List<UpgradeEvent> events, Kind kind) {
    return events.stream()
        .filter(event -> event.kind() == kind)
        .reduce((first, second) -> second)
        .map(UpgradeEvent::text)
        .orElse("");
  }
}
