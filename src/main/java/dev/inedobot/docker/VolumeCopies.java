package dev.inedobot.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inedobot.upgrade.UpgradeId;
import dev.inedobot.upgrade.plan.ContainerFacts;
import dev.inedobot.upgrade.run.ContainerHost.Copy;
import dev.inedobot.upgrade.run.ContainerHost.Task;
import dev.inedobot.upgrade.run.HostProblem;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Makes the volumes that copies go to and the containers that copy, and removes the volumes: the
 * only ones that the bot ever removes by their name, and only with the label that it gave them.
 */
final class VolumeCopies {
  private static final Duration CREATE = Duration.ofMinutes(5);
  private static final List<String> KINDS = List.of("volume", "bind");

  private final EngineApi api;
  private final Ensure ensure;

  VolumeCopies(EngineApi api, Ensure ensure) {
    this.api = api;
    this.ensure = ensure;
  }

  String create(Copy copy) {
    Task task = copy.task();
    JsonNode product =
        ensure.answer(
            "inspect the container " + ContainerJson.shortName(task.containerId()),
            () -> api.get("/containers/" + task.containerId() + "/json"));
    JsonNode source = source(product, copy.path());
    refuseForeign(task);
    makeVolume(copy.volume(), task);
    ObjectNode body = body(copy, source);
    String id =
        ensure.that(
            "create the container " + task.name(),
            () -> named(task.name()).filter(found -> isOurs(found, task)).map(VolumeCopies::id),
            () -> api.post("/containers/create?name=" + task.name(), body, CREATE));
    JsonNode created =
        ensure.answer(
            "inspect the container " + task.name(), () -> api.get("/containers/" + id + "/json"));
    if (!isAsMeant(created, source, copy.volume())) {
      new Lifecycle(api, ensure).remove(id, true);
      throw HostProblem.refused(
          "The engine did not create %s as it was meant, so I removed it again."
              .formatted(task.name()));
    }
    return id;
  }

  private static JsonNode source(JsonNode container, String path) {
    for (JsonNode mount : container.path("Mounts")) {
      // The copying container would see an empty directory in its place.
      if (CarriedMounts.destination(mount).startsWith(path + "/")) {
        throw HostProblem.refused(
            "%s of the container %s has a mount within, %s, which a copy would lack."
                .formatted(path, ContainerJson.name(container), CarriedMounts.destination(mount)));
      }
    }
    for (JsonNode mount : container.path("Mounts")) {
      if (CarriedMounts.destination(mount).equals(path)
          && KINDS.contains(mount.path("Type").asText())) {
        return mount;
      }
    }
    throw HostProblem.refused(
        "%s of the container %s is no volume of its own any more."
            .formatted(path, ContainerJson.name(container)));
  }

  private Optional<JsonNode> named(String name) {
    return api.find("/containers/" + name + "/json")
        .filter(container -> ContainerJson.name(container).equals(name));
  }

  private static String id(JsonNode container) {
    return container.path("Id").asText();
  }

  private static boolean isOurs(JsonNode container, Task task) {
    JsonNode labels = container.path("Config").path("Labels");
    return labels.path(ContainerFacts.UPGRADE_LABEL).asText().equals(task.upgrade().value())
        && labels.path(ContainerFacts.ROLE_LABEL).asText().equals(task.role());
  }

  private void refuseForeign(Task task) {
    Optional<JsonNode> there =
        ensure.answer("look at the container " + task.name(), () -> named(task.name()));
    if (there.isPresent() && !isOurs(there.get(), task)) {
      throw HostProblem.refused(
          "There is a container called %s already, and this upgrade did not create it."
              .formatted(task.name()));
    }
  }

