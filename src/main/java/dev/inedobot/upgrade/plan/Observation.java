package dev.inedobot.upgrade.plan;

import dev.inedobot.product.Version;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a plan is computed from, as it was at one moment.
 *
 * @param settings the instance
 * @param surroundings the engine that it runs on and what else is there
 * @param container its container
 * @param running the version that runs, or null if nothing tells it
 * @param unmounted the product's documented data paths whose content would go away with the
 *     container
 * @param health how the product is, or null if nothing answered from where the bot sits
 * @param asked the addresses that were asked for the health
 * @param target the image to upgrade to
 * @param connectionFile the file with the connection string, or null if the container names none
 */
public record Observation(
    InstanceSettings settings,
    Surroundings surroundings,
    ContainerFacts container,
    @Nullable Version running,
    List<String> unmounted,
    @Nullable HealthBefore health,
    List<HealthAddress> asked,
    RemoteImage target,
    @Nullable ConnectionFile connectionFile) {

  public Observation {
    unmounted = List.copyOf(unmounted);
    asked = List.copyOf(asked);
  }

  /** What is wrong with the product already; empty if it is healthy or nothing is known. */
  List<String> problems() {
    List<String> problems = new ArrayList<>();
    if (health != null) {
      problems.addAll(health.reading().problems());
    }
    if ("unhealthy".equals(container.state().imageHealth())) {
      problems.add(GateJudge.IMAGE_UNHEALTHY);
    }
    return problems;
  }
}
