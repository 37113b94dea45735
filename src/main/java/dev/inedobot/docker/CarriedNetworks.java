package dev.inedobot.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The networks of a container as they are to be asked for again: what was configured, never what
 * was assigned.
 */
final class CarriedNetworks {
  private static final List<String> SETTINGS =
      List.of("IPAMConfig", "Links", "DriverOpts", "GwPriority");

  private CarriedNetworks() {}

  /**
   * Endpoint settings by the network's name; empty for a container without networks of its own
   * ({@code host}, {@code none}, {@code container:…}).
   */
  static Map<String, ObjectNode> of(JsonNode container) {
    Map<String, ObjectNode> networks = new TreeMap<>();
    String mode = container.path("HostConfig").path("NetworkMode").asText();
    if (mode.equals("host") || mode.equals("none") || mode.startsWith("container:")) {
      return networks;
    }
    String shortId = shortId(container);
    container
        .path("NetworkSettings")
        .path("Networks")
        .properties()
        .forEach(network -> networks.put(network.getKey(), endpoint(network.getValue(), shortId)));
    return networks;
  }

  /** The network that the container is created on; the others are connected to it. */
  static String primary(JsonNode container, Map<String, ObjectNode> networks) {
    String mode = container.path("HostConfig").path("NetworkMode").asText();
    if (networks.containsKey(mode)) {
      return mode;
    }
    for (Map.Entry<String, JsonNode> network :
        container.path("NetworkSettings").path("Networks").properties()) {
      if (!mode.isEmpty() && network.getValue().path("NetworkID").asText().startsWith(mode)) {
        return network.getKey();
      }
    }
    return networks.containsKey("bridge") || networks.isEmpty()
        ? "bridge"
        : networks.keySet().iterator().next();
  }

  private static ObjectNode endpoint(JsonNode network, String shortId) {
    ObjectNode endpoint = JsonNodeFactory.instance.objectNode();
    for (String setting : SETTINGS) {
      if (!Emptiness.isEmpty(network.path(setting))) {
        endpoint.set(setting, network.path(setting));
      }
    }
    ArrayNode aliases = JsonNodeFactory.instance.arrayNode();
    for (JsonNode alias : network.path("Aliases")) {
      if (!alias.asText().equals(shortId)) {
        aliases.add(alias);
      }
    }
    if (!aliases.isEmpty()) {
      endpoint.set("Aliases", aliases);
    }
    return endpoint;
  }

  /** The engine adds it as an alias and a host name by itself. */
  static String shortId(JsonNode container) {
    String id = container.path("Id").asText();
    return id.substring(0, Math.min(12, id.length()));
  }
}