  private void makeVolume(String name, Task task) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("Name", name);
    labels(body, task);
    // The engine answers with what is there by that name, whoever made it.
    JsonNode there =
        ensure.that(
            "create the volume " + name,
            () -> volume(name),
            () -> api.post("/volumes/create", body, EngineApi.USUAL));
    if (!isCopyOf(there, task.upgrade())) {
      throw HostProblem.refused(
          "There is a volume called %s already, and this upgrade did not create it."
              .formatted(name));
    }
  }

  private Optional<JsonNode> volume(String name) {
    return api.find("/volumes/" + EngineApi.encoded(name));
  }

  private static boolean isCopyOf(JsonNode volume, UpgradeId upgrade) {
    return volume
        .path("Labels")
        .path(ContainerFacts.UPGRADE_LABEL)
        .asText()
        .equals(upgrade.value());
  }

  private static void labels(ObjectNode body, Task task) {
    body.putObject("Labels")
        .put(ContainerFacts.UPGRADE_LABEL, task.upgrade().value())
        .put(ContainerFacts.ROLE_LABEL, task.role());
  }

  /** Nothing of the product's but its image and the one directory, which it can't write to. */
  private static ObjectNode body(Copy copy, JsonNode source) {
    Task task = copy.task();
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    // Whoever the product runs as: what it owns is to be read, and to belong to it in the copy.
    body.put("Image", task.imageId()).put("User", "0:0");
    body.putArray("Entrypoint").add(task.command().get(0));
    ArrayNode arguments = body.putArray("Cmd");
    task.command().stream().skip(1).forEach(arguments::add);
    labels(body, task);
    body.putObject("Healthcheck").putArray("Test").add("NONE");
    ObjectNode host = body.putObject("HostConfig");
    host.put("NetworkMode", "none").put("AutoRemove", false);
    host.putObject("RestartPolicy").put("Name", "no");
    // Its log tells whether the copy is whole, and the engine's own driver may keep none to be
    // read.
    host.putObject("LogConfig").put("Type", "json-file");
    ArrayNode mounts = host.putArray("Mounts");
    mount(mounts, source.path("Type").asText(), name(source), Copy.SOURCE, true);
    mount(mounts, "volume", copy.volume(), Copy.TARGET, false);
    return body;
  }

  private static String name(JsonNode mount) {
    return mount.path(mount.path("Type").asText().equals("volume") ? "Name" : "Source").asText();
  }

  private static void mount(
      ArrayNode mounts, String type, String source, String target, boolean readOnly) {
    ObjectNode mount = mounts.addObject();
    mount.put("Type", type).put("Source", source).put("Target", target).put("ReadOnly", readOnly);
    if (type.equals("volume")) {
      mount.putObject("VolumeOptions").put("NoCopy", true);
    }
  }

  private static boolean isAsMeant(JsonNode created, JsonNode source, String volume) {
    JsonNode host = created.path("HostConfig");
    boolean reads = false;
    boolean writes = false;
    for (JsonNode mount : created.path("Mounts")) {
      String target = CarriedMounts.destination(mount);
      boolean writable = mount.path("RW").asBoolean();
      reads |= target.equals(Copy.SOURCE) && name(mount).equals(name(source)) && !writable;
      writes |= target.equals(Copy.TARGET) && name(mount).equals(volume) && writable;
    }
    return reads
        && writes
        && host.path("NetworkMode").asText().equals("none")
        && host.path("PortBindings").isEmpty()
        && host.path("VolumesFrom").isEmpty()
        && host.path("Binds").isEmpty();
  }

  void remove(String name, UpgradeId upgrade) {
    Optional<JsonNode> there = ensure.answer("look at the volume " + name, () -> volume(name));
    if (there.isPresent() && !isCopyOf(there.get(), upgrade)) {
      throw HostProblem.refused(
          "The volume %s is not one that upgrade %s made, so I leave it alone."
              .formatted(name, upgrade));
    }
    ensure.that(
        "remove the volume " + name,
        () -> volume(name).isEmpty() ? Optional.of(true) : Optional.empty(),
        () -> api.delete("/volumes/" + EngineApi.encoded(name)));
  }
}
