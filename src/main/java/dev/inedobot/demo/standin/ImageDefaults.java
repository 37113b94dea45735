package dev.inedobot.demo.standin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;

/** What an image says that a container gets where nobody says otherwise, and its labels. */
final class ImageDefaults {
  private ImageDefaults() {}

  /**
   * Those of a product's release.
   *
   * @param build tells apart images of one release; "1" for the first
   */
  static ObjectNode of(StandInProduct product, StandInVersion version, String build) {
    ObjectNode config = JsonNodeFactory.instance.objectNode();
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
    labels(config, product.title(), "Inedo", version.toString())
        .put("dev.inedobot.standin", product.id())
        .put("dev.inedobot.standin.build", build);
    Misbehaviour.of(version).ifPresent(misbehaviour -> extras(config, product, misbehaviour));
    return config;
  }

  /** Those of a database server. */
  static ObjectNode of(StandInServer server, String tag) {
    ObjectNode config = JsonNodeFactory.instance.objectNode();
    config.putArray("Env").add("PATH=/usr/local/bin:/bin");
    config.putArray("Cmd").add(server.command());
    config.put("WorkingDir", "/");
    config.putObject("ExposedPorts").putObject(server.port() + "/tcp");
    String owner = server == StandInServer.INEDODB ? "Inedo" : "Microsoft";
    labels(config, server.title(), owner, tag);
    return config;
  }

  private static ObjectNode labels(ObjectNode config, String title, String owner, String version) {
    return config
        .putObject("Labels")
        .put(StandIns.LABEL, "true")
        .put("org.opencontainers.image.title", title + " stand-in")
        .put(
            "org.opencontainers.image.description",
            "A stand-in for tests and demos of inedobot, not " + owner + "'s software")
        .put("org.opencontainers.image.version", version);
  }

  private static void extras(ObjectNode config, StandInProduct product, Misbehaviour misbehaviour) {
    switch (misbehaviour) {
      case HEALTHCHECK_PASSES -> healthcheck(config, "/bin/true");
      case HEALTHCHECK_FAILS -> healthcheck(config, "/bin/false");
      case DECLARES_VOLUME -> config.putObject("Volumes").putObject(product.extensions());
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
}
