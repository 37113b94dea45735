package dev.inedobot.slack.announce;

import dev.inedobot.slack.announce.Posts.SlackTrouble;
import dev.inedobot.upgrade.Upgrade;
import dev.inedobot.upgrade.UpgradeId;
import dev.inedobot.upgrade.UpgradeState;
import dev.inedobot.upgrade.run.Journal;
import dev.inedobot.upgrade.run.Journal.JournalProblem;
import dev.inedobot.upgrade.run.Pauses;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
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
  private final Paces paces;
  private final Instant started;

  /** Those under way, and those that Slack refused: whoever asks later is still told why. */
  private final Map<UpgradeId, Writing> writings = new ConcurrentHashMap<>();

  private volatile boolean closed;
  private final ExecutorService writers =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "announcer");
            thread.setDaemon(true);
            return thread;
          });

  /** What is under way for one upgrade. Whether it runs is decided within the map's compute. */
  private static final class Writing {
    final Semaphore changes = new Semaphore(0);
    final CompletableFuture<Optional<String>> opened = new CompletableFuture<>();
    boolean running;
    volatile boolean refused;
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
    this.paces = new Paces(clock, pauses);
    this.started = clock.instant();
  }

  /** Completes what an earlier process may have left unwritten. */
  public void catchUp() {
    journal.in(active()).forEach(upgrade -> changed(upgrade.id()));
    for (Upgrade upgrade : journal.newest(null, RECENT)) {
      if (!upgrade.state().isActive() && !book.posted(upgrade.id()).isEmpty()) {
        changed(upgrade.id());
      }
    }
  }

  private static Set<UpgradeState> active() {
    return Arrays.stream(UpgradeState.values())
        .filter(UpgradeState::isActive)
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * The record of an upgrade has changed. Neither blocks nor throws; once this is closed it does
   * nothing, and the next start tells the rest.
   */
  public void changed(UpgradeId id) {
    var unused = look(id);
  }

  /**
   * What became of an upgrade's first message: empty once it stands in the channel, or Slack's word
   * for why it can't, such as {@code not_in_channel}. Stays open while Slack can't be reached.
   */
  public CompletableFuture<Optional<String>> opened(UpgradeId id) {
    Writing refused = writings.get(id);
    return (refused != null && refused.refused ? refused : look(id)).opened;
  }

  private Writing look(UpgradeId id) {
    return writings.compute(
        id,
        (same, there) -> {
          Writing writing = there == null ? new Writing() : there;
          writing.changes.release();
          if (!writing.running) {
            begin(id, writing);
          }
          return writing;
        });
  }

  private void begin(UpgradeId id, Writing writing) {
    try {
      if (!closed) {
        writers.execute(() -> keepWriting(id, writing));
        writing.running = true;
      }
    } catch (RejectedExecutionException closedMeanwhile) {
      LOG.debug("The thread of upgrade {} is completed at the next start", id);
    }
  }

  private void keepWriting(UpgradeId id, Writing writing) {
    UpgradeWriter writer = new UpgradeWriter(journal, book, posts, clock, paces, id);
    try {
      boolean ended = false;
      while (!ended || writing.changes.availablePermits() > 0) {
        awaitChange(writing.changes, writer.nextAnnouncement());
        writing.writing = true;
        writing.changes.drainPermits();
        ended = insist(id, writer, writing);
        writing.writing = false;
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    } finally {
      writing.writing = false;
      end(id, writing);
    }
  }

  /** Waits for a change, or until a line that was put off is due. */
  private void awaitChange(Semaphore changes, Optional<Instant> due) throws InterruptedException {
    if (due.isEmpty()) {
      changes.acquire();
      return;
    }
    long millis = Duration.between(clock.instant(), due.get()).toMillis() + 1;
    boolean unused = changes.tryAcquire(millis, TimeUnit.MILLISECONDS);
  }

  private void end(UpgradeId id, Writing writing) {
    writings.computeIfPresent(
        id,
        (same, there) -> {
          writing.running = false;
          if (writing.changes.availablePermits() > 0) {
            begin(id, writing);
          }
          return writing.running || writing.refused ? writing : null;
        });
  }

  /** Writes until it worked; true if nothing more will follow. */
  private boolean insist(UpgradeId id, UpgradeWriter writer, Writing writing)
      throws InterruptedException {
    Duration wait = FIRST_WAIT;
    while (true) {
      @Nullable Duration told = null;
      try {
        return attempt(id, writer, writing);
      } catch (SlackTrouble trouble) {
        told = trouble.retryAfter();
        LOG.warn("The thread of upgrade {} waits: {}", id, trouble.getMessage());
        if (!trouble.isPassing()) {
          tellRequester(id, writer, trouble);
        }
      } catch (JournalProblem problem) {
        LOG.warn("The thread of upgrade {} waits: {}", id, problem.getMessage());
      } catch (RuntimeException unforeseen) {
        // A writer that ends here would leave the thread incomplete until the next start.
        LOG.error("The thread of upgrade {} waits: an error of the bot itself", id, unforeseen);
      }
      pauses.pause(told != null ? told : wait);
      wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) < 0 ? wait.multipliedBy(2) : LONGEST_WAIT;
    }
  }

  /** The channel takes nothing, which nobody there can see. */
  private void tellRequester(UpgradeId id, UpgradeWriter writer, SlackTrouble trouble)
      throws InterruptedException {
    try {
      writer.tellRequester(trouble, started);
    } catch (RuntimeException unwritable) {
      LOG.warn("Who asked for upgrade {} is not told: {}", id, unwritable.getMessage());
    }
  }

  private boolean attempt(UpgradeId id, UpgradeWriter writer, Writing writing)
      throws SlackTrouble, InterruptedException {
    try {
      boolean ended = writer.write();
      writing.refused = false;
      writing.opened.complete(Optional.empty());
      return ended;
    } catch (SlackTrouble trouble) {
      if (trouble.isPassing() || !book.posted(id).isEmpty()) {
        throw trouble;
      }
      writing.refused = true;
      writing.opened.complete(Optional.of(trouble.error()));
      return true;
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
    closed = true;
    writers.shutdownNow();
  }
}
