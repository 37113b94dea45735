package dev.inedobot.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inedobot.upgrade.plan.ContainerFacts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes a container's configuration apart into what its image gave it and what the user set. The
 * engine merges both when it creates a container (see {@link ImageDefaults}); carried over
 * together, the old image's entrypoint, PATH or health check would hide the new one's.
 */
final class OwnSettings {
  private OwnSettings() {}

  /**
   * The part of a container's {@code Config} that its user set. What the user set to the very value
   * that the image has can't be told from the image's.
   *
   * @param container the container as inspected
   * @param image the {@code Config} of the image that it was made from
   */
  static ObjectNode of(JsonNode container, JsonNode image) {
    JsonNode config = container.path("Config");
    ObjectNode own = config.deepCopy();
    own.set("Env", ownVariables(config.path("Env"), image.path("Env")));
    for (String field : ImageDefaults.KEYED_FIELDS) {
      own.set(field, ownKeys(config.path(field), image.path(field)));
    }
    for (String field : ImageDefaults.WHOLE_FIELDS) {
      if (sameWhole(config.path(field), image.path(field))) {
        own.remove(field);
      }
    }
    keepPublished(own.withObject("/ExposedPorts"), container);
    ownCommand(own, config, image);
    ownHealthcheck(own, config, image);
    own.withObject("/Labels")
        .remove(List.of(ContainerFacts.UPGRADE_LABEL, ContainerFacts.ROLE_LABEL));
    return own;
  }

  /** The engine cleans a working directory, and shows the image's as it was written. */
  private static boolean sameWhole(JsonNode config, JsonNode image) {
    return Emptiness.sameSetting(config, image)
        || ContainerPath.clean(config.asText()).equals(ContainerPath.clean(image.asText()));
  }

  /** The engine publishes only ports that are exposed; a new image may not expose them any more. */
  private static void keepPublished(ObjectNode own, JsonNode container) {
    container
        .path("HostConfig")
        .path("PortBindings")
        .fieldNames()
        .forEachRemaining(
            port -> {
              if (container.path("Config").path("ExposedPorts").has(port)) {
                own.putObject(port);
              }
            });
  }

  /** What asks for no entrypoint; the engine then shows none at all. */
  static boolean isNoEntrypoint(JsonNode entrypoint) {
    return entrypoint.size() == 1 && entrypoint.path(0).asText().isEmpty();
  }

  /**
   * A given entrypoint makes the engine ignore the image's command, so both go or both stay, and an
   * inherited entrypoint without the image's command was given too.
   */
  private static void ownCommand(ObjectNode own, JsonNode config, JsonNode image) {
    JsonNode entrypoint = config.path("Entrypoint");
    if (!Emptiness.sameSetting(entrypoint, image.path("Entrypoint"))) {
      if (Emptiness.isEmpty(entrypoint)) {
        own.putArray("Entrypoint").add("");
      }
      return;
    }
    boolean sameCommand = Emptiness.sameSetting(config.path("Cmd"), image.path("Cmd"));
    if (!sameCommand && Emptiness.isEmpty(config.path("Cmd"))) {
      return;
    }
    own.remove("Entrypoint");
    if (sameCommand) {
      own.remove("Cmd");
    }
  }

  private static void ownHealthcheck(ObjectNode own, JsonNode config, JsonNode image) {
    if (!config.path("Healthcheck").isObject()) {
      return;
    }
    ObjectNode health = config.path("Healthcheck").deepCopy();
    image
        .path("Healthcheck")
        .properties()
        .forEach(
            member -> {
              if (Emptiness.sameSetting(health.path(member.getKey()), member.getValue())) {
                health.remove(member.getKey());
              }
            });
    if (Emptiness.isEmpty(health)) {
      own.remove("Healthcheck");
    } else {
      own.set("Healthcheck", health);
    }
  }

  /** A variable is the image's if all that is said of it is what the image says. */
  private static ArrayNode ownVariables(JsonNode all, JsonNode images) {
    Map<String, List<String>> entries = byVariable(all);
    Map<String, List<String>> inherited = byVariable(images);
    ArrayNode own = JsonNodeFactory.instance.arrayNode();
    for (JsonNode entry : all) {
      String name = ImageDefaults.variable(entry);
      if (!List.copyOf(entries.getOrDefault(name, List.of())).equals(inherited.get(name))) {
        own.add(entry);
      }
    }
    return own;
  }

  private static Map<String, List<String>> byVariable(JsonNode entries) {
    Map<String, List<String>> byName = new HashMap<>();
    for (JsonNode entry : entries) {
      byName
          .computeIfAbsent(ImageDefaults.variable(entry), name -> new ArrayList<>())
          .add(entry.asText());
    }
    return byName;
  }

  private static ObjectNode ownKeys(JsonNode all, JsonNode images) {
    ObjectNode own = JsonNodeFactory.instance.objectNode();
    all.properties()
        .forEach(
            member -> {
              JsonNode inherited = images.path(member.getKey());
              if (inherited.isMissingNode() || !inherited.equals(member.getValue())) {
                own.set(member.getKey(), member.getValue());
              }
            });
    return own;
  }
}
