package dev.inedobot.slack.socket;

import java.time.Duration;

/**
 * How long to wait before the next try: longer each time, until something worked for a while. For
 * one thread.
 */
final class Backoff {
  private final Duration shortest;
  private final Duration longest;
  private Duration next;

  Backoff(Duration shortest, Duration longest) {
    this.shortest = shortest;
    this.longest = longest;
    this.next = shortest;
  }

  /** The wait before the next try. */
  Duration next() {
    Duration wait = next;
    Duration twice = next.multipliedBy(2);
    next = twice.compareTo(longest) > 0 ? longest : twice;
    return wait;
  }

  /** It worked: begin with the shortest wait again. */
  void reset() {
    next = shortest;
  }
}
