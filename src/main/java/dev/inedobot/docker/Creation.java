package dev.inedobot.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inedobot.upgrade.UpgradeId;
import dev.inedobot.upgrade.plan.ContainerFacts;
import dev.inedobot.upgrade.run.ContainerHost.Apart;
import dev.inedobot.upgrade.run.ContainerHost.Replacement;
import dev.inedobot.upgrade.run.ContainerHost.Task;
import dev.inedobot.upgrade.run.HostProblem;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Creates containers from others, and proves before they are started that they are as meant. */
final class Creation {
  /** The engine may copy the image's content into new volumes while it creates a container. */
  private static final Duration CREATE = Duration.ofMinutes(5);

  private final EngineApi api;
  private final Ensure ensure;
  private final Prerequisites prerequisites;

  Creation(EngineApi api, Ensure ensure) {
    this.api = api;
    this.ensure = ensure;
    this.prerequisites = new Prerequisites(api, ensure);
  }

  /**
   * A container that is to be made from another one.
   *
   * @param containerId the other one
   * @param image what the engine is asked for
   * @param imageId the id that the new one's image must have
   * @param role what it is for; with the upgrade's id it tells ours from foreign ones
   */
  private record Wanted(
      String containerId,
      String name,
      String image,
      String imageId,
      UpgradeId upgrade,
      String role) {}

  String create(Replacement replacement) {
    return create(
        new Wanted(
            replacement.containerId(),
            replacement.name(),
            replacement.image().toString(),
            replacement.imageId(),
            replacement.upgrade(),
            ContainerFacts.REPLACEMENT_ROLE),
        (body, old) -> body,
        Differences::between);
  }

  String create(Task task) {
    return create(wanted(task), (body, old) -> TaskBody.of(body, task), Differences::between);
  }

  String create(Task task, Apart apart) {
    return create(
        wanted(task),
        (body, old) -> ApartBody.of(TaskBody.of(body, task), old, apart),
        Differences::ofApart);
  }

  private static Wanted wanted(Task task) {
    return new Wanted(
        task.containerId(),
        task.name(),
        task.imageId(),
        task.imageId(),
        task.upgrade(),
        task.role());
  }

  /** Makes what is to be created out of what a replacement would be, and the other container. */
  private interface Change {
    CreateBody of(CreateBody replacement, JsonNode old);
  }

  /** Names what is not as it was meant. */
  private interface Comparison {
    List<String> differences(CreateBody meant, JsonNode old, JsonNode created, JsonNode image);
  }

  private String create(Wanted wanted, Change change, Comparison comparison) {
    JsonNode old = inspect(wanted.containerId());
    prerequisites.check(old);
    JsonNode oldImage = prerequisites.imageOf(old);
    JsonNode newImage = image(wanted.imageId());
    String hostName =
        ensure.answer("ask the engine for its host", () -> api.get("/info").path("Name").asText());
    ApiVersion version = ensure.answer("ask the engine for its version", api::version);
    CreateBody body =
        change.of(
            CreateBody.of(
                old, oldImage, wanted.image(), wanted.upgrade().value(), hostName, version),
            old);
    refuseForeign(wanted);
    String id =
        ensure.that(
            "create the container " + wanted.name(),
            () -> ours(wanted).map(container -> container.path("Id").asText()),
            () -> api.post("/containers/create?name=" + wanted.name(), body.body(), CREATE));
    connect(id, body.further());
    List<String> differences = comparison.differences(body, old, inspect(id), newImage);
    if (!differences.isEmpty()) {
      discard(id);
      throw HostProblem.refused(
          "The engine did not create %s as it was meant; different are: %s. I removed it again."
              .formatted(wanted.name(), String.join(", ", differences)));
    }
    return id;
  }

  private JsonNode inspect(String id) {
    return ensure.answer(
        "inspect the container " + id.substring(0, 12),
        () -> api.get("/containers/" + id + "/json"));
  }

  private JsonNode image(String id) {
    return ensure.answer("inspect the image " + id, () -> api.get("/images/" + id + "/json"));
  }

  private Optional<JsonNode> named(String name) {
    return api.find("/containers/" + name + "/json")
        .filter(container -> ContainerJson.name(container).equals(name));
  }

  private Optional<JsonNode> ours(Wanted wanted) {
    return named(wanted.name()).filter(container -> isOurs(container, wanted));
  }

  private static boolean isOurs(JsonNode container, Wanted wanted) {
    JsonNode labels = container.path("Config").path("Labels");
    return labels.path(ContainerFacts.UPGRADE_LABEL).asText().equals(wanted.upgrade().value())
        && labels.path(ContainerFacts.ROLE_LABEL).asText().equals(wanted.role());
  }

  /** The name is also the lock between bots that share an engine. */
  private void refuseForeign(Wanted wanted) {
    Optional<JsonNode> there =
        ensure.answer("look at the container " + wanted.name(), () -> named(wanted.name()));
    if (there.isPresent() && !isOurs(there.get(), wanted)) {
      throw HostProblem.refused(
          "There is a container called %s already, and this upgrade did not create it: another bot"
                  .formatted(wanted.name())
              + " may be at work on the same instance, or an earlier try left it.");
    }
  }

  private void connect(String id, Map<String, ObjectNode> further) {
    further.forEach(
        (network, endpoint) -> {
          ObjectNode body = JsonNodeFactory.instance.objectNode();
          body.put("Container", id);
          body.set("EndpointConfig", endpoint);
          ensure.that(
              "connect the container %s to the network %s".formatted(id.substring(0, 12), network),
              () ->
                  Optional.of(
                          api.get("/containers/" + id + "/json")
                              .path("NetworkSettings")
                              .path("Networks")
                              .has(network))
                      .filter(connected -> connected),
              () ->
                  api.post(
                      "/networks/" + EngineApi.encoded(network) + "/connect",
                      body,
                      EngineApi.USUAL));
        });
  }

  private void discard(String id) {
    ensure.that(
        "remove the container " + id.substring(0, 12),
        () ->
            api.find("/containers/" + id + "/json").isEmpty()
                ? Optional.of(true)
                : Optional.empty(),
        () -> api.delete("/containers/" + id + "?v=true"));
  }
}
