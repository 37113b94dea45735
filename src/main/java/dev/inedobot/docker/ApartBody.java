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

  private ApartBody() {}

  /**
   * @param task as {@link TaskBody} makes it
   * @param there what is mounted in the other one, as inspected
   */
  static CreateBody of(CreateBody task, JsonNode there, Apart apart) {
    ObjectNode body = task.body().deepCopy();
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
    readable(there, host.path("Mounts"), apart).forEach(mounts::add);
    // Without a source the engine makes a volume, which only goes with its container.
    apart.fresh().forEach(path -> mounts.addObject().put("Type", "volume").put("Target", path));
    host.remove(SHARED);
    host.set("Mounts", mounts);
    host.put("NetworkMode", "none");
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
        .flatMap(path -> mountOf(ContainerPath.clean(path), there).stream())
        .filter(mount -> isOutside(CarriedMounts.destination(mount), apart.fresh()))
        .distinct()
        .map(mount -> explicit(mount, asked).put("ReadOnly", true))
        .toList();
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
