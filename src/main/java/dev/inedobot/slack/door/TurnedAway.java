package dev.inedobot.slack.door;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What the log learns of requests that were turned away: the first at once, then a count at most
 * once a minute, so that nobody outside can fill the disk. Safe for several threads.
 */
final class TurnedAway {
  private static final Duration BETWEEN = Duration.ofMinutes(1);

  private Instant nextLine = Instant.MIN;
  private long silent;

  /** The line to log now, if it is time for one. */
  synchronized Optional<String> add(String why, Instant now) {
    if (now.isBefore(nextLine)) {
      silent++;
      return Optional.empty();
    }
    String more = silent == 0 ? "" : "; %d more since the last such line".formatted(silent);
    nextLine = now.plus(BETWEEN);
    silent = 0;
    return Optional.of(why + more);
  }
}
