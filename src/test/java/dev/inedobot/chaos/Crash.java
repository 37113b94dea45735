package dev.inedobot.chaos;

import dev.inedobot.upgrade.UpgradeEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One run in which the bot is killed once and started again.
 *
 * @param moment null for the run in which it is not
 */
record Crash(Journey journey, @Nullable Moment moment, Circumstance circumstance) {

  static Crash calm(Journey journey) {
    return new Crash(journey, null, Circumstance.ALONE);
  }

  static Crash paused(Journey journey, Moment moment) {
    return new Crash(journey, moment, Circumstance.PAUSED);
  }

  static Crash at(Journey journey, Moment moment) {
    return new Crash(journey, moment, Circumstance.ALONE);
  }

  /**
   * What came of it.
   *
   * @param story what people were told
   * @param reached whether the moment came
   * @param twice messages that stand in Slack twice because the bot was killed after Slack had
   *     taken one and before that was noted
   * @param broken in which points the promise was broken; empty if it was kept
   * @param made every call and write of the run
   * @param events the upgrade's record
   * @param container the name of the product's container
   */
  record Outcome(
      Crash crash,
      Story story,
      boolean reached,
      int twice,
      List<String> broken,
      List<Script.Made> made,
      List<UpgradeEvent> events,
      String container,
      Duration took) {
    Outcome {
      broken = List.copyOf(broken);
      made = List.copyOf(made);
      events = List.copyOf(events);
    }

    Outcome alsoBroken(List<String> more) {
      List<String> all = new ArrayList<>(broken);
      all.addAll(more);
      return new Outcome(crash, story, reached, twice, all, made, events, container, took);
    }

    boolean isVoid() {
      return story.isVoid();
    }

    /**
     * As in {@link Story#letter}, X if broken, – if not reached; with ² if a message is there
     * twice.
     */
    String letter() {
      if (!isVoid() && !broken.isEmpty()) {
        return "X";
      }
      if (!isVoid() && !reached && crash.moment() != null) {
        return "–";
      }
      return story.letter() + (twice > 0 ? "²" : "");
    }
  }

  @Override
  public String toString() {
    return "%s, %s%s"
        .formatted(
            journey,
            moment == null ? "not killed" : "killed " + moment,
            circumstance == Circumstance.ALONE ? "" : ", " + circumstance.words());
  }
}
