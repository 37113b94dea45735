package dev.inedobot.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inedobot.upgrade.plan.CarryOver;
import dev.inedobot.upgrade.plan.CarryOver.Connection;
import dev.inedobot.upgrade.plan.ContainerFacts;
import dev.inedobot.upgrade.plan.Environment;
import dev.inedobot.upgrade.plan.Secrecy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Tells what {@link CreateBody} carries over, without secrets. */
final class Inventory {
  /** Fields of {@code Config} whose members are inherited or not each by itself. */
  private static final Set<String> KEYED = Set.of("Labels", "ExposedPorts", "Volumes");

  private static final Set<String> NOT_SETTINGS =
      Set.of(
          "HostConfig",
          "NetworkingConfig",
          "Image",
          "Env",
          "Labels",
          "ExposedPorts",
          "Volumes",
          "AttachStdin",
          "AttachStdout",
          "AttachStderr");

  /** Told under the names of the mounts and networks, or of no consequence. */
  private static final Set<String> NOT_HOST_SETTINGS =
      Set.of("Binds", "Mounts", "Tmpfs", "NetworkMode", "ConsoleSize");

  private Inventory() {}

  /**
   * @param body what would be created; for an engine that connects further networks afterwards
   * @param container the old container as inspected
   * @param oldImage the image that it was made from
   */
  static CarryOver of(CreateBody body, JsonNode container, JsonNode oldImage) {
    ObjectNode config = body.body().deepCopy();
    if (config.get("Labels") instanceof ObjectNode labels) {
      // The bot's own; who does it by hand needs none.
      labels.remove(List.of(ContainerFacts.UPGRADE_LABEL, ContainerFacts.ROLE_LABEL));
    }
    Secrecy secrecy =
        new Secrecy(
            Environment.parse(ContainerJson.texts(container.path("Config").path("Env")))
                .secretValues());
    CreateOptions options = new CreateOptions(secrecy);
    primary(config, options);
    ConfigOptions.say(config, options);
    HostConfigOptions.say(config.path("HostConfig"), options);
    List<Connection> connections = new ArrayList<>();
    new java.util.TreeMap<>(body.further())
        .forEach(
            (network, endpoint) ->
                connections.add(EndpointOptions.connection(network, endpoint, secrecy, options)));
    return new CarryOver(
        carried(config, body.further(), container),
        inherited(container.path("Config"), config, oldImage.path("Config")),
        options.options(),
        options.words(),
        connections,
        options.unsaid());
  }

  /** The mode is the network's name, or what takes the place of a network. */
  private static void primary(JsonNode config, CreateOptions options) {
    JsonNode endpoints = config.path("NetworkingConfig").path("EndpointsConfig");
    String mode = config.path("HostConfig").path("NetworkMode").asText();
    if (endpoints.isEmpty()) {
      if (!mode.isEmpty() && !mode.equals("default")) {
        options.addShown("--network", mode);
      }
      return;
    }
    Map.Entry<String, JsonNode> first = endpoints.properties().iterator().next();
    boolean usual = mode.isEmpty() || mode.equals("default");
    if (usual && Emptiness.isEmpty(first.getValue())) {
      return;
    }
    EndpointOptions.say(usual ? first.getKey() : mode, first.getValue(), options);
  }

  private static List<String> carried(
      JsonNode config, Map<String, ObjectNode> further, JsonNode container) {
    Set<String> names = new TreeSet<>();
    config.path("Env").forEach(entry -> names.add("Env." + variable(entry)));
    KEYED.forEach(
        field ->
            config.path(field).fieldNames().forEachRemaining(key -> names.add(field + "." + key)));
    fields(config, NOT_SETTINGS, "Config.", names);
    fields(config.path("HostConfig"), NOT_HOST_SETTINGS, "HostConfig.", names);
    container.path("Mounts").forEach(m -> names.add("Mounts." + m.path("Destination").asText()));
    config
        .path("HostConfig")
        .path("Tmpfs")
        .fieldNames()
        .forEachRemaining(path -> names.add("Mounts." + path));
    config
        .path("NetworkingConfig")
        .path("EndpointsConfig")
        .fieldNames()
        .forEachRemaining(network -> names.add("Networks." + network));
    further.keySet().forEach(network -> names.add("Networks." + network));
    return new ArrayList<>(names);
  }

  private static List<String> inherited(JsonNode all, JsonNode own, JsonNode image) {
    Set<String> names = new TreeSet<>();
    Set<String> ownVariables = new TreeSet<>();
    own.path("Env").forEach(entry -> ownVariables.add(variable(entry)));
    image
        .path("Env")
        .forEach(
            entry -> {
              if (!ownVariables.contains(variable(entry))) {
                names.add("Env." + variable(entry));
              }
            });
    for (String field : KEYED) {
      image
          .path(field)
          .fieldNames()
          .forEachRemaining(
              key -> {
                if (!own.path(field).has(key)) {
                  names.add(field + "." + key);
                }
              });
    }
    image
        .properties()
        .forEach(
            field -> {
              String name = field.getKey();
              boolean inherits =
                  !NOT_SETTINGS.contains(name)
                      && !Emptiness.isEmpty(field.getValue())
                      && !Emptiness.isEmpty(all.path(name))
                      && Emptiness.isEmpty(own.path(name));
              if (inherits) {
                names.add("Config." + name);
              }
            });
    return new ArrayList<>(names);
  }

  private static void fields(JsonNode of, Set<String> except, String prefix, Set<String> names) {
    of.properties()
        .forEach(
            field -> {
              if (!except.contains(field.getKey()) && !Emptiness.isEmpty(field.getValue())) {
                names.add(prefix + field.getKey());
              }
            });
  }

  private static String variable(JsonNode entry) {
    return entry.asText().split("=", 2)[0];
  }
}
