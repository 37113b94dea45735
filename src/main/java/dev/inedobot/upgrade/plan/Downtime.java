package dev.inedobot.upgrade.plan;

import dev.inedobot.upgrade.Step;
import dev.inedobot.upgrade.UpgradeEvent;
import dev.inedobot.upgrade.UpgradeEvent.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long a product was unavailable, as upgrades of it tell, and what that lets expect. */
public final class Downtime {
  private static final String SAID = "It was unavailable for ";

  /** With a time as {@link Durations} writes it. */
  private static final Pattern SENTENCE =
      Pattern.compile(SAID + "(\\d+(?:\\.\\d)? (?:s|min|h)(?: \\d+ (?:s|min))?)\\.");

  private Downtime() {}

  /**
   * An upgrade that succeeded.
   *
   * @param to the version that it led to, as Inedo calls it
   * @param downtime how long the product was unavailable, in words
   */
  public record Measured(String to, String downtime) {}

  /** What a run says of the time that it measured; a sentence. */
  public static String sentence(Duration downtime) {
    return SAID + Durations.words(downtime) + ".";
  }

  /** What a run measured, in words; empty if it did not, as one that a restart interrupted. */
  public static Optional<String> measured(List<UpgradeEvent> events) {
    return events.stream()
        .filter(event -> event.kind() == Kind.FINISHED)
        .reduce((first, second) -> second)
        .map(event -> SENTENCE.matcher(event.text()))
        .filter(Matcher::find)
        .map(sentence -> sentence.group(1));
  }

  /**
   * What is to be added to the outcome of a run that measured nothing, because it went back or was
   * interrupted: from the stop to the proof that a version is healthy. Empty if there is no such
   * proof, or the run did measure.
   */
  public static String unmeasured(List<UpgradeEvent> events) {
    Instant stopped = null;
    Instant proven = null;
    for (UpgradeEvent event : events) {
      if (event.kind() == Kind.STEP_STARTED && event.isAbout(Step.STOP) && stopped == null) {
        stopped = event.at();
      }
      boolean done = event.kind() == Kind.STEP_DONE;
      if (done && (event.isAbout(Step.HEALTH) || event.isAbout(Step.HEALTH_OLD))) {
        proven = event.at();
      }
    }
    return stopped == null || proven == null || measured(events).isPresent()
        ? ""
        : "From the stop until it was proven to be healthy it took %s."
            .formatted(Durations.words(Duration.between(stopped, proven)));
  }

  /**
   * What is to be expected of the next one, as a phrase.
   *
   * @param before the last upgrades of the same instance that were measured, the newest first
   */
  public static String expected(List<Measured> before) {
    if (before.isEmpty()) {
      return "unknown, as none of it was measured before";
    }
    List<String> said =
        before.stream().map(one -> "%s (to %s)".formatted(one.downtime(), one.to())).toList();
    return "about as long as before: " + String.join(", ", said);
  }
}
