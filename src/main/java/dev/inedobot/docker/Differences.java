package dev.inedobot.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Compares a created container with what was meant. What differs and is not explained by the new
 * image's defaults is named, without values: those may be secret.
 */
final class Differences {
  private static final List<String> MERGED_LISTS = List.of("Env");
  private static final List<String> MERGED_KEYS = List.of("Labels", "ExposedPorts", "Volumes");

  /** Compared elsewhere, or in a form that the engine changes. */
  private static final Set<String> NOT_CONFIG =
      Set.of(
          "HostConfig",
          "NetworkingConfig",
          "Image",
          "Env",
          "Labels",
          "ExposedPorts",
          "Volumes",
          "Healthcheck",
          "Hostname",
          "MacAddress");

  private final List<String> found = new ArrayList<>();

  private Differences() {}

  /**
   * The settings that are not as meant; empty if all are.
   *
   * @param meant what the engine was asked for
   * @param old the container that is replaced, as inspected
   * @param created the new container, as inspected
   * @param image the new image, as inspected
   */
  static List<String> between(CreateBody meant, JsonNode old, JsonNode created, JsonNode image) {
    Differences differences = new Differences();
    differences.config(meant.body(), created.path("Config"), image.path("Config"));
    differences.hostConfig(meant.body().path("HostConfig"), created.path("HostConfig"));
    differences.mounts(old.path("Mounts"), created.path("Mounts"));
    differences.networks(CarriedNetworks.of(old), created);
    if (!created.path("Image").asText().equals(image.path("Id").asText())) {
      differences.found.add("Image");
    }
    return List.copyOf(differences.found);
  }

  private void config(JsonNode meant, JsonNode created, JsonNode image) {
    for (String field : MERGED_LISTS) {
      mergedList(field, meant.path(field), created.path(field), image.path(field));
    }
    for (String field : MERGED_KEYS) {
      mergedKeys(field, meant.path(field), created.path(field), image.path(field));
    }
    Set<String> fields = new TreeSet<>();
    meant.fieldNames().forEachRemaining(fields::add);
    created.fieldNames().forEachRemaining(fields::add);
    fields.removeAll(NOT_CONFIG);
    for (String field : fields) {
      JsonNode wanted = meant.path(field);
      JsonNode expected = Emptiness.isEmpty(wanted) ? image.path(field) : wanted;
      boolean commandOfGivenEntrypoint =
          field.equals("Cmd") && !Emptiness.isEmpty(meant.path("Entrypoint"));
      check(field, commandOfGivenEntrypoint ? wanted : expected, created.path(field));
    }
    meant
        .path("Healthcheck")
        .properties()
        .forEach(
            member ->
                check(
                    "Healthcheck." + member.getKey(),
                    member.getValue(),
                    created.path("Healthcheck").path(member.getKey())));
    if (!Emptiness.isEmpty(meant.path("Hostname"))) {
      check("Hostname", meant.path("Hostname"), created.path("Hostname"));
    }
  }

  private void hostConfig(JsonNode meant, JsonNode created) {
    Set<String> fields = new TreeSet<>();
    meant.fieldNames().forEachRemaining(fields::add);
    created.fieldNames().forEachRemaining(fields::add);
    fields.remove("ContainerIDFile");
    // Shown in another form than it is taken in.
    fields.remove("Links");
    // A container made without a host configuration has none; the engine fills in its usual one.
    if (Emptiness.isEmpty(meant.path("Runtime"))) {
      fields.remove("Runtime");
    }
    for (String field : fields) {
      check("HostConfig." + field, meant.path(field), created.path(field));
    }
  }

  private void mounts(JsonNode old, JsonNode created) {
    Map<String, String> now = new TreeMap<>();
    created.forEach(mount -> now.put(mount.path("Destination").asText(), source(mount)));
    old.forEach(
        mount -> {
          String destination = mount.path("Destination").asText();
          if (!source(mount).equals(now.get(destination))) {
            found.add("the mount at " + destination);
          }
        });
  }

  private static String source(JsonNode mount) {
    String source =
        mount.path("Type").asText().equals("volume")
            ? mount.path("Name").asText()
            : mount.path("Source").asText();
    return mount.path("Type").asText() + " " + source + " " + mount.path("RW").asBoolean();
  }

  private void networks(Map<String, ObjectNode> meant, JsonNode created) {
    JsonNode now = created.path("NetworkSettings").path("Networks");
    Set<String> names = new TreeSet<>(meant.keySet());
    Set<String> there = new TreeSet<>();
    now.fieldNames().forEachRemaining(there::add);
    if (!meant.isEmpty() && !names.equals(there)) {
      found.add("networks (%s instead of %s)".formatted(there, names));
      return;
    }
    meant.forEach(
        (name, endpoint) -> {
          for (String field : List.of("IPAMConfig", "Links", "DriverOpts", "GwPriority")) {
            check(
                "network " + name + "." + field, endpoint.path(field), now.path(name).path(field));
          }
          Set<JsonNode> aliases = new HashSet<>();
          now.path(name).path("Aliases").forEach(aliases::add);
          endpoint
              .path("Aliases")
              .forEach(
                  alias -> {
                    if (!aliases.contains(alias)) {
                      found.add("network " + name + ".Aliases");
                    }
                  });
        });
  }

  private void mergedList(String field, JsonNode meant, JsonNode created, JsonNode image) {
    Set<String> names = new HashSet<>();
    Set<JsonNode> expected = new HashSet<>();
    meant.forEach(
        entry -> {
          expected.add(entry);
          names.add(name(entry));
        });
    image.forEach(
        entry -> {
          if (!names.contains(name(entry))) {
            expected.add(entry);
          }
        });
    Set<JsonNode> there = new HashSet<>();
    created.forEach(there::add);
    Set<String> wrong = new TreeSet<>();
    expected.stream().filter(e -> !there.contains(e)).forEach(e -> wrong.add(name(e)));
    there.stream().filter(e -> !expected.contains(e)).forEach(e -> wrong.add(name(e)));
    wrong.forEach(name -> found.add(field + "." + name));
  }

  private static String name(JsonNode entry) {
    return entry.asText().split("=", 2)[0];
  }

  private void mergedKeys(String field, JsonNode meant, JsonNode created, JsonNode image) {
    Set<String> keys = new TreeSet<>();
    meant.fieldNames().forEachRemaining(keys::add);
    image.fieldNames().forEachRemaining(keys::add);
    created.fieldNames().forEachRemaining(keys::add);
    for (String key : keys) {
      boolean expected = meant.has(key) || image.has(key);
      JsonNode value = meant.has(key) ? meant.path(key) : image.path(key);
      boolean same =
          expected == created.has(key) && (!value.isTextual() || value.equals(created.path(key)));
      if (!same) {
        found.add(field + "." + key);
      }
    }
  }

  private void check(String setting, JsonNode meant, JsonNode created) {
    if (!Emptiness.sameSetting(meant, created)) {
      found.add(setting);
    }
  }
}
