package dev.inedobot.slack.announce;

import dev.inedobot.upgrade.run.Pauses;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The paces that all writers share, because Slack counts for all of them together: new messages for
 * each channel, edits for the whole workspace (Slack docs, Rate limits). Safe for several threads.
 */
final class Paces {
  private static final Duration BETWEEN_MESSAGES = Duration.ofMillis(1100);
  private static final Duration BETWEEN_EDITS = Duration.ofMillis(1250);
  private static final int MESSAGES_AT_ONCE = 5;

  /** Slack counts edits by the minute. */
  private static final int EDITS_AT_ONCE = 20;

  private final Clock clock;
  private final Pauses pauses;
  private final Map<String, Pace> newMessages = new ConcurrentHashMap<>();
  private final Pace edits;

  Paces(Clock clock, Pauses pauses) {
    this.clock = clock;
    this.pauses = pauses;
    this.edits = new Pace(BETWEEN_EDITS, EDITS_AT_ONCE, clock, pauses);
  }

  /** Waits until a new message may be posted in a channel. */
  void awaitPost(String channel) throws InterruptedException {
    newMessages
        .computeIfAbsent(
            channel, first -> new Pace(BETWEEN_MESSAGES, MESSAGES_AT_ONCE, clock, pauses))
        .await();
  }

  /** Waits until a message may be edited. */
  void awaitEdit() throws InterruptedException {
    edits.await();
  }
}
