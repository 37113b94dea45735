package dev.inedobot.upgrade.plan;

import dev.inedobot.product.Product;
import dev.inedobot.upgrade.plan.Ties.Mounted;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds other containers that work on the same database or the same data. All nodes of a cluster
 * must run the same version and share the database (Inedo docs, clusters), and no procedure is
 * documented for changing one while the others run.
 */
final class SameData {
  private static final String CLUSTER =
      "All nodes on one database must run the same version, says Inedo, and I don't upgrade clusters"
          + " yet. Stop %1$s for this upgrade (`docker stop %1$s`) and upgrade it before it starts"
          + " again, then ask again.";

  private SameData() {}

  static Finding look(Observation seen) {
    List<String> stopped = new ArrayList<>();
    List<String> doubtful = new ArrayList<>();
    for (ContainerFacts other : seen.surroundings().others()) {
      boolean inedos = Discovery.product(other.image().reference()).isPresent();
      Sharing sharing = sharing(seen, other, inedos);
      if (sharing == Sharing.NOTHING || isAnotherReplacement(other)) {
        continue;
      }
      if (!other.state().canTouchData()) {
        stopped.add(other.name());
      } else if (sharing == Sharing.DATABASE || sharing == Sharing.VOLUME) {
        return Finding.refused(
            "The container %s runs and works on the same %s as %s.",
            CLUSTER,
            other.name(),
            sharing == Sharing.DATABASE ? "database" : "data volume",
            seen.container().name());
      } else {
        doubtful.add(other.name());
      }
    }
    return found(stopped, doubtful);
  }

  /** What another upgrade has created and not started stops that one's old container first. */
  private static boolean isAnotherReplacement(ContainerFacts other) {
    return other.label(ContainerFacts.UPGRADE_LABEL).isPresent()
        && !other.state().wasStarted()
        && Names.isNext(other.name());
  }

  /** What two containers have in common. */
  private enum Sharing {
    NOTHING,
    /**
     * A volume of data that a program of somebody else's may write to, or a name that may differ.
     */
    PERHAPS,
    VOLUME,
    DATABASE
  }

  private static Sharing sharing(Observation seen, ContainerFacts other, boolean inedos) {
    Sharing most = Sharing.NOTHING;
    if (inedos) {
      for (DatabaseAddress ours : DatabaseAddress.of(seen.container())) {
        for (DatabaseAddress theirs : DatabaseAddress.of(other)) {
          if (ours.isSame(theirs)) {
            boolean same = ours.isCertain() || shareANetwork(seen.container(), other);
            most = max(most, same ? Sharing.DATABASE : Sharing.PERHAPS);
          }
        }
      }
    }
    for (Product.DataPath path : seen.settings().product().dataPaths()) {
      if (sharesVolume(seen.container(), other, path.path())) {
        boolean database = path.path().endsWith("/database");
        most = max(most, inedos || database ? Sharing.VOLUME : Sharing.PERHAPS);
      }
    }
    return most;
  }

  private static Sharing max(Sharing one, Sharing other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  /** A stopped one has no address on its networks, but it can do no harm either. */
  private static boolean shareANetwork(ContainerFacts one, ContainerFacts other) {
    return one.network().mode().equals(other.network().mode())
        || !Collections.disjoint(
            one.network().addresses().keySet(), other.network().addresses().keySet());
  }

  private static boolean sharesVolume(ContainerFacts ours, ContainerFacts other, String path) {
    for (Mounted mount : ours.ties().mounts()) {
      boolean holdsData = mount.origin(path).isPresent();
      if (holdsData
          && other.ties().mounts().stream()
              .anyMatch(theirs -> theirs.writable() && theirs.overlaps(mount))) {
        return true;
      }
    }
    return false;
  }

  private static Finding found(List<String> stopped, List<String> doubtful) {
    List<String> said = new ArrayList<>();
    if (!stopped.isEmpty()) {
      said.add(
          "%s, stopped now, works on the same data, or may: don't start it again on an older version."
              .formatted(String.join(", ", stopped)));
    }
    if (!doubtful.isEmpty()) {
      said.add(
          "%s runs and may work on the same data (the same volume, or a database server of the same"
                  .formatted(String.join(", ", doubtful))
              + " name in another network): see that it is none of this product's nodes.");
    }
    // One that runs and is stopped later is no news; a stopped one that runs now is.
    Set<String> about = new TreeSet<>();
    stopped.forEach(name -> about.add("same data, stopped " + name));
    doubtful.forEach(name -> about.add("same data, stopped " + name));
    doubtful.forEach(name -> about.add("same data, running " + name));
    return said.isEmpty()
        ? new Finding.Fine("nobody else on its database or volumes")
        : new Finding.Warning(about, String.join(" ", said));
  }
}
