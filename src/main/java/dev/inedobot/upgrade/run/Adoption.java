package dev.inedobot.upgrade.run;

import dev.inedobot.upgrade.plan.Adopted;
import dev.inedobot.upgrade.plan.ContainerFacts;
import dev.inedobot.upgrade.plan.Names;
import dev.inedobot.upgrade.plan.Plan;
import java.util.Optional;

/** Removes the leftovers of earlier upgrades that a plan says are ours. Can be repeated. */
final class Adoption {
  private Adoption() {}

  /**
   * Removes each that is still what was approved. One that was never started goes with the
   * anonymous volumes that were made for it; the others keep every volume. Throws {@link
   * HostProblem}.
   */
  static void remove(ContainerHost host, Plan plan) {
    for (Adopted adopted : plan.checks().adopted()) {
      Optional<ContainerFacts> there = host.find(adopted.id());
      if (there.isEmpty()) {
        continue;
      }
      refuseChanged(there.get(), adopted);
      if (adopted.name().equals(Names.next(plan.container()))) {
        host.discard(adopted.id());
      } else {
        host.remove(adopted.id());
      }
    }
  }

  private static void refuseChanged(ContainerFacts now, Adopted adopted) {
    boolean renamed = !now.name().equals(adopted.name());
    boolean started =
        now.state().canTouchData() || (now.state().wasStarted() && Names.isNext(adopted.name()));
    if (renamed || started) {
      throw HostProblem.refused(
          "The container %s, left over from an earlier upgrade, is not what it was when this was"
                  .formatted(adopted.name())
              + " approved (now: %s, %s), so I leave it alone."
                  .formatted(now.name(), now.state().words()));
    }
  }
}
