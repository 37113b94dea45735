package dev.inedobot.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Compares a created container's {@code HostConfig} with the one that was asked for. */
final class HostConfigDifferences {
  /**
   * What an engine fills in by itself where a container has nothing: one that was made by an older
   * engine, or without a host configuration.
   */
  private static final Set<String> FILLED_IN =
      Set.of("Runtime", "IpcMode", "CgroupnsMode", "ShmSize", "MaskedPaths", "ReadonlyPaths");

  /** Their members are the user's words, and one with an empty value is still there. */
  private static final Set<String> MAPS =
      Set.of("Tmpfs", "Sysctls", "StorageOpt", "Annotations", "PortBindings");

  private HostConfigDifferences() {}

  static List<String> between(JsonNode meant, JsonNode created) {
    Set<String> fields = new TreeSet<>();
    meant.fieldNames().forEachRemaining(fields::add);
    created.fieldNames().forEachRemaining(fields::add);
    fields.remove("ContainerIDFile");
    List<String> found = new ArrayList<>();
    for (String field : fields) {
      if (!same(field, meant.path(field), created.path(field))) {
        found.add("HostConfig." + field);
      }
    }
    return found;
  }

  private static boolean same(String field, JsonNode meant, JsonNode created) {
    if (FILLED_IN.contains(field) && Emptiness.isEmpty(meant) && !meant.isArray()) {
      return true;
    }
    if (MAPS.contains(field)) {
      return map(meant).equals(map(created));
    }
    return switch (field) {
      case "Links" -> set(meant).equals(set(CreateBody.links(created)));
      case "NetworkMode" -> networkMode(meant).equals(networkMode(created));
      case "RestartPolicy" ->
          policy(meant).equals(policy(created))
              && Emptiness.sameSetting(
                  meant.path("MaximumRetryCount"), created.path("MaximumRetryCount"));
      default -> Emptiness.sameSetting(meant, created);
    };
  }

  private static JsonNode map(JsonNode map) {
    ObjectNode members = JsonNodeFactory.instance.objectNode();
    map.properties()
        .forEach(
            member -> {
              boolean nothing = member.getValue().isNull() || member.getValue().isArray();
              if (!nothing || !member.getValue().isEmpty()) {
                members.set(member.getKey(), member.getValue());
              }
            });
    return members;
  }

  /** The engine shows links in any order. */
  private static Set<JsonNode> set(JsonNode entries) {
    Set<JsonNode> set = new HashSet<>();
    entries.forEach(set::add);
    return set;
  }

  /** Newer engines write the default's name. */
  private static String networkMode(JsonNode mode) {
    String text = mode.asText("");
    return text.isEmpty() || text.equals("default") ? "bridge" : text;
  }

  private static String policy(JsonNode policy) {
    String name = policy.path("Name").asText();
    return name.isEmpty() ? "no" : name;
  }
}
