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
  /** What is configured for a container on a network besides names and MAC address. */
  static final List<String> SETTINGS = List.of("IPAMConfig", "Links", "DriverOpts", "GwPriority");

  private CarriedNetworks() {}

  /**
   * Endpoint settings by the network's name; empty for a container without networks of its own
   * ({@code host}, {@code none}, {@code container:…}).
   */
  static Map<String, ObjectNode> of(JsonNode container, ApiVersion api) {
    Map<String, ObjectNode> networks = new TreeMap<>();
    if (hasNoneOfItsOwn(container)) {
      return networks;
    }
    container
        .path("NetworkSettings")
        .path("Networks")
        .properties()
        .forEach(
            network -> {
              ObjectNode endpoint = endpoint(network.getValue(), container, api);
              if (api.takesMacAddressPerNetwork()) {
                MacAddresses.given(container, network.getKey(), api)
                    .ifPresent(mac -> endpoint.put("MacAddress", mac));
              }
              networks.put(network.getKey(), endpoint);
            });
    return networks;
  }

  private static boolean hasNoneOfItsOwn(JsonNode container) {
    String mode = container.path("HostConfig").path("NetworkMode").asText();
    return mode.equals("host") || mode.equals("none") || mode.startsWith("container:");
  }

  /**
   * The name of the network that the container was created on; the others were connected to it. Its
   * network mode may say it by an id, also by one that is gone since the network was made anew.
   */
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

  private static ObjectNode endpoint(JsonNode network, JsonNode container, ApiVersion api) {
    ObjectNode endpoint = JsonNodeFactory.instance.objectNode();
    for (String setting : SETTINGS) {
      if (!Emptiness.isEmpty(network.path(setting))) {
        endpoint.set(setting, network.path(setting));
      }
    }
    ArrayNode aliases = JsonNodeFactory.instance.arrayNode();
    for (JsonNode alias : network.path("Aliases")) {
      if (!isAdded(alias.asText(), container, api)) {
        aliases.add(alias);
      }
    }
    if (!aliases.isEmpty()) {
      endpoint.set("Aliases", aliases);
    }
    return endpoint;
  }

  private static boolean isAdded(String alias, JsonNode container, ApiVersion api) {
    return alias.equals(shortId(container))
        || (!api.showsAliasesAsGiven()
            && alias.equals(container.path("Config").path("Hostname").asText()));
  }

  /** The engine adds it as an alias and a host name by itself. */
  static String shortId(JsonNode container) {
    String id = container.path("Id").asText();
    return id.substring(0, Math.min(12, id.length()));
  }
}
