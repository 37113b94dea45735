package dev.inedobot.docker;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Reads what is mounted in a container. */
final class Mounted {
  private Mounted() {}

  /** The names of its volumes by where they are mounted. */
  static Map<String, String> volumes(JsonNode container) {
    Map<String, String> volumes = new TreeMap<>();
    for (JsonNode mount : container.path("Mounts")) {
      if (mount.path("Type").asText().equals("volume")) {
        volumes.put(mount.path("Destination").asText(), mount.path("Name").asText());
      }
    }
    return volumes;
  }

  /** The name of the volume that is mounted there. */
  static String volume(JsonNode container, String target) {
    return Objects.requireNonNull(volumes(container).get(target), target);
  }
}
