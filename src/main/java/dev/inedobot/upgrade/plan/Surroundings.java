package dev.inedobot.upgrade.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is around an instance's container.
 *
 * @param engine the engine
 * @param others the other containers on it, without the leftovers and without what the upgrade in
 *     question created itself
 * @param leftovers containers that stand under the names which the upgrade needs
 * @param disk the room for images, or null if it was not asked for
 * @param composePlace file and line of the compose file that name the image, such as {@code
 *     /srv/shop/compose.yml:12}; empty where that can't be seen from here
 */
public record Surroundings(
    EngineFacts engine,
    List<ContainerFacts> others,
    List<Leftover> leftovers,
    @Nullable Disk disk,
    String composePlace) {

  public Surroundings {
    others = List.copyOf(others);
    leftovers = List.copyOf(leftovers);
  }
}
