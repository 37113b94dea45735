package dev.inedobot.demo.standin;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
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

  /**
   * The image of a release for this machine.
   *
   * @param build tells apart images of one release; "1" for the first
   */
  static StandInImage of(
      StandInProduct product, StandInVersion version, List<Blob> layers, String build) {
    return of(product, version, layers, build, architecture());
  }

  /**
   * The image of a release.
   *
   * @param architecture what it says that it is made for, such as {@code amd64}
   */
  static StandInImage of(
      StandInProduct product,
      StandInVersion version,
      List<Blob> layers,
      String build,
      String architecture) {
    Blob configuration = blob(configuration(product, version, layers, build, architecture));
    ObjectNode manifest = JSON.createObjectNode();
    manifest.put("schemaVersion", 2);
    manifest.put("mediaType", MANIFEST);
    describe(manifest.putObject("config"), CONFIGURATION, configuration);
    ArrayNode list = manifest.putArray("layers");
    layers.forEach(layer -> describe(list.addObject(), LAYER, layer));
    return new StandInImage(blob(manifest), configuration, layers);
  }

  static String extensions(StandInProduct product) {
    return "/var/" + product.id() + "/extensions";
  }

  private static void describe(ObjectNode node, String type, Blob blob) {
    node.put("mediaType", type).put("size", blob.bytes().length).put("digest", blob.digest());
  }

  private static ObjectNode configuration(
      StandInProduct product,
      StandInVersion version,
      List<Blob> layers,
      String build,
      String architecture) {
    ObjectNode image = JSON.createObjectNode();
    image.put("architecture", architecture).put("os", "linux").put("created", CREATED);
    defaults(image.putObject("config"), product, version, build);
    ObjectNode rootfs = image.putObject("rootfs").put("type", "layers");
    ArrayNode diffs = rootfs.putArray("diff_ids");
    layers.forEach(layer -> diffs.add(layer.contentDigest()));
    ArrayNode history = image.putArray("history");
    layers.forEach(
        layer ->
            history.addObject().put("created", CREATED).put("created_by", "inedobot stand-in"));
    return image;
  }

  private static void defaults(
      ObjectNode config, StandInProduct product, StandInVersion version, String build) {
    config
        .putArray("Env")
        .add("PATH=/bin")
        .add("STANDIN_IMAGE_NOTE=" + version)
        .add("STANDIN_MIGRATION_SECONDS=2");
    config.putArray("Entrypoint").add("/usr/local/standin/entrypoint");
    config.putArray("Cmd").add(product.executable(version.major())).add("run");
    config.put("WorkingDir", "/usr/local/" + product.id() + "/v" + version.major());
    config.putObject("ExposedPorts").putObject("80/tcp");
    config.withObject("/ExposedPorts").putObject("443/tcp");
    config
        .putObject("Labels")
        .put(StandIns.LABEL, "true")
        .put("dev.inedobot.standin", product.id())
        .put("dev.inedobot.standin.build", build)
        .put("org.opencontainers.image.title", product.title() + " stand-in")
        .put(
            "org.opencontainers.image.description",
            "A stand-in for tests and demos of inedobot, not Inedo's software")
        .put("org.opencontainers.image.version", version.toString());
    Misbehaviour.of(version).ifPresent(misbehaviour -> extras(config, product, misbehaviour));
  }

  private static void extras(ObjectNode config, StandInProduct product, Misbehaviour misbehaviour) {
    switch (misbehaviour) {
      case HEALTHCHECK_PASSES -> healthcheck(config, "/bin/true");
      case HEALTHCHECK_FAILS -> healthcheck(config, "/bin/false");
      case DECLARES_VOLUME -> config.putObject("Volumes").putObject(extensions(product));
      default -> {}
    }
  }

  private static void healthcheck(ObjectNode config, String command) {
    ObjectNode check = config.putObject("Healthcheck");
    check.putArray("Test").add("CMD").add(command);
    check
        .put("Interval", Duration.ofSeconds(1).toNanos())
        .put("Timeout", Duration.ofSeconds(5).toNanos())
        .put("Retries", 2);
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
