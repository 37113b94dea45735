package dev.inedobot.upgrade.plan;

import dev.inedobot.image.ImageReference;
import dev.inedobot.product.Product;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Finds the instances on an engine when none are configured: a container each, by its image. */
public final class Discovery {
  private Discovery() {}

  /**
   * A container of an Inedo product.
   *
   * @param container the container
   * @param product which product its image is of
   * @param notAnInstance why the bot does not upgrade it, or empty if it does
   */
  public record Found(ContainerFacts container, Product product, Optional<String> notAnInstance) {}

  /**
   * Every container whose image repository ends with {@code inedo/proget}, {@code
   * inedo/buildmaster} or {@code inedo/otter}.
   *
   * @param ownContainer the id, or the start of it, of the container that the bot runs in; empty if
   *     it runs in none
   */
  public static List<Found> find(Collection<ContainerFacts> containers, String ownContainer) {
    List<Found> found = new ArrayList<>();
    for (ContainerFacts container : containers) {
      product(container.image().reference())
          .ifPresent(
              product ->
                  found.add(new Found(container, product, notAnInstance(container, ownContainer))));
    }
    return found;
  }

  /** The product that an image reference is of, by its repository. */
  public static Optional<Product> product(String imageReference) {
    try {
      return Product.byRepository(ImageReference.parse(imageReference).repository());
    } catch (IllegalArgumentException notAReference) {
      return Optional.empty();
    }
  }

  private static Optional<String> notAnInstance(ContainerFacts container, String ownContainer) {
    if (!ownContainer.isEmpty() && container.id().startsWith(ownContainer)) {
      return Optional.of("it is the container that this bot runs in");
    }
    if (Names.isOfAnUpgrade(container.name())) {
      return Optional.of("its name says that it belongs to an upgrade");
    }
    if (container.hasATask()) {
      return Optional.of("an upgrade created it for a task of its own, and it ends with that");
    }
    if (container.command().contains("upgradedb")) {
      return Optional.of("it only upgrades a database and ends");
    }
    return Owners.foreign(container.labels());
  }
}
