package dev.inedobot.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inedobot.upgrade.run.ContainerHost.Apart;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * Makes of a task's container one that is apart: it reaches nobody, and of the other one's files it
 * sees what it may read.
 */
final class ApartBody {
  /** Mounts in all their forms, and what would be shared with the host or another container. */
  private static final List<String> SHARED =
      List.of("Binds", "Mounts", "VolumesFrom", "Links", "PidMode", "IpcMode", "UTSMode");

  private static final int FIRST_TO_END = 1000;

  private ApartBody() {}

  /**
   * @param task as {@link TaskBody} makes it
   * @param other the other one, as inspected
   */
  static CreateBody of(CreateBody task, JsonNode other, Apart apart) {
    ObjectNode body = task.body().deepCopy();
    // An activation may be bound to it, and without a network nobody takes one for the other.
    String hostname = other.path("Config").path("Hostname").asText();
    if (!hostname.isEmpty()) {
      body.put("Hostname", hostname);
    }
    body.putObject("NetworkingConfig").putObject("EndpointsConfig");
    body.putObject("Volumes");
    ObjectNode host = body.withObject("/HostConfig");
    ArrayNode mounts = JsonNodeFactory.instance.arrayNode();
    for (JsonNode mount : host.path("Mounts")) {
      boolean memory = mount.path("Type").asText().equals("tmpfs");
      if (memory && isOutside(mount.path("Target").asText(), apart.fresh())) {
        mounts.add(mount);
      }
    }
    readable(other.path("Mounts"), host.path("Mounts"), apart).forEach(mounts::add);
    // Without a source the engine makes a volume, which only goes with its container.
    apart.fresh().forEach(path -> mounts.addObject().put("Type", "volume").put("Target", path));
    host.remove(SHARED);
    host.set("Mounts", mounts);
    host.put("NetworkMode", "none");
    // With too little memory it ends, and not the product.
    host.put("OomScoreAdj", FIRST_TO_END);
    if (host.path("Tmpfs").isObject()) {
      host.withObject("/Tmpfs")
          .properties()
          .removeIf(tmpfs -> !isOutside(tmpfs.getKey(), apart.fresh()));
    }
    return new CreateBody(body, Map.of());
  }

  /** The mounts of those paths, each once; one that would hide a fresh directory is none. */
  private static List<ObjectNode> readable(JsonNode there, JsonNode asked, Apart apart) {
    return apart.readable().stream()
        .map(ContainerPath::clean)
        .flatMap(path -> mountOf(path, there).map(mount -> readOnly(path, mount, asked)).stream())
        .filter(mount -> isOutside(mount.path("Target").asText(), apart.fresh()))
        .distinct()
        .toList();
  }

  private static ObjectNode readOnly(String path, JsonNode mount, JsonNode asked) {
    ObjectNode explicit =
        mount.path("Type").asText().equals("bind") ? part(path, mount) : explicit(mount, asked);
    return explicit.put("ReadOnly", true);
  }

  /**
   * The directory of a file, out of a bind mount, and nothing that is mounted below it: engines
   * before 25 leave that writable.
   */
  private static ObjectNode part(String path, JsonNode mount) {
    String target = CarriedMounts.destination(mount);
    String directory = path.substring(0, path.lastIndexOf('/'));
    String below = isWithin(directory, target) ? directory.substring(target.length()) : "";
    ObjectNode part = JsonNodeFactory.instance.objectNode();
    part.put("Type", "bind").put("Target", target + below);
    part.put("Source", ContainerPath.clean(mount.path("Source").asText()) + below);
    part.putObject("BindOptions").put("NonRecursive", true);
    return part;
  }

  private static Optional<JsonNode> mountOf(String path, JsonNode there) {
    return StreamSupport.stream(there.spliterator(), false)
        .filter(mount -> isWithin(path, CarriedMounts.destination(mount)))
        .max(Comparator.comparingInt(mount -> CarriedMounts.destination(mount).length()))
        .filter(
            mount ->
                mount.path("Type").asText().equals("volume")
                    || mount.path("Type").asText().equals("bind"));
  }

  /** Named by its source, so that removing the container leaves it alone. */
  private static ObjectNode explicit(JsonNode mount, JsonNode asked) {
    String target = CarriedMounts.destination(mount);
    for (JsonNode each : asked) {
      // It may be a part of a volume, which only this tells.
      if (ContainerPath.clean(each.path("Target").asText()).equals(target)) {
        return each.deepCopy();
      }
    }
    boolean volume = mount.path("Type").asText().equals("volume");
    ObjectNode explicit = JsonNodeFactory.instance.objectNode();
    explicit.set("Type", mount.path("Type"));
    explicit.put("Target", target);
    explicit.set("Source", mount.path(volume ? "Name" : "Source"));
    if (volume) {
      CarriedMounts.driver(
          explicit.putObject("VolumeOptions").put("NoCopy", true), mount.get("Driver"));
    }
    return explicit;
  }

  private static boolean isOutside(String target, List<String> fresh) {
    return fresh.stream().noneMatch(path -> isWithin(ContainerPath.clean(target), path));
  }

  private static boolean isWithin(String path, String directory) {
    String whole = directory.endsWith("/") ? directory : directory + "/";
    return (path + "/").startsWith(whole);
  }
}
