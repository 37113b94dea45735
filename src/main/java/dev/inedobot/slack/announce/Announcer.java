package dev.inedobot.slack.announce;

import dev.inedobot.slack.announce.Posts.SlackTrouble;
import dev.inedobot.upgrade.Upgrade;
import dev.inedobot.upgrade.UpgradeId;
import dev.inedobot.upgrade.run.Journal;
import dev.inedobot.upgrade.run.Journal.JournalProblem;
import dev.inedobot.upgrade.run.Pauses;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps Slack up to date with the record: one writer thread for each upgrade that is under way, so
 * that a channel that has to wait holds up nothing else. An upgrade never waits for it.
 */
public final class Announcer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Announcer.class);
  private static final Duration FIRST_WAIT = Duration.ofSeconds(2);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
  private static final Duration LAST_WORDS = Duration.ofSeconds(4);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);
  private static final int RECENT = 50;

  private final Journal journal;
  private final MessageBook book;
  private final Posts posts;
  private final Clock clock;
  private final Pauses pauses;
  private final Map<UpgradeId, Writing> writings = new ConcurrentHashMap<>();
  private final ExecutorService writers =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "announcer");
            thread.setDaemon(true);
            return thread;
          });

  /** What is under way for one upgrade. */
  private static final class Writing {
    final Semaphore changes = new Semaphore(0);
    final CompletableFuture<Optional<String>> opened = new CompletableFuture<>();
    boolean running;
    boolean refused;
    volatile boolean writing;

    boolean isBehind() {
      return writing || changes.availablePermits() > 0;
    }
  }

  public Announcer(Journal journal, MessageBook book, Posts posts, Clock clock, Pauses pauses) {
    this.journal = journal;
    this.book = book;
    this.posts = posts;
    this.clock = clock;
    this.pauses = pauses;
  }

  /** Completes what an earlier process may have left unwritten. */
  public void catchUp() {
    for (Upgrade upgrade : journal.newest(null, RECENT)) {
      boolean neverShown = book.posted(upgrade.id()).isEmpty();
      if (upgrade.state().isActive() || !neverShown) {
        changed(upgrade.id());
      }
    }
  }

  /** The record of an upgrade has changed. Does not block. */
  public void changed(UpgradeId id) {
    Writing writing = writings.computeIfAbsent(id, fresh -> new Writing());
    synchronized (writing) {
      writing.changes.release();
      if (!writing.running && !writing.refused) {
        writing.running = true;
        writers.execute(() -> keepWriting(id, writing));
      }
    }
  }

  /**
   * What became of an upgrade's first message: empty once it stands in the channel, or Slack's word
   * for why it can't, such as {@code not_in_channel}. Stays open while Slack can't be reached.
   */
  public CompletableFuture<Optional<String>> opened(UpgradeId id) {
    return writings.computeIfAbsent(id, fresh -> new Writing()).opened;
  }

  private void keepWriting(UpgradeId id, Writing writing) {
    UpgradeWriter writer = new UpgradeWriter(journal, book, posts, clock, pauses, id);
    try {
      boolean ended = false;
      while (!ended || writing.changes.availablePermits() > 0) {
        writing.changes.acquire();
        writing.writing = true;
        writing.changes.drainPermits();
        ended = insist(id, writer, writing);
        writing.writing = false;
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
    synchronized (writing) {
      writing.running = false;
      if (writing.changes.availablePermits() > 0 && !writers.isShutdown() && !writing.refused) {
        writing.running = true;
        writers.execute(() -> keepWriting(id, writing));
      } else {
        writings.remove(id, writing);
      }
    }
  }

  /** Writes until it worked; true if nothing more will follow. */
  private boolean insist(UpgradeId id, UpgradeWriter writer, Writing writing)
      throws InterruptedException {
    Duration wait = FIRST_WAIT;
    while (true) {
      @Nullable Duration told = null;
      try {
        boolean ended = writer.write();
        writing.opened.complete(Optional.empty());
        return ended;
      } catch (SlackTrouble trouble) {
        if (!trouble.isPassing() && book.posted(id).isEmpty()) {
          writing.refused = true;
          writing.opened.complete(Optional.of(trouble.error()));
          return true;
        }
        told = trouble.retryAfter();
        LOG.warn("The thread of upgrade {} waits: {}", id, trouble.getMessage());
      } catch (JournalProblem problem) {
        LOG.warn("The thread of upgrade {} waits: {}", id, problem.getMessage());
      }
      pauses.pause(told != null ? told : wait);
      wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) < 0 ? wait.multipliedBy(2) : LONGEST_WAIT;
    }
  }

  /** Waits a little for what has just been recorded to be told; the next start tells the rest. */
  @Override
  public void close() {
    Instant end = clock.instant().plus(LAST_WORDS);
    try {
      while (clock.instant().isBefore(end)
          && writings.values().stream().anyMatch(Writing::isBehind)) {
        pauses.pause(BETWEEN_LOOKS);
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
    writers.shutdownNow();
  }
}
