package dev.inedobot.upgrade.plan;

import dev.inedobot.product.Version;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells whether there is a version to return to: the one before the last upgrade. */
public final class Rollbacks {
  private Rollbacks() {}

  /**
   * Why there is none; empty if there is one.
   *
   * @param running the version that runs, or null if nothing tells it
   * @param last the plan of the last upgrade that succeeded
   */
  public static Optional<Refusal> refuse(
      InstanceSettings settings, @Nullable Version running, Optional<Plan> last) {
    if (last.isEmpty()) {
      return Optional.of(
          new Refusal(
              "I have upgraded %s never yet, so I know no version to return to."
                  .formatted(settings.name()),
              ""));
    }
    Version reached = last.get().next().version();
    Version before = last.get().old().version();
    if (running != null && !running.sameRelease(reached)) {
      return Optional.of(
          new Refusal(
              "%s runs %s, but the last upgrade that I know of led to %s: somebody else changed it since."
                  .formatted(settings.name(), running.marketingForm(), reached.marketingForm()),
              "I only return from what I upgraded to."));
    }
    if (last.get().isRollback()) {
      return Optional.of(
          new Refusal(
              "%s was rolled back from %s to %s the last time, and I only go back one step."
                  .formatted(settings.name(), before.marketingForm(), reached.marketingForm()),
              "To go forward again: `/inedo upgrade %s %s`."
                  .formatted(settings.name(), before.marketingForm())));
    }
    return Optional.empty();
  }
}
