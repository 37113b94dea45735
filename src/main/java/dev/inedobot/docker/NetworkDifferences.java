package dev.inedobot.docker;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Compares the networks of a created container with those that were asked for. */
final class NetworkDifferences {
  private NetworkDifferences() {}

  static List<String> between(CreateBody meant, JsonNode created) {
    Map<String, JsonNode> endpoints = new TreeMap<>(meant.further());
    meant
        .body()
        .path("NetworkingConfig")
        .path("EndpointsConfig")
        .properties()
        .forEach(endpoint -> endpoints.put(endpoint.getKey(), endpoint.getValue()));
    JsonNode now = created.path("NetworkSettings").path("Networks");
    Set<String> there = new TreeSet<>();
    now.fieldNames().forEachRemaining(there::add);
    if (!endpoints.isEmpty() && !endpoints.keySet().equals(there)) {
      return List.of("networks (%s instead of %s)".formatted(there, endpoints.keySet()));
    }
    List<String> found = new ArrayList<>();
    endpoints.forEach(
        (name, endpoint) ->
            fields(endpoint, now.path(name))
                .forEach(field -> found.add("network " + name + "." + field)));
    return found;
  }

  private static List<String> fields(JsonNode meant, JsonNode created) {
    List<String> found = new ArrayList<>();
    for (String field : CarriedNetworks.SETTINGS) {
      if (!Emptiness.sameSetting(meant.path(field), created.path(field))) {
        found.add(field);
      }
    }
    // The engine adds names of its own.
    Set<JsonNode> aliases = new HashSet<>();
    created.path("Aliases").forEach(aliases::add);
    for (JsonNode alias : meant.path("Aliases")) {
      if (!aliases.contains(alias)) {
        found.add("Aliases");
      }
    }
    if (meant.has("MacAddress")
        && !meant
            .path("MacAddress")
            .asText()
            .equalsIgnoreCase(created.path("MacAddress").asText())) {
      found.add("MacAddress");
    }
    return found;
  }
}
