package dev.inedobot.docker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inedobot.upgrade.plan.ContainerFacts;
import dev.inedobot.upgrade.plan.Environment;
import dev.inedobot.upgrade.plan.NetworkFacts;
import dev.inedobot.upgrade.plan.NetworkFacts.PublishedPort;
import dev.inedobot.upgrade.plan.RestartPolicy;
import dev.inedobot.upgrade.plan.RunState;
import dev.inedobot.upgrade.plan.Ties;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads {@code docker inspect}'s JSON of a container. */
final class ContainerJson {
  private ContainerJson() {}

  static ContainerFacts read(JsonNode container) {
    JsonNode config = container.path("Config");
    return new ContainerFacts(
        container.path("Id").asText(),
        name(container),
        new ContainerFacts.ImageUse(
            container.path("Image").asText(), config.path("Image").asText()),
        state(container),
        Environment.parse(texts(config.path("Env"))),
        labels(config.path("Labels")),
        command(container),
        network(container),
        mountTargets(container),
        life(container),
        Fingerprint.of(container),
        ties(container));
  }

  static String name(JsonNode container) {
    String name = container.path("Name").asText();
    return name.startsWith("/") ? name.substring(1) : name;
  }

  /** An id as Docker's own tools print it; a name as it is. */
  static String shortName(String idOrName) {
    return idOrName.length() == 64 ? idOrName.substring(0, 12) : idOrName;
  }

  private static RunState state(JsonNode container) {
    JsonNode state = container.path("State");
    JsonNode health = state.path("Health").path("Status");
    return new RunState(
        state.path("Running").asBoolean(),
        state.path("Restarting").asBoolean(),
        state.path("Paused").asBoolean(),
        state.path("ExitCode").asInt(),
        state.path("OOMKilled").asBoolean(),
        instant(state.path("StartedAt").asText()),
        container.path("RestartCount").asInt(),
        health.isTextual() ? health.asText() : null);
  }

  /** The engine writes the year 1 for never. */
  private static @Nullable Instant instant(String text) {
    try {
      Instant instant = Instant.parse(text);
      return instant.getEpochSecond() > 0 ? instant : null;
    } catch (DateTimeParseException never) {
      return null;
    }
  }

  private static Map<String, String> labels(JsonNode labels) {
    Map<String, String> read = new TreeMap<>();
    labels.properties().forEach(label -> read.put(label.getKey(), label.getValue().asText()));
    return read;
  }

  private static List<String> command(JsonNode container) {
    List<String> command = new ArrayList<>();
    command.add(container.path("Path").asText());
    command.addAll(texts(container.path("Args")));
    return command;
  }

  private static NetworkFacts network(JsonNode container) {
    List<PublishedPort> published = new ArrayList<>();
    JsonNode settings = container.path("NetworkSettings");
    settings
        .path("Ports")
        .properties()
        .forEach(
            port -> {
              String[] inside = port.getKey().split("/", 2);
              boolean tcp = inside.length < 2 || inside[1].equals("tcp");
              for (JsonNode binding : port.getValue()) {
                if (tcp) {
                  published.add(
                      new PublishedPort(
                          Integer.parseInt(inside[0]),
                          binding.path("HostIp").asText(),
                          binding.path("HostPort").asInt()));
                }
              }
            });
    Map<String, String> addresses = new TreeMap<>();
    Map<String, List<String>> aliases = new TreeMap<>();
    settings
        .path("Networks")
        .properties()
        .forEach(
            network -> {
              String address = network.getValue().path("IPAddress").asText();
              if (!address.isEmpty()) {
                addresses.put(network.getKey(), address);
              }
              aliases.put(network.getKey(), texts(network.getValue().path("Aliases")));
            });
    return new NetworkFacts(
        container.path("HostConfig").path("NetworkMode").asText(), published, addresses, aliases);
  }

  private static List<String> mountTargets(JsonNode container) {
    List<String> targets = new ArrayList<>();
    container.path("Mounts").forEach(mount -> targets.add(mount.path("Destination").asText()));
    container.path("HostConfig").path("Tmpfs").fieldNames().forEachRemaining(targets::add);
    return targets;
  }

  private static ContainerFacts.Life life(JsonNode container) {
    JsonNode host = container.path("HostConfig");
    JsonNode stopTimeout = container.path("Config").path("StopTimeout");
    return new ContainerFacts.Life(
        new RestartPolicy(
            host.path("RestartPolicy").path("Name").asText(),
            host.path("RestartPolicy").path("MaximumRetryCount").asInt()),
        host.path("AutoRemove").asBoolean(),
        stopTimeout.isNumber() ? Duration.ofSeconds(stopTimeout.asLong()) : null,
        Duration.ofNanos(
            container.path("Config").path("Healthcheck").path("StartPeriod").asLong()));
  }

  private static Ties ties(JsonNode container) {
    List<Ties.Mounted> mounts = new ArrayList<>();
    for (JsonNode mount : container.path("Mounts")) {
      String name = mount.path("Name").asText();
      String source = name.isEmpty() ? mount.path("Source").asText() : name;
      if (!source.isEmpty()) {
        mounts.add(
            new Ties.Mounted(
                source, mount.path("Destination").asText(), mount.path("RW").asBoolean()));
      }
    }
    JsonNode host = container.path("HostConfig");
    return new Ties(
        mounts,
        host.path("PidMode").asText(),
        host.path("IpcMode").asText(),
        texts(host.path("VolumesFrom")));
  }

  static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(entry -> texts.add(entry.asText()));
    return texts;
  }
}
