package dev.inedobot.docker;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares a created container with what was meant. What differs and is not explained by the new
 * image's defaults is named, without values: those may be secret.
 */
final class Differences {
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
    List<String> found = settings(meant, created, image);
    found.addAll(MountDifferences.between(old, created, image));
    found.addAll(NetworkDifferences.between(meant, created));
    return List.copyOf(found);
  }

  /** The same for one that is to be apart from the old one. */
  static List<String> ofApart(CreateBody meant, JsonNode old, JsonNode created, JsonNode image) {
    List<String> found = settings(meant, created, image);
    found.addAll(
        ApartDifferences.between(meant.body().path("HostConfig").path("Mounts"), old, created));
    return List.copyOf(found);
  }

  private static List<String> settings(CreateBody meant, JsonNode created, JsonNode image) {
    List<String> found = new ArrayList<>();
    JsonNode expected = ImageDefaults.mergedInto(meant.body(), image.path("Config"));
    found.addAll(ConfigDifferences.between(expected, created.path("Config")));
    found.addAll(
        HostConfigDifferences.between(meant.body().path("HostConfig"), created.path("HostConfig")));
    if (!created.path("Image").asText().equals(image.path("Id").asText())) {
      found.add("Image");
    }
    return found;
  }
}
