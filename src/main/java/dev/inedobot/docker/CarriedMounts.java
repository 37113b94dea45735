package dev.inedobot.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that a replacement has every mount that the container has. {@code HostConfig} names
 * only those that the user asked for by name; anonymous volumes, and what came by {@code
 * --volumes-from}, stand only in the container's top-level {@code Mounts}.
 *
 * <p>All carried volumes get {@code nocopy}: creating a container copies the image's content into
 * an empty volume, even while another container serves from it.
 */
final class CarriedMounts {
  private static final Map<String, String> OPTIONS =
      Map.of(
          "BindOptions", "bind",
          "VolumeOptions", "volume",
          "TmpfsOptions", "tmpfs",
          "ImageOptions", "image",
          "ClusterOptions", "cluster");

  private final ObjectNode hostConfig;
  private final Map<String, JsonNode> actual = new HashMap<>();
  private final Set<String> targets = new HashSet<>();
  private final ArrayNode mounts = JsonNodeFactory.instance.arrayNode();

  private CarriedMounts(ObjectNode hostConfig) {
    this.hostConfig = hostConfig;
  }

  /** Completes the mounts of a host configuration that was copied from the container's. */
  static void complete(ObjectNode hostConfig, JsonNode mounts) {
    CarriedMounts carried = new CarriedMounts(hostConfig);
    mounts.forEach(mount -> carried.actual.put(destination(mount), mount));
    carried.binds();
    hostConfig.path("Mounts").forEach(carried::asked);
    carried.targets.addAll(tmpfs(hostConfig));
    mounts.forEach(carried::unasked);
    hostConfig.remove("VolumesFrom");
    if (carried.mounts.isEmpty()) {
      hostConfig.remove("Mounts");
    } else {
      hostConfig.set("Mounts", carried.mounts);
    }
  }

  /** Where a {@code --tmpfs} hides whatever else is mounted. */
  static Set<String> tmpfs(JsonNode hostConfig) {
    Set<String> targets = new HashSet<>();
    hostConfig
        .path("Tmpfs")
        .fieldNames()
        .forEachRemaining(target -> targets.add(ContainerPath.clean(target)));
    return targets;
  }

  static String destination(JsonNode mount) {
    return ContainerPath.clean(mount.path("Destination").asText());
  }

  /** Each is {@code [source:]target[:options]}; a source on Linux holds no colon. */
  private void binds() {
    if (!hostConfig.path("Binds").isArray()) {
      return;
    }
    ArrayNode binds = JsonNodeFactory.instance.arrayNode();
    for (JsonNode bind : hostConfig.path("Binds")) {
      String[] parts = bind.asText().split(":", 3);
      if (parts.length == 1 && actual.containsKey(ContainerPath.clean(parts[0]))) {
        // Without a source it is an anonymous volume, and would be a new one.
        continue;
      }
      targets.add(ContainerPath.clean(parts.length == 1 ? parts[0] : parts[1]));
      boolean named = parts.length > 1 && !parts[0].startsWith("/");
      binds.add(named ? withoutCopy(parts) : bind.asText());
    }
    hostConfig.set("Binds", binds);
  }

  private static String withoutCopy(String[] parts) {
    String options = parts.length < 3 ? "" : parts[2];
    if (Arrays.asList(options.split(",")).contains("nocopy")) {
      return String.join(":", parts);
    }
    return parts[0] + ":" + parts[1] + ":" + (options.isEmpty() ? "" : options + ",") + "nocopy";
  }

  /** One that {@code HostConfig} has; without a name it gets the one that the engine gave it. */
  private void asked(JsonNode asked) {
    String target = ContainerPath.clean(asked.path("Target").asText());
    if (!targets.add(target)) {
      return;
    }
    ObjectNode mount = asked.deepCopy();
    String type = mount.path("Type").asText();
    // Options for another kind of mount were ignored by old engines and are refused by new ones.
    OPTIONS.forEach(
        (options, kind) -> mount.remove(kind.equals(type) ? List.of() : List.of(options)));
    if (type.equals("volume")) {
      JsonNode there = actual.get(target);
      if (Emptiness.isEmpty(mount.path("Source")) && there != null) {
        mount.set("Source", there.path("Name"));
      }
      mount.withObject("/VolumeOptions").put("NoCopy", true);
    }
    mounts.add(mount);
  }

  /** One that only the container's own list has. */
  private void unasked(JsonNode mount) {
    String type = mount.path("Type").asText();
    boolean holdsData = type.equals("volume") || type.equals("bind");
    if (!holdsData || !targets.add(destination(mount))) {
      return;
    }
    ObjectNode explicit = mounts.addObject();
    explicit.put("Type", type);
    explicit.set("Target", mount.path("Destination"));
    explicit.set("Source", mount.path(type.equals("volume") ? "Name" : "Source"));
    if (!mount.path("RW").asBoolean(true)) {
      explicit.put("ReadOnly", true);
    }
    if (type.equals("volume")) {
      driver(explicit.putObject("VolumeOptions").put("NoCopy", true), mount.get("Driver"));
    } else if (!Emptiness.isEmpty(mount.path("Propagation"))) {
      explicit.putObject("BindOptions").set("Propagation", mount.path("Propagation"));
    }
  }

  /** A volume of another driver is found by its name alone only while the engine remembers it. */
  static void driver(ObjectNode options, @Nullable JsonNode driver) {
    if (driver != null && !driver.asText().isEmpty() && !driver.asText().equals("local")) {
      options.putObject("DriverConfig").set("Name", driver);
    }
  }
}
