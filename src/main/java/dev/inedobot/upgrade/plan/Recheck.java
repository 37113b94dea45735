package dev.inedobot.upgrade.plan;

import dev.inedobot.product.Version;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells whether the world is still the one that a plan was approved for. */
public final class Recheck {
  private Recheck() {}

  /**
   * What is different, as a sentence, or empty if nothing is. The same checks are made as for the
   * plan; what they find has to have been approved. Fewer warnings than then are no difference.
   *
   * @param now without what the upgrade itself created, and with the approved image as its target
   */
  public static Optional<String> worldDifference(Plan plan, Observation now) {
    return difference(plan, now.container())
        .or(() -> unfit(plan, now))
        .or(() -> health(plan, now))
        .or(() -> database(plan, now));
  }

  /** What is backed up, and may be replaced, has to be what the new version changes. */
  private static Optional<String> database(Plan plan, Observation now) {
    if (!plan.database().canBeBackedUp()) {
      return Optional.empty();
    }
    DatabaseHome found = DatabaseHomes.find(now);
    return plan.database().isSameAs(found)
        ? Optional.empty()
        : Optional.of(
            "The database of %s is another one now than when this was approved, or is logged in to by another user. %s"
                .formatted(plan.settings().name(), found.note())
                .strip());
  }

  private static Optional<String> unfit(Plan plan, Observation now) {
    Checks.Result checks = Checks.examine(now);
    if (checks.refusal() != null) {
      return Optional.of("Since this was approved: " + checks.refusal().reason());
    }
    String platform = now.surroundings().engine().platform();
    if (!plan.checks().platform().equals(platform)) {
      return Optional.of("The engine is another one now: it is for %s.".formatted(platform));
    }
    return checks.warnings().stream()
        .filter(warning -> !plan.checks().warned().containsAll(warning.about()))
        .map(warning -> "Since this was approved: " + warning.sentence())
        .findFirst()
        .or(
            () ->
                // Those that were approved are gone by now.
                Leftovers.adopted(now).stream()
                    .map(left -> "There is a container called %s now.".formatted(left.name()))
                    .findFirst());
  }

  private static Optional<String> health(Plan plan, Observation now) {
    Version running = now.running();
    if (running == null || !running.sameRelease(plan.old().version())) {
      return Optional.of(
          "The container %s says that it is version %s now, not %s."
              .formatted(
                  plan.container(),
                  running == null ? "unknown" : running.marketingForm(),
                  plan.old().version().marketingForm()));
    }
    List<String> fresh = Problems.newOnes(plan.before().problems(), now.problems());
    return fresh.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "The container %s is not as healthy as when this was approved: %s."
                .formatted(plan.container(), String.join("; ", fresh)));
  }

  /**
   * What is different about the container itself, as a sentence, or empty if nothing is.
   *
   * @param now the container under the instance's name, or null if there is none
   */
  public static Optional<String> difference(Plan plan, @Nullable ContainerFacts now) {
    String name = plan.container();
    if (now == null) {
      return Optional.of("There is no container called %s any more.".formatted(name));
    }
    Plan.Old old = plan.old();
    if (!now.id().equals(old.containerId())) {
      return Optional.of(
          "The container %s is another one now (%s) than when this was approved (%s)."
              .formatted(name, now.shortId(), old.containerId().substring(0, 12)));
    }
    if (!now.image().id().equals(old.image().id())) {
      return Optional.of("The container %s has another image now.".formatted(name));
    }
    if (!now.fingerprint().equals(old.fingerprint())) {
      return Optional.of(
          "The configuration of the container %s is not what it was when this was approved."
              .formatted(name));
    }
    if (!now.state().serves()) {
      return Optional.of(
          "The container %s does not run any more (%s).".formatted(name, now.state().words()));
    }
    return Optional.empty();
  }
}
