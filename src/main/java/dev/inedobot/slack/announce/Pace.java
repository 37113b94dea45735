package dev.inedobot.slack.announce;

import dev.inedobot.upgrade.run.Pauses;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Keeps calls to Slack below what it takes for long, with the short bursts that it tolerates: about
 * one message a second and channel, 50 edits a minute (Slack docs, Rate limits). Safe for several
 * threads: each waits for its own turn, in the order in which they came.
 */
final class Pace {
  private final Duration interval;
  private final int burst;
  private final Clock clock;
  private final Pauses pauses;

  /**
   * When a call would be free of debt; at most {@link #burst} intervals ahead of now without a
   * wait.
   */
  private Instant paidUntil = Instant.EPOCH;

  /**
   * @param interval between two calls for long
   * @param burst how many may follow each other at once
   */
  Pace(Duration interval, int burst, Clock clock, Pauses pauses) {
    this.interval = interval;
    this.burst = burst;
    this.clock = clock;
    this.pauses = pauses;
  }

  void await() throws InterruptedException {
    Duration ahead = takeTurn();
    if (!ahead.isNegative() && !ahead.isZero()) {
      pauses.pause(ahead);
    }
  }

  /** How long it is until the turn that is taken with this call. */
  private synchronized Duration takeTurn() {
    Instant now = clock.instant();
    if (paidUntil.isBefore(now)) {
      paidUntil = now;
    }
    Duration ahead = Duration.between(now, paidUntil).minus(interval.multipliedBy(burst - 1L));
    paidUntil = paidUntil.plus(interval);
    return ahead;
  }
}
