package dev.inedobot.upgrade.plan;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the health gate found.
 *
 * @param outcome how it ended
 * @param sentence why, for people
 * @param spoke whether the new version ever answered as itself: reported a version, or for a
 *     product that reports none, answered as healthy. Then it is past its database upgrade
 * @param goodSince since when it has been good; null unless it passed
 */
public record GateVerdict(
    Outcome outcome, String sentence, boolean spoke, @Nullable Instant goodSince) {

  /** How a health gate ends. */
  public enum Outcome {
    PASSED,
    /** The process ended and the engine will not start it again. */
    EXITED,
    /** The engine starts it again and again. */
    CRASH_LOOP,
    /** It is healthy, but says that it is another version. */
    WRONG_VERSION,
    /** Somebody removed the container. */
    VANISHED,
    /** It runs, and was not healthy in time. */
    DEADLINE
  }

  public boolean passed() {
    return outcome == Outcome.PASSED;
  }
}
