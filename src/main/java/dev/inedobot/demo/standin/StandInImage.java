package dev.inedobot.demo.standin;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * An image as a registry keeps it: a manifest, a configuration with the image's own defaults, and
 * layers (Docker's image manifest, version 2, schema 2).
 */
record StandInImage(Blob manifest, Blob configuration, List<Blob> layers) {
  static final String MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";
  static final String INDEX = "application/vnd.docker.distribution.manifest.list.v2+json";
  private static final String CONFIGURATION = "application/vnd.docker.container.image.v1+json";
  private static final String LAYER = "application/vnd.docker.image.rootfs.diff.tar.gzip";
  private static final String CREATED = "2026-01-01T00:00:00Z";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** An image for this machine. */
  static StandInImage of(ObjectNode defaults, List<Blob> layers) {
    return of(defaults, layers, architecture());
  }

  /**
   * An image.
   *
   * @param defaults see {@link ImageDefaults}
   * @param architecture what it says that it is made for, such as {@code amd64}
   */
  static StandInImage of(ObjectNode defaults, List<Blob> layers, String architecture) {
    Blob configuration = blob(configuration(defaults, layers, architecture));
    ObjectNode manifest = JSON.createObjectNode();
    manifest.put("schemaVersion", 2);
    manifest.put("mediaType", MANIFEST);
    describe(manifest.putObject("config"), CONFIGURATION, configuration);
    ArrayNode list = manifest.putArray("layers");
    layers.forEach(layer -> describe(list.addObject(), LAYER, layer));
    return new StandInImage(blob(manifest), configuration, layers);
  }

  private static void describe(ObjectNode node, String type, Blob blob) {
    node.put("mediaType", type).put("size", blob.bytes().length).put("digest", blob.digest());
  }

  private static ObjectNode configuration(
      ObjectNode defaults, List<Blob> layers, String architecture) {
    ObjectNode image = JSON.createObjectNode();
    image.put("architecture", architecture).put("os", "linux").put("created", CREATED);
    image.set("config", defaults);
    ObjectNode rootfs = image.putObject("rootfs").put("type", "layers");
    ArrayNode diffs = rootfs.putArray("diff_ids");
    layers.forEach(layer -> diffs.add(layer.contentDigest()));
    ArrayNode history = image.putArray("history");
    layers.forEach(
        layer ->
            history.addObject().put("created", CREATED).put("created_by", "inedobot stand-in"));
    return image;
  }

  /** An index with this image alone, which says that it is for that architecture. */
  Blob index(String architecture) {
    ObjectNode index = JSON.createObjectNode();
    index.put("schemaVersion", 2).put("mediaType", INDEX);
    ObjectNode entry = index.putArray("manifests").addObject();
    describe(entry, MANIFEST, manifest);
    entry.putObject("platform").put("architecture", architecture).put("os", "linux");
    return blob(index);
  }

  /** The images hold this machine's busybox. */
  static String architecture() {
    String arch = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
    return switch (arch) {
      case "x86_64" -> "amd64";
      case "aarch64" -> "arm64";
      default -> arch;
    };
  }

  private static Blob blob(ObjectNode json) {
    return Blob.plain(json.toString().getBytes(StandardCharsets.UTF_8));
  }
}
