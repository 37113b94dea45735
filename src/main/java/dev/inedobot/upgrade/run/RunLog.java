package dev.inedobot.upgrade.run;

import dev.inedobot.upgrade.Actor;
import dev.inedobot.upgrade.Step;
import dev.inedobot.upgrade.UpgradeEvent;
import dev.inedobot.upgrade.UpgradeEvent.Kind;
import dev.inedobot.upgrade.UpgradeId;
import dev.inedobot.upgrade.UpgradeState;
import dev.inedobot.upgrade.run.Journal.JournalProblem;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes one run into the journal. A store that fails in the middle of a run must not leave the
 * product stopped: what can't be written is kept and written before the next entry, and recovery
 * relies on what is seen on the engine rather than on the last entry. Used by one thread at a time.
 */
final class RunLog {
  private static final Logger LOG = LoggerFactory.getLogger(RunLog.class);
  private static final Duration BETWEEN_TRIES = Duration.ofSeconds(5);

  private final Journal journal;
  private final UpgradeId id;
  private final Clock clock;
  private final Pauses pauses;
  private final Deque<UpgradeEvent> unwritten = new ArrayDeque<>();

  RunLog(Journal journal, UpgradeId id, Clock clock, Pauses pauses) {
    this.journal = journal;
    this.id = id;
    this.clock = clock;
    this.pauses = pauses;
  }

  void started(Step step, String detail) {
    write(UpgradeEvent.of(clock.instant(), Kind.STEP_STARTED, step, detail));
  }

  synchronized void progress(Step step, String detail) {
    write(UpgradeEvent.of(clock.instant(), Kind.STEP_PROGRESS, step, detail));
  }

  void done(Step step, String detail) {
    write(UpgradeEvent.of(clock.instant(), Kind.STEP_DONE, step, detail));
  }

  void failed(Step step, String why) {
    write(UpgradeEvent.of(clock.instant(), Kind.STEP_FAILED, step, why));
  }

  void write(Kind kind, String text) {
    write(UpgradeEvent.of(clock.instant(), kind, Actor.BOT, text));
  }

  /** The last lines of a container, to explain the failure of a step. */
  void log(Step step, String lines) {
    write(UpgradeEvent.of(clock.instant(), Kind.LOG, step, lines));
  }

  /** Whether everything so far is on disk. */
  synchronized boolean isComplete() {
    flush();
    return unwritten.isEmpty();
  }

  /** Waits until everything so far is on disk: what follows must not be forgotten. */
  void awaitComplete() throws InterruptedException {
    while (!isComplete()) {
      pauses.pause(BETWEEN_TRIES);
    }
  }

  /** Moves the upgrade on, however long the store takes; false if it is not in that state. */
  boolean move(UpgradeState from, UpgradeState to, Kind kind, String text)
      throws InterruptedException {
    while (true) {
      if (isComplete()) {
        try {
          return journal.move(
              id, from, to, UpgradeEvent.of(clock.instant(), kind, Actor.BOT, text));
        } catch (JournalProblem problem) {
          LOG.error(
              "Upgrade {} is {} now, and that can't be written: {}", id, to, problem.getMessage());
        }
      }
      pauses.pause(BETWEEN_TRIES);
    }
  }

  private synchronized void write(UpgradeEvent event) {
    unwritten.add(event);
    flush();
  }

  private void flush() {
    try {
      while (!unwritten.isEmpty()) {
        journal.add(id, unwritten.element());
        unwritten.remove();
      }
    } catch (RuntimeException problem) {
      LOG.error(
          "Upgrade {}: {} entries wait to be written: {}",
          id,
          unwritten.size(),
          problem.getMessage());
    }
  }
}
