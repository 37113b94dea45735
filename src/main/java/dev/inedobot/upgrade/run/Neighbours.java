package dev.inedobot.upgrade.run;

import dev.inedobot.product.Product;
import dev.inedobot.upgrade.UpgradeId;
import dev.inedobot.upgrade.plan.ContainerFacts;
import dev.inedobot.upgrade.plan.InstanceSettings;
import dev.inedobot.upgrade.plan.Leftover;
import dev.inedobot.upgrade.plan.Names;
import dev.inedobot.upgrade.plan.Plan;
import dev.inedobot.upgrade.plan.Surroundings;
import dev.inedobot.upgrade.plan.TaskRole;
import java.util.ArrayList;
import java.util.List;

/** What else is on an instance's engine, as far as an upgrade has to know it. */
final class Neighbours {
  private final Origins origins;

  Neighbours(Origins origins) {
    this.origins = origins;
  }

  Surroundings of(
      InstanceSettings settings,
      ContainerHost host,
      ContainerFacts container,
      List<ContainerFacts> all) {
    List<Leftover> leftovers =
        all.stream()
            .filter(other -> isLeftover(settings, other))
            .map(other -> new Leftover(other, origins.of(settings.name(), other)))
            .toList();
    return new Surroundings(
        host.engine(),
        others(settings, container, all),
        leftovers,
        host.disk(container.id(), container.image().id()),
        composePlace(host, container));
  }

  private static List<ContainerFacts> others(
      InstanceSettings settings, ContainerFacts container, List<ContainerFacts> all) {
    return all.stream()
        .filter(other -> !other.id().equals(container.id()) && !isLeftover(settings, other))
        .toList();
  }

  private static boolean isLeftover(InstanceSettings settings, ContainerFacts other) {
    return other.name().equals(Names.next(settings.container()))
        || other.name().equals(Names.old(settings.container()))
        || TaskRole.of(settings.container(), other.name()).isPresent();
  }

  private static String composePlace(ContainerHost host, ContainerFacts container) {
    String files = container.label("com.docker.compose.project.config_files").orElse("");
    String service = container.label("com.docker.compose.service").orElse("");
    return files.isEmpty() || service.isEmpty() ? "" : host.composePlace(files, service);
  }

  /**
   * The same right before the stop: nobody is asked any more where leftovers are from, which file
   * of Compose names the container, and how much room the disk has.
   *
   * @param ours the upgrade that is about to stop the container; what it created is left out
   */
  static Surroundings again(
      InstanceSettings settings,
      ContainerHost host,
      ContainerFacts container,
      Plan plan,
      UpgradeId ours) {
    List<ContainerFacts> all =
        host.containers().stream().filter(other -> !isOurs(other, plan, ours)).toList();
    return new Surroundings(
        host.engine(),
        others(settings, container, all),
        all.stream()
            .filter(other -> isLeftover(settings, other))
            .map(other -> new Leftover(other, null))
            .toList(),
        null,
        "");
  }

  /** What the upgrade itself created or brought, and what it may remove. */
  private static boolean isOurs(ContainerFacts container, Plan plan, UpgradeId upgrade) {
    Plan.Kept kept = plan.next().kept();
    return container.belongsTo(upgrade.value())
        || plan.checks().adopted().stream().anyMatch(left -> left.id().equals(container.id()))
        || (kept != null && kept.containerId().equals(container.id()));
  }

  /** Documented data directories of the product that are on no volume. */
  static List<String> unmounted(ContainerHost host, Product product, ContainerFacts container) {
    List<String> unmounted = new ArrayList<>();
    for (Product.DataPath path : product.dataPaths()) {
      boolean mounted =
          container.mountTargets().stream().anyMatch(target -> covers(target, path.path()));
      if (!mounted
          && host.hasPath(container.id(), path.path())
          && (path.primary() || host.wasWritten(container.id(), path.path()))) {
        unmounted.add(path.path());
      }
    }
    return unmounted;
  }

  private static boolean covers(String mountTarget, String path) {
    String target = mountTarget.endsWith("/") ? mountTarget : mountTarget + "/";
    return (path + "/").startsWith(target);
  }
}
