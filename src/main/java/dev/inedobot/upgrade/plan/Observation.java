package dev.inedobot.upgrade.plan;

import dev.inedobot.product.Version;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a plan is computed from, as it was at one moment.
 *
 * @param settings the instance
 * @param engine the engine that it runs on
 * @param container its container
 * @param running the version that runs, or null if nothing tells it
 * @param unmounted the product's documented data paths whose content would go away with the
 *     container
 * @param leftovers containers that stand under the names which the upgrade needs
 * @param health how the product is, or null if nothing answered from where the bot sits
 * @param asked the addresses that were asked for the health
 * @param target the image to upgrade to
 */
public record Observation(
    InstanceSettings settings,
    EngineFacts engine,
    ContainerFacts container,
    @Nullable Version running,
    List<String> unmounted,
    List<ContainerFacts> leftovers,
    @Nullable HealthBefore health,
    List<HealthAddress> asked,
    RemoteImage target) {

  public Observation {
    unmounted = List.copyOf(unmounted);
    leftovers = List.copyOf(leftovers);
    asked = List.copyOf(asked);
  }
}
