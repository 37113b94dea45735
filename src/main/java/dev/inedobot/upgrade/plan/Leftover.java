package dev.inedobot.upgrade.plan;

import dev.inedobot.upgrade.UpgradeState;
import org.jspecify.annotations.Nullable;

/**
 * A container that stands under a name which the upgrade needs.
 *
 * @param container what it is
 * @param origin what the journal knows of it, or null for nothing
 */
public record Leftover(ContainerFacts container, @Nullable Origin origin) {

  /**
   * Where a container comes from.
   *
   * @param upgrade the id of the upgrade that had to do with it
   * @param state where that one stands
   * @param role what the container was in it
   */
  public record Origin(String upgrade, UpgradeState state, Role role) {}

  /** What a container was in an upgrade. */
  public enum Role {
    /** It carries the upgrade's label. */
    CREATED,
    /** Its id is the one that the upgrade's plan was to replace. */
    REPLACED
  }
}
