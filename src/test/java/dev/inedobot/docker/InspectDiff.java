package dev.inedobot.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What differs between two containers as inspected, as “path: before → after”. Knows nothing of how
 * a replacement is made; only what has no order, or is found by a name in it, is put in order.
 */
final class InspectDiff {
  private final SortedMap<String, String> found = new TreeMap<>();

  private InspectDiff() {}

  static SortedMap<String, String> between(JsonNode before, JsonNode after) {
    InspectDiff diff = new InspectDiff();
    diff.compare("", ordered(before), ordered(after));
    return diff.found;
  }

  /** All of a container, with what is a list in any order as an object. */
  private static ObjectNode ordered(JsonNode container) {
    ObjectNode all = container.deepCopy();
    ObjectNode config = all.withObject("/Config");
    ObjectNode host = all.withObject("/HostConfig");
    config.set("Env", byName(config.path("Env"), entry -> entry.asText().split("=", 2)[0]));
    host.set("Binds", byName(host.path("Binds"), bind -> (bind.asText() + ":").split(":", 3)[1]));
    host.set("Mounts", byName(host.path("Mounts"), mount -> mount.path("Target").asText()));
    host.set("Links", byName(host.path("Links"), InspectDiff::link));
    all.set("Mounts", byName(all.path("Mounts"), mount -> mount.path("Destination").asText()));
    for (JsonNode network : all.path("NetworkSettings").path("Networks")) {
      ((ObjectNode) network).set("Aliases", names(network.path("Aliases"), all));
    }
    if (given(config.path("Hostname"), all).isEmpty()) {
      config.put("Hostname", "");
    }
    return all;
  }

  private static ObjectNode names(JsonNode aliases, JsonNode container) {
    ObjectNode names = JsonNodeFactory.instance.objectNode();
    aliases.forEach(alias -> names.put(given(alias, container), ""));
    return names;
  }

  /** Empty for the short id that the engine gives as a name. */
  private static String given(JsonNode name, JsonNode container) {
    String id = container.path("Id").asText();
    return id.startsWith(name.asText()) ? "" : name.asText();
  }

  /** {@code /db:/proget/database} names the container that it belongs to. */
  private static String link(JsonNode link) {
    String text = link.asText();
    return text.substring(0, text.indexOf(':')) + text.substring(text.lastIndexOf('/'));
  }

  private static ObjectNode byName(JsonNode list, Function<JsonNode, String> name) {
    ObjectNode named = JsonNodeFactory.instance.objectNode();
    list.forEach(entry -> named.set(name.apply(entry), entry));
    return named;
  }

  private void compare(String path, JsonNode before, JsonNode after) {
    if (before.equals(after)) {
      return;
    }
    if (!before.isObject() && !after.isObject()) {
      found.put(path, before + " → " + after);
      return;
    }
    Set<String> keys = new TreeSet<>();
    before.fieldNames().forEachRemaining(keys::add);
    after.fieldNames().forEachRemaining(keys::add);
    for (String key : keys) {
      compare(path + "/" + key.replace("/", "~"), before.path(key), after.path(key));
    }
  }

  /**
   * Those between a container and its replacement that are not the difference between their images,
   * and whose path matches none of the patterns.
   */
  static Map<String, String> unexplained(
      JsonNode before,
      JsonNode after,
      SortedMap<String, String> images,
      Map<String, String> explained) {
    Map<String, String> left = new TreeMap<>(between(before, after));
    left.entrySet().removeAll(images.entrySet());
    left.keySet().removeIf(path -> explained.keySet().stream().anyMatch(path::matches));
    return left;
  }
}
