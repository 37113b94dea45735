package dev.inedobot.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What an engine makes of a configuration and an image's defaults when it creates a container: the
 * opposite of {@link OwnSettings}. The same in moby 20.10 to 29 ({@code merge} in {@code
 * daemon/commit.go}); what is named nowhere here is not taken from the image, {@code Shell} and
 * {@code OnBuild} either.
 */
final class ImageDefaults {
  /** Taken from the image as a whole when they are not given. */
  static final List<String> WHOLE_FIELDS = List.of("User", "WorkingDir", "StopSignal");

  /** Completed key by key. */
  static final List<String> KEYED_FIELDS = List.of("Labels", "ExposedPorts", "Volumes");

  private ImageDefaults() {}

  /**
   * The {@code Config} that a container has.
   *
   * @param given what the engine was asked for
   * @param image the image's {@code Config}
   */
  static ObjectNode mergedInto(JsonNode given, JsonNode image) {
    ObjectNode merged = given.deepCopy();
    for (String field : WHOLE_FIELDS) {
      if (Emptiness.isEmpty(given.path(field))) {
        set(merged, field, image.path(field));
      }
    }
    for (String field : KEYED_FIELDS) {
      merged.set(field, keys(given.path(field), image.path(field)));
    }
    merged.set("Env", variables(given.path("Env"), image.path("Env")));
    command(merged, given, image);
    if (image.path("Healthcheck").isObject()) {
      healthcheck(merged.withObject("/Healthcheck"), image.path("Healthcheck"));
    }
    if (merged.hasNonNull("WorkingDir")) {
      merged.put("WorkingDir", ContainerPath.clean(merged.path("WorkingDir").asText()));
    }
    return merged;
  }

  private static ObjectNode keys(JsonNode given, JsonNode image) {
    ObjectNode merged = JsonNodeFactory.instance.objectNode();
    image.properties().forEach(key -> merged.set(key.getKey(), key.getValue()));
    given.properties().forEach(key -> merged.set(key.getKey(), key.getValue()));
    return merged;
  }

  private static ArrayNode variables(JsonNode given, JsonNode image) {
    ArrayNode merged = JsonNodeFactory.instance.arrayNode();
    Set<String> names = new HashSet<>();
    for (JsonNode entry : given) {
      merged.add(entry);
      names.add(variable(entry));
    }
    for (JsonNode entry : image) {
      if (!names.contains(variable(entry))) {
        merged.add(entry);
      }
    }
    return merged;
  }

  /** The name of {@code NAME=value}, or of {@code NAME}, which takes the image's away. */
  static String variable(JsonNode entry) {
    return entry.asText().split("=", 2)[0];
  }

  private static void command(ObjectNode merged, JsonNode given, JsonNode image) {
    JsonNode entrypoint = given.path("Entrypoint");
    if (entrypoint.isEmpty()) {
      if (given.path("Cmd").isEmpty()) {
        set(merged, "Cmd", image.path("Cmd"));
      }
      if (entrypoint.isMissingNode() || entrypoint.isNull()) {
        set(merged, "Entrypoint", image.path("Entrypoint"));
      }
    } else if (OwnSettings.isNoEntrypoint(entrypoint)) {
      merged.remove("Entrypoint");
    }
  }

  private static void healthcheck(ObjectNode merged, JsonNode image) {
    image
        .properties()
        .forEach(
            field -> {
              if (Emptiness.isEmpty(merged.path(field.getKey()))) {
                merged.set(field.getKey(), field.getValue());
              }
            });
  }

  private static void set(ObjectNode merged, String field, JsonNode value) {
    if (Emptiness.isEmpty(value)) {
      merged.remove(field);
    } else {
      merged.set(field, value);
    }
  }
}
