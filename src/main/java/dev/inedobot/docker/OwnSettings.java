package dev.inedobot.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inedobot.upgrade.plan.ContainerFacts;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Takes a container's configuration apart into what its image gave it and what the user set. The
 * engine merges both when it creates a container; carried over together, the old image's
 * entrypoint, PATH or health check would hide the new one's.
 */
final class OwnSettings {
  /** Fields that the engine takes from the image as a whole when they are not given. */
  private static final List<String> WHOLE_FIELDS =
      List.of("WorkingDir", "User", "StopSignal", "Shell");

  /** Fields whose keys are merged with the image's. */
  private static final List<String> KEYED_FIELDS = List.of("Labels", "ExposedPorts", "Volumes");

  private OwnSettings() {}

  /**
   * The part of a container's {@code Config} that its user set.
   *
   * @param config the container's {@code Config}
   * @param image the {@code Config} of the image that it was made from
   */
  static ObjectNode of(JsonNode config, JsonNode image) {
    ObjectNode own = config.deepCopy();
    own.remove("OnBuild");
    own.set("Env", ownEntries(config.path("Env"), image.path("Env")));
    for (String field : KEYED_FIELDS) {
      own.set(field, ownKeys(config.path(field), image.path(field)));
    }
    for (String field : WHOLE_FIELDS) {
      if (Emptiness.sameSetting(config.path(field), image.path(field))) {
        own.remove(field);
      }
    }
    ownCommand(own, config, image);
    ownHealthcheck(own, config, image);
    if (own.get("Labels") instanceof ObjectNode labels) {
      labels.remove(List.of(ContainerFacts.UPGRADE_LABEL, ContainerFacts.ROLE_LABEL));
    }
    return own;
  }

  /** A given entrypoint makes the engine ignore the image's command, so both go or both stay. */
  private static void ownCommand(ObjectNode own, JsonNode config, JsonNode image) {
    boolean inherited = Emptiness.sameSetting(config.path("Entrypoint"), image.path("Entrypoint"));
    if (!inherited) {
      return;
    }
    own.remove("Entrypoint");
    if (Emptiness.sameSetting(config.path("Cmd"), image.path("Cmd"))) {
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

  private static ArrayNode ownEntries(JsonNode all, JsonNode images) {
    Set<JsonNode> inherited = new HashSet<>();
    images.forEach(inherited::add);
    ArrayNode own = JsonNodeFactory.instance.arrayNode();
    all.forEach(
        entry -> {
          if (!inherited.contains(entry)) {
            own.add(entry);
          }
        });
    return own;
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
