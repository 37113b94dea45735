package dev.inedobot.chaos;

import com.github.dockerjava.api.command.InspectContainerResponse;
import dev.inedobot.demo.DemoEngine;
import dev.inedobot.upgrade.plan.TaskRole;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The containers that a run makes for tasks beside the product's own. They carry no label of the
 * product's, so they are known by their names only.
 */
final class TaskContainers implements AutoCloseable {
  private static final List<String> ROLES =
      Arrays.stream(TaskRole.values()).map(TaskRole::id).toList();

  private final DemoEngine engine;
  private final String container;

  /**
   * @param container the name of the product's container
   */
  TaskContainers(DemoEngine engine, String container) {
    this.engine = engine;
    this.container = container;
  }

  /** The names that they can have. */
  static Stream<String> names(String container) {
    return ROLES.stream().map(role -> container + "-" + role);
  }

  /** What follows the name of the product's container, such as {@code -upgradedb}. */
  static Stream<String> suffixes() {
    return names("");
  }

  /** What one is for, by its name; empty for any other container. */
  static Optional<String> role(String container, String name) {
    return ROLES.stream().filter(role -> name.equals(container + "-" + role)).findFirst();
  }

  /** Those that are there. */
  Stream<InspectContainerResponse> there() {
    return names(container).flatMap(name -> engine.find(name).stream());
  }

  /** Removes what a run left, or its volumes could not be. */
  @Override
  public void close() {
    there()
        .forEach(
            left ->
                engine
                    .docker()
                    .removeContainerCmd(left.getId())
                    .withForce(true)
                    .withRemoveVolumes(true)
                    .exec());
  }
}
