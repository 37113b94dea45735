package dev.inedobot.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that a replacement has every mount that the container has. {@code HostConfig} names
 * only those that the user asked for by name; anonymous volumes, and what came by {@code
 * --volumes-from}, stand only in the container's top-level {@code Mounts}.
 */
final class CarriedMounts {
  private CarriedMounts() {}

  /** Completes the mounts of a host configuration that was copied from the container's. */
  static void complete(ObjectNode hostConfig, JsonNode mounts) {
    Map<String, JsonNode> actual = new HashMap<>();
    mounts.forEach(mount -> actual.put(target(mount.path("Destination").asText()), mount));

    ArrayNode carried = JsonNodeFactory.instance.arrayNode();
    Set<String> targets = new HashSet<>();
    for (JsonNode bind : hostConfig.path("Binds")) {
      targets.add(bindTarget(bind.asText()));
    }
    hostConfig.path("Tmpfs").fieldNames().forEachRemaining(path -> targets.add(target(path)));
    for (JsonNode mount : hostConfig.path("Mounts")) {
      String target = target(mount.path("Target").asText());
      if (targets.add(target)) {
        carried.add(named(mount, actual.get(target)));
      }
    }
    mounts.forEach(
        mount -> {
          String type = mount.path("Type").asText();
          boolean holdsData = type.equals("volume") || type.equals("bind");
          if (holdsData && targets.add(target(mount.path("Destination").asText()))) {
            carried.add(explicit(mount, type));
          }
        });
    hostConfig.remove("VolumesFrom");
    if (!carried.isEmpty()) {
      hostConfig.set("Mounts", carried);
    }
  }

  /** A volume that was asked for without a name gets the name that the engine gave it. */
  private static JsonNode named(JsonNode mount, @Nullable JsonNode actual) {
    boolean anonymous =
        mount.path("Type").asText().equals("volume") && Emptiness.isEmpty(mount.path("Source"));
    if (!anonymous || actual == null) {
      return mount;
    }
    ObjectNode named = mount.deepCopy();
    named.set("Source", actual.path("Name"));
    return named;
  }

  private static ObjectNode explicit(JsonNode mount, String type) {
    ObjectNode explicit = JsonNodeFactory.instance.objectNode();
    explicit.put("Type", type);
    explicit.set("Target", mount.path("Destination"));
    if (!mount.path("RW").asBoolean(true)) {
      explicit.put("ReadOnly", true);
    }
    if (type.equals("volume")) {
      explicit.set("Source", mount.path("Name"));
      // Creating a container copies the image's content into an empty volume, even while another
      // container serves from it.
      explicit.putObject("VolumeOptions").put("NoCopy", true);
    } else {
      explicit.set("Source", mount.path("Source"));
      if (!Emptiness.isEmpty(mount.path("Propagation"))) {
        explicit.putObject("BindOptions").set("Propagation", mount.path("Propagation"));
      }
    }
    return explicit;
  }

  /** The target of {@code source:target[:options]}; a source on Linux holds no colon. */
  private static String bindTarget(String bind) {
    String[] parts = bind.split(":", 3);
    return target(parts.length > 1 ? parts[1] : parts[0]);
  }

  private static String target(String path) {
    return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }
}
