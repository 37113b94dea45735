package dev.inedobot.docker;

import static dev.inedobot.docker.CreateOptions.alone;
import static dev.inedobot.docker.CreateOptions.members;
import static dev.inedobot.docker.CreateOptions.nothing;
import static dev.inedobot.docker.CreateOptions.value;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inedobot.docker.CreateOptions.Translation;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Says the members of a create body other than {@code HostConfig} in options of {@code docker
 * create} (Docker docs: Engine API, docker container create).
 */
final class ConfigOptions {
  private static final Map<String, Translation> TABLE =
      Map.ofEntries(
          // What the program that made the container was attached to.
          Map.entry("AttachStdin", nothing()),
          Map.entry("AttachStdout", nothing()),
          Map.entry("AttachStderr", nothing()),
          Map.entry("Cmd", nothing()),
          Map.entry("Domainname", value("--domainname")),
          Map.entry("Entrypoint", nothing()),
          Map.entry("Env", (options, env) -> env.forEach(entry -> variable(options, entry))),
          Map.entry("ExposedPorts", keys("--expose")),
          Map.entry("Healthcheck", ConfigOptions::health),
          Map.entry("HostConfig", nothing()),
          Map.entry("Hostname", value("--hostname")),
          Map.entry("Image", nothing()),
          Map.entry("Labels", members("--label")),
          Map.entry("MacAddress", value("--mac-address")),
          Map.entry("NetworkingConfig", nothing()),
          Map.entry("OpenStdin", alone("--interactive")),
          Map.entry("StdinOnce", nothing()),
          Map.entry("StopSignal", value("--stop-signal")),
          Map.entry("StopTimeout", value("--stop-timeout")),
          Map.entry("Tty", alone("--tty")),
          Map.entry("User", value("--user")),
          Map.entry("Volumes", keys("--volume")),
          Map.entry("WorkingDir", value("--workdir")));

  private ConfigOptions() {}

  static void say(JsonNode config, CreateOptions options) {
    Map<String, JsonNode> sorted = new TreeMap<>();
    config.properties().forEach(field -> sorted.put(field.getKey(), field.getValue()));
    sorted.forEach((field, value) -> options.translate(TABLE, "Config.", field, value));
    boolean staysOpen = config.path("OpenStdin").asBoolean();
    if (staysOpen && !config.path("StdinOnce").asBoolean()) {
      options.cannotSay("Config.StdinOnce");
    }
    command(config, options);
  }

  private static void variable(CreateOptions options, JsonNode entry) {
    if (entry.asText().contains("=")) {
      options.variable(entry.asText());
    } else {
      // The option would take the value from where the command runs.
      options.cannotSay("Env." + entry.asText());
    }
  }

  private static Translation keys(String flag) {
    return (options, keys) -> keys.fieldNames().forEachRemaining(key -> options.add(flag, key));
  }

  /**
   * The option takes one word of an entrypoint; the others may as well stand before the command.
   */
  private static void command(JsonNode config, CreateOptions options) {
    JsonNode entrypoint = config.path("Entrypoint");
    if (!entrypoint.isEmpty()) {
      options.add("--entrypoint", entrypoint.path(0).asText());
      com.fasterxml.jackson.databind.node.ArrayNode rest = entrypoint.deepCopy();
      rest.remove(0);
      options.arguments(rest);
    }
    options.arguments(config.path("Cmd"));
  }

  private static void health(CreateOptions options, JsonNode health) {
    JsonNode test = health.path("Test");
    String kind = test.path(0).asText();
    if (kind.equals("NONE")) {
      options.addAlone("--no-healthcheck");
      return;
    }
    if (kind.equals("CMD-SHELL")) {
      options.add("--health-cmd", test.path(1).asText());
    } else if (!test.isEmpty()) {
      options.cannotSay("Config.Healthcheck.Test");
    }
    time(options, "--health-interval", health.path("Interval"));
    time(options, "--health-timeout", health.path("Timeout"));
    time(options, "--health-start-period", health.path("StartPeriod"));
    time(options, "--health-start-interval", health.path("StartInterval"));
    if (!Emptiness.isEmpty(health.path("Retries"))) {
      options.add("--health-retries", health.path("Retries").asText());
    }
  }

  private static void time(CreateOptions options, String flag, JsonNode nanos) {
    if (!Emptiness.isEmpty(nanos)) {
      long value = nanos.asLong();
      long second = TimeUnit.SECONDS.toNanos(1);
      options.add(flag, value % second == 0 ? value / second + "s" : value + "ns");
    }
  }
}
