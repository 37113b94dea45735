package dev.inedobot.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inedobot.upgrade.plan.ContainerFacts;
import java.util.Map;

/**
 * What to ask the engine for, so that a new container is configured as an old one is but for its
 * image: the old container's own JSON, transformed, instead of a model rebuilt field by field.
 *
 * @param body the body of {@code POST /containers/create}
 * @param further the networks to connect after that, by name, with their endpoint settings
 */
record CreateBody(ObjectNode body, Map<String, ObjectNode> further) {
  /**
   * @param container the old container as inspected
   * @param oldImage the image that it was made from, as inspected by its id
   * @param reference the new image
   * @param upgrade the upgrade's id
   * @param hostName the name of the engine's host
   */
  static CreateBody of(
      JsonNode container,
      JsonNode oldImage,
      String reference,
      String upgrade,
      String hostName,
      ApiVersion api) {
    ObjectNode body = OwnSettings.of(container, oldImage.path("Config"));
    body.put("Image", reference);
    body.withObject("/Labels")
        .put(ContainerFacts.UPGRADE_LABEL, upgrade)
        .put(ContainerFacts.ROLE_LABEL, ContainerFacts.REPLACEMENT_ROLE);
    Map<String, ObjectNode> networks = CarriedNetworks.of(container, api);
    String primary = CarriedNetworks.primary(container, networks);
    ObjectNode hostConfig = hostConfig(container);
    if (networks.containsKey(primary) && !isOwnWord(hostConfig.path("NetworkMode").asText())) {
      // Settings are given by the network's name, and an id may be gone with a network made anew.
      hostConfig.put("NetworkMode", primary);
    }
    body.set("HostConfig", hostConfig);
    dropGivenNames(body, container, hostConfig, hostName);
    if (api.takesMacAddressPerNetwork()) {
      body.remove("MacAddress");
    }

    ObjectNode endpoints = body.putObject("NetworkingConfig").putObject("EndpointsConfig");
    if (api.createsOnSeveralNetworks()) {
      networks.forEach(endpoints::set);
      return new CreateBody(body, Map.of());
    }
    ObjectNode first = networks.remove(primary);
    if (first != null) {
      endpoints.set(primary, first);
    }
    return new CreateBody(body, Map.copyOf(networks));
  }

  private static ObjectNode hostConfig(JsonNode container) {
    ObjectNode hostConfig = container.path("HostConfig").deepCopy();
    hostConfig.remove("ContainerIDFile");
    CarriedMounts.complete(hostConfig, container.path("Mounts"));
    if (!Emptiness.isEmpty(hostConfig.path("Links"))) {
      hostConfig.set("Links", links(hostConfig.path("Links")));
    }
    // An update can set it below zero, for no limit; a create call then leaves it unset.
    if (hostConfig.path("PidsLimit").asLong() <= 0) {
      hostConfig.remove("PidsLimit");
    }
    return hostConfig;
  }

  private static boolean isOwnWord(String networkMode) {
    return networkMode.isEmpty() || networkMode.equals("default");
  }

  /** Names that the engine made up from the old container's id or its host would be wrong now. */
  private static void dropGivenNames(
      ObjectNode body, JsonNode container, JsonNode hostConfig, String hostName) {
    String name = body.path("Hostname").asText();
    String mode = hostConfig.path("NetworkMode").asText();
    boolean given =
        name.equals(CarriedNetworks.shortId(container))
            || (mode.equals("host") && name.equals(hostName));
    // The engine refuses a host name for a container that has somebody else's.
    boolean notAllowed =
        mode.startsWith("container:") || hostConfig.path("UTSMode").asText().equals("host");
    if (given || notAllowed) {
      body.remove("Hostname");
    }
    if (notAllowed) {
      body.remove("Domainname");
    }
  }

  /** The engine shows {@code /db:/proget/db} for what it takes as {@code db:db}. */
  static ArrayNode links(JsonNode shown) {
    ArrayNode links = JsonNodeFactory.instance.arrayNode();
    for (JsonNode link : shown) {
      String[] parts = link.asText().split(":", 2);
      String alias = parts.length > 1 ? parts[1].substring(parts[1].lastIndexOf('/') + 1) : "";
      String target = parts[0].startsWith("/") ? parts[0].substring(1) : parts[0];
      links.add(alias.isEmpty() ? target : target + ":" + alias);
    }
    return links;
  }
}
