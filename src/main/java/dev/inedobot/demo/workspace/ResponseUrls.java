package dev.inedobot.demo.workspace;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The response addresses that were given out: each may be used five times in 30 minutes (Slack
 * docs, Handling user interaction). Safe for several threads.
 */
final class ResponseUrls {
  private static final int USES = 5;
  private static final Duration LIFE = Duration.ofMinutes(30);

  private final Clock clock;
  private final Map<String, Given> given = new HashMap<>();

  ResponseUrls(Clock clock) {
    this.clock = clock;
  }

  /**
   * What an address answers to.
   *
   * @param ts the message that was clicked; null for a command
   */
  record Source(Member who, Channel where, @Nullable String ts) {}

  private record Given(Source source, Instant until, int uses) {}

  /** The secret last part of a new address. */
  synchronized String give(Source source) {
    String path = Tokens.secretPath();
    given.put(path, new Given(source, clock.instant().plus(LIFE), USES));
    return path;
  }

  synchronized Source use(String path) throws Refused {
    Given found = given.get(path);
    if (found == null) {
      throw new Refused("invalid_url", "no such address was given out");
    }
    if (!clock.instant().isBefore(found.until())) {
      throw new Refused("expired_url", "it is older than 30 minutes");
    }
    if (found.uses() == 0) {
      throw new Refused("used_url", "it was used five times");
    }
    given.put(path, new Given(found.source(), found.until(), found.uses() - 1));
    return found.source();
  }
}
