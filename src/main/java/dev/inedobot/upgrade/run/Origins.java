package dev.inedobot.upgrade.run;

import dev.inedobot.upgrade.Upgrade;
import dev.inedobot.upgrade.UpgradeId;
import dev.inedobot.upgrade.UpgradeState;
import dev.inedobot.upgrade.plan.ContainerFacts;
import dev.inedobot.upgrade.plan.Leftover.Origin;
import dev.inedobot.upgrade.plan.Leftover.Role;
import dev.inedobot.upgrade.plan.Plan;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells where a container comes from, by the journal: what we created carries the upgrade's id as a
 * label, what was there before is known by its id in that upgrade's plan.
 */
final class Origins {
  /** So far back into an instance's history; a leftover is of the latest tries. */
  private static final int LATEST = 50;

  private final Journal journal;

  Origins(Journal journal) {
    this.journal = journal;
  }

  /**
   * Null if the journal does not know the container. Being replaced counts for more than having
   * been created: each container that we created is the old one of the next upgrade.
   */
  @Nullable Origin of(String instance, ContainerFacts container) {
    return replaced(instance, container).or(() -> created(container)).orElse(null);
  }

  private Optional<Origin> replaced(String instance, ContainerFacts container) {
    return journal.newest(instance, LATEST).stream()
        .filter(upgrade -> upgrade.state() == UpgradeState.SUCCEEDED)
        .filter(upgrade -> isReplacedBy(container, journal.plan(upgrade.id())))
        .findFirst()
        .map(upgrade -> origin(upgrade, Role.REPLACED));
  }

  private static boolean isReplacedBy(ContainerFacts container, Plan plan) {
    return plan.work().replaces() && plan.old().containerId().equals(container.id());
  }

  private Optional<Origin> created(ContainerFacts container) {
    return container
        .label(ContainerFacts.UPGRADE_LABEL)
        .filter(UpgradeId::isId)
        .flatMap(id -> journal.find(new UpgradeId(id)))
        .map(upgrade -> origin(upgrade, Role.CREATED));
  }

  private static Origin origin(Upgrade upgrade, Role role) {
    return new Origin(upgrade.id().value(), upgrade.state(), role);
  }
}
