package dev.inedobot.upgrade.run;

import dev.inedobot.upgrade.UpgradeEvent.Kind;
import dev.inedobot.upgrade.plan.Adopted;
import dev.inedobot.upgrade.plan.ContainerFacts;
import dev.inedobot.upgrade.plan.Names;
import dev.inedobot.upgrade.plan.Plan;
import dev.inedobot.upgrade.plan.TaskRole;
import java.util.Optional;

/**
 * Removes the leftovers of earlier upgrades that a plan says are ours, each as late as it can be.
 * Can be repeated.
 */
final class Adoption {
  private Adoption() {}

  /** Removes what earlier upgrades made for a task and left. Throws {@link HostProblem}. */
  static void removeTasks(Run run) {
    Plan plan = run.plan();
    for (Adopted adopted : plan.checks().adopted()) {
      if (isTask(adopted, plan) && isThere(run.host(), adopted)) {
        run.host().discard(adopted.id());
      }
    }
  }

  private static boolean isTask(Adopted adopted, Plan plan) {
    return TaskRole.of(plan.container(), adopted.name()).isPresent();
  }

  /**
   * Removes the replacement that an earlier upgrade never started, with the anonymous volumes that
   * were made for it. Throws {@link HostProblem}.
   */
  static void removeUnstarted(ContainerHost host, Plan plan) {
    for (Adopted adopted : plan.checks().adopted()) {
      if (isNext(adopted, plan) && isThere(host, adopted)) {
        host.discard(adopted.id());
      }
    }
  }

  /**
   * Removes the old container of an earlier upgrade, whose name is needed now; never its volumes.
   * It is a way back until then. Throws {@link HostProblem}.
   */
  static void removeKept(Run run) {
    for (Adopted adopted : run.plan().checks().adopted()) {
      if (adopted.name().equals(Names.old(run.plan().container()))
          && isThere(run.host(), adopted)) {
        run.host().remove(adopted.id());
        run.log()
            .write(
                Kind.NOTE,
                "%s of an earlier upgrade is removed, as its name is needed now; its volumes stay."
                    .formatted(adopted.name()));
      }
    }
  }

  private static boolean isNext(Adopted adopted, Plan plan) {
    return adopted.name().equals(Names.next(plan.container()));
  }

  /** Whether it is there, as what was approved; throws if it is something else by now. */
  private static boolean isThere(ContainerHost host, Adopted adopted) {
    Optional<ContainerFacts> there = host.find(adopted.id());
    there.ifPresent(now -> refuseChanged(now, adopted));
    return there.isPresent();
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
