package dev.inedobot.demo.workspace;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * The trigger ids that were given out: each opens one modal, within three seconds of what the
 * person did (Slack docs, Handling user interaction). Safe for several threads.
 */
final class Triggers {
  private static final Duration LIFE = Duration.ofSeconds(3);

  private final Clock clock;
  private final Map<String, Given> given = new HashMap<>();

  /** Who did something, and where. */
  record Source(Member who, Channel where) {}

  private record Given(Source source, Instant until, boolean used) {}

  Triggers(Clock clock) {
    this.clock = clock;
  }

  synchronized String give(Member who, Channel where) {
    String id = Tokens.triggerId();
    given.put(id, new Given(new Source(who, where), clock.instant().plus(LIFE), false));
    return id;
  }

  synchronized Source use(String id) throws Refused {
    Given found = given.get(id);
    if (found == null) {
      throw new Refused("invalid_trigger_id", "no such trigger was given out");
    }
    if (found.used()) {
      throw new Refused("exchanged_trigger_id", "it has opened a modal already");
    }
    if (!clock.instant().isBefore(found.until())) {
      throw new Refused("expired_trigger_id", "it is older than three seconds");
    }
    given.put(id, new Given(found.source(), found.until(), true));
    return found.source();
  }
}
