package dev.inedobot.docker;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Compares what is mounted in a created container with what is mounted in the one that it replaces.
 * A volume that the new image declares may be new.
 */
final class MountDifferences {
  private MountDifferences() {}

  /**
   * @param old the container that is replaced, as inspected
   * @param created the new container, as inspected
   * @param image the new image, as inspected
   */
  static List<String> between(JsonNode old, JsonNode created, JsonNode image) {
    Map<String, String> before = sources(old);
    Map<String, String> now = sources(created);
    List<String> found = new ArrayList<>();
    before.forEach(
        (destination, source) -> {
          if (!source.equals(now.get(destination))) {
            found.add("the mount at " + destination);
          }
        });
    Set<String> declared = new HashSet<>();
    image
        .path("Config")
        .path("Volumes")
        .fieldNames()
        .forEachRemaining(path -> declared.add(ContainerPath.clean(path)));
    for (String destination : now.keySet()) {
      if (!before.containsKey(destination) && !declared.contains(destination)) {
        found.add("a mount at " + destination);
      }
    }
    return found;
  }

  /** What is hidden by a tmpfs was never used. */
  private static Map<String, String> sources(JsonNode container) {
    Set<String> hidden = CarriedMounts.tmpfs(container.path("HostConfig"));
    Map<String, String> sources = new TreeMap<>();
    for (JsonNode mount : container.path("Mounts")) {
      String destination = CarriedMounts.destination(mount);
      if (!hidden.contains(destination)) {
        sources.put(destination, source(mount));
      }
    }
    return sources;
  }

  private static String source(JsonNode mount) {
    String type = mount.path("Type").asText();
    String source = mount.path(type.equals("volume") ? "Name" : "Source").asText();
    return String.join(
        " ",
        type,
        source,
        mount.path("RW").asText(),
        mount.path("Driver").asText(),
        mount.path("Propagation").asText());
  }
}
