package dev.inedobot.chaos;

import dev.inedobot.upgrade.UpgradeEvent;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One run in which one call fails.
 *
 * @param point null for the run in which none fails
 */
public record Trial(Journey journey, @Nullable Point point, @Nullable Fault fault) {

  /** The run in which no call fails. */
  static Trial calm(Journey journey) {
    return new Trial(journey, null, null);
  }

  /**
   * What came of it.
   *
   * @param story what people were told
   * @param reached whether the call was made at all
   * @param broken in which points the promise was broken; empty if it was kept
   * @param calls every call of the run
   * @param events the upgrade's record
   * @param container the name of the product's container
   * @param took from the command to the end
   */
  record Outcome(
      Trial trial,
      Story story,
      boolean reached,
      List<String> broken,
      List<Script.Made> calls,
      List<UpgradeEvent> events,
      String container,
      Duration took) {
    Outcome {
      broken = List.copyOf(broken);
      calls = List.copyOf(calls);
      events = List.copyOf(events);
    }

    Outcome alsoBroken(List<String> more) {
      List<String> all = new java.util.ArrayList<>(broken);
      all.addAll(more);
      return new Outcome(trial, story, reached, all, calls, events, container, took);
    }

    /** Whether nothing is known, because the trial could not begin. */
    boolean isVoid() {
      return story.isVoid();
    }

    /** As in {@link Story#letter}, X if broken, – if the call was not made. */
    char letter() {
      if (!isVoid() && !broken.isEmpty()) {
        return 'X';
      }
      if (!isVoid() && !reached && trial.point() != null) {
        return '–';
      }
      return story.letter();
    }
  }

  @Override
  public String toString() {
    return point == null || fault == null
        ? journey + ", no call fails"
        : "%s, %s: %s%s"
            .formatted(
                journey,
                fault.column(),
                point,
                point.after().isEmpty() ? "" : " after " + point.after());
  }
}
