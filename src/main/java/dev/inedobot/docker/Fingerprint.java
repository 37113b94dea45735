package dev.inedobot.docker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;

/** A hash over everything of a container that a replacement carries over, and nothing else. */
final class Fingerprint {
  private static final ObjectMapper SORTED =
      new ObjectMapper().configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true);

  private Fingerprint() {}

  static String of(JsonNode container) {
    ObjectNode carried = JsonNodeFactory.instance.objectNode();
    carried.set("Image", container.path("Image"));
    carried.set("Config", container.path("Config"));
    carried.set("HostConfig", container.path("HostConfig"));
    TreeMap<String, JsonNode> mounts = new TreeMap<>();
    container
        .path("Mounts")
        .forEach(mount -> mounts.put(mount.path("Destination").asText(), mount));
    mounts.forEach(carried.putObject("Mounts")::set);
    // In the form in which a start or a stop changes nothing.
    CarriedNetworks.of(container, ApiVersion.OLDEST).forEach(carried.putObject("Networks")::set);
    try {
      // Through plain maps: the order of a tree's members is the order in which they were read.
      Object plain = SORTED.treeToValue(carried, Object.class);
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(SORTED.writeValueAsString(plain).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (JsonProcessingException | NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("A container's JSON could not be hashed", impossible);
    }
  }
}
