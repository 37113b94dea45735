package dev.inedobot.docker;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Looks for what a created container has of the one that it is to be apart from. Beside what it was
 * to have it may have new volumes that its image declares.
 */
final class ApartDifferences {
  private ApartDifferences() {}

  /**
   * @param meant the mounts that were asked for
   * @param other the container that it is to be apart from, as inspected
   * @param created the new container, as inspected
   */
  static List<String> between(JsonNode meant, JsonNode other, JsonNode created) {
    Set<String> theirs = new HashSet<>();
    other.path("Mounts").forEach(mount -> theirs.add(source(mount)));
    Set<String> missing = new TreeSet<>();
    meant.forEach(mount -> missing.add(ContainerPath.clean(mount.path("Target").asText())));
    List<String> found = new ArrayList<>();
    for (JsonNode mount : created.path("Mounts")) {
      String target = CarriedMounts.destination(mount);
      missing.remove(target);
      if (!isAsMeant(mount, meant, theirs)) {
        found.add("the mount at " + target);
      }
    }
    missing.forEach(target -> found.add("the mount at " + target));
    Set<String> networks = new TreeSet<>();
    created.path("NetworkSettings").path("Networks").fieldNames().forEachRemaining(networks::add);
    networks.remove("none");
    networks.forEach(network -> found.add("the network " + network));
    return found;
  }

  private static boolean isAsMeant(JsonNode mount, JsonNode meant, Set<String> theirs) {
    for (JsonNode each : meant) {
      boolean named = !Emptiness.isEmpty(each.path("Source"));
      if (named
          && ContainerPath.clean(each.path("Target").asText())
              .equals(CarriedMounts.destination(mount))) {
        return !mount.path("RW").asBoolean(true)
            && source(mount).equals(each.path("Source").asText());
      }
    }
    String type = mount.path("Type").asText();
    return type.equals("tmpfs") || (type.equals("volume") && !theirs.contains(source(mount)));
  }

  private static String source(JsonNode mount) {
    boolean volume = mount.path("Type").asText().equals("volume");
    return mount.path(volume ? "Name" : "Source").asText();
  }
}
