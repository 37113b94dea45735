package dev.inedobot.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inedobot.image.ImageReference;
import dev.inedobot.upgrade.run.HostProblem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Between two images that differ in every default, on a real engine. */
class ImageDefaultsIT {
  private static final String OLD_DEFAULTS =
      """
      {
        "User": "7:7", "Tty": true, "ArgsEscaped": true, "OnBuild": ["RUN true"],
        "Env": ["PATH=/bin", "GONE=1", "KEPT=old", "CHANGED=old"],
        "Entrypoint": ["/bin/sh"], "Cmd": ["-c", "sleep 1"],
        "Labels": {"gone": "1", "changed": "old", "kept": "old"},
        "ExposedPorts": {"81/tcp": {}, "84/tcp": {}}, "Volumes": {"/srv/gone/": {}},
        "WorkingDir": "/srv/old/", "StopSignal": "SIGINT", "Shell": ["/bin/ash", "-c"],
        "Healthcheck": {"Test": ["CMD", "/bin/true"], "Interval": 5000000000, "Retries": 3}
      }
      """;

  private static final String NEW_DEFAULTS =
      """
      {
        "User": "8:8", "OnBuild": ["RUN false"], "OpenStdin": true,
        "Env": ["PATH=/bin:/usr/bin", "COME=1", "KEPT=new", "CHANGED=new"],
        "Entrypoint": ["/bin/busybox"], "Cmd": ["sleep", "2"],
        "Labels": {"come": "1", "changed": "new", "kept": "new"},
        "ExposedPorts": {"82/tcp": {}}, "Volumes": {"/srv/come/": {}},
        "WorkingDir": "/srv/new/", "StopSignal": "SIGTERM", "Shell": ["/bin/sh", "-c"],
        "Healthcheck": {"Test": ["CMD", "/bin/false"], "Timeout": 5000000000, "Retries": 5}
      }
      """;

  @SuppressWarnings("NullAway.Init")
  private static LiveEngine engine;

  @BeforeAll
  static void come() {
    engine = new LiveEngine();
  }

  @AfterEach
  void clear() {
    engine.clear();
  }

  @AfterAll
  static void leave() {
    engine.close();
  }

  /** An image with these defaults, and those of the stand-in where they say nothing. */
  private static String image(String suffix, String defaults) {
    String base = engine.create(suffix + "-base", "24.0.5", LiveEngine.json("{}"));
    return engine.image(suffix, base, LiveEngine.json(defaults));
  }

  private static String created(String suffix, String image, String body) {
    ObjectNode wanted = LiveEngine.json(body).put("Image", image);
    wanted.withObject("/Labels").put("dev.inedobot.it", engine.name);
    wanted.withObject("/HostConfig").put("NetworkMode", "none");
    return engine
        .api
        .post("/containers/create?name=" + engine.name + suffix, wanted, EngineApi.USUAL)
        .path("Id")
        .asText();
  }

  /** The configuration of a container's replacement from the new image. */
  private static JsonNode replaced(String id, String newImage) {
    String imageId = engine.api.get("/images/" + newImage + "/json").path("Id").asText();
    String next = Replaced.create(engine, id, ImageReference.parse(newImage), imageId, "k7m2qxp4");
    return config(next);
  }

  /** Without what tells apart any two containers. */
  private static ObjectNode config(String id) {
    ObjectNode config = engine.inspect(id).path("Config").deepCopy();
    config.remove("Hostname");
    config
        .withObject("/Labels")
        .remove(java.util.List.of("dev.inedobot.upgrade", "dev.inedobot.role"));
    return config;
  }

  @Test
  void whereNothingWasSetItIsAsIfCreatedFromTheNewImage() {
    String oldImage = image("-old", OLD_DEFAULTS);
    String newImage = image("-new", NEW_DEFAULTS);
    String old = created("", oldImage, "{}");

    assertThat(replaced(old, newImage)).isEqualTo(config(created("-plain", newImage, "{}")));
  }

  @Test
  void whatTheUserSetStaysAndNothingElse() {
    String set =
        """
        {
          "User": "9:9", "Env": ["CHANGED=mine", "OWN=1", "GONE"],
          "Entrypoint": ["/bin/sh"], "Cmd": ["-c", "sleep 3"],
          "Labels": {"changed": "mine", "own": "1"}, "ExposedPorts": {"83/tcp": {}},
          "Volumes": {"/srv/own": {}}, "WorkingDir": "/srv/mine", "StopSignal": "SIGQUIT",
          "Healthcheck": {"Interval": 7000000000, "StartPeriod": 1000000000}
        }
        """;
    String oldImage = image("-old", OLD_DEFAULTS);
    String newImage = image("-new", NEW_DEFAULTS);
    String old = created("", oldImage, set);

    // Its entrypoint is the old image's, so it can't be told to be the user's as well.
    ObjectNode expected =
        config(created("-plain", newImage, set.replace("\"Entrypoint\": [\"/bin/sh\"], ", "")));
    assertThat(replaced(old, newImage)).isEqualTo(expected);
  }

  @Test
  void anEntrypointThatWasTakenAwayStaysAway() {
    String oldImage = image("-old", OLD_DEFAULTS);
    String newImage = image("-new", NEW_DEFAULTS);
    String old =
        created("", oldImage, "{\"Entrypoint\": [\"\"], \"Cmd\": [\"/bin/sleep\", \"4\"]}");

    JsonNode config = replaced(old, newImage);

    assertThat(config.path("Entrypoint").isEmpty()).isTrue();
    assertThat(config.path("Cmd").path(0).asText()).isEqualTo("/bin/sleep");
  }

  @Test
  void anEntrypointWithoutTheImagesCommandStaysWithoutOne() {
    String oldImage = image("-old", OLD_DEFAULTS);
    String newImage = image("-new", NEW_DEFAULTS);
    String old = created("", oldImage, "{\"Entrypoint\": [\"/bin/sh\"]}");

    JsonNode config = replaced(old, newImage);

    assertThat(config.path("Entrypoint").path(0).asText()).isEqualTo("/bin/sh");
    assertThat(config.path("Cmd").isEmpty()).isTrue();
  }

  @Test
  void aHealthcheckThatWasTurnedOffStaysOff() {
    String oldImage = image("-old", OLD_DEFAULTS);
    String newImage = image("-new", NEW_DEFAULTS);
    String old = created("", oldImage, "{\"Healthcheck\": {\"Test\": [\"NONE\"]}}");

    assertThat(replaced(old, newImage).path("Healthcheck").path("Test").path(0).asText())
        .isEqualTo("NONE");
  }

  @Test
  void aPublishedPortStaysExposedWhenTheNewImageDoesNotExposeIt() {
    String oldImage = image("-old", OLD_DEFAULTS);
    String newImage = image("-new", NEW_DEFAULTS);
    String old =
        created(
            "",
            oldImage,
            "{\"HostConfig\": {\"PortBindings\": {\"81/tcp\": [{\"HostPort\": \"38626\"}]}}}");

    JsonNode ports = replaced(old, newImage).path("ExposedPorts");

    assertThat(ports.has("81/tcp")).isTrue();
    assertThat(ports.has("84/tcp")).as("a port that only the old image exposed").isFalse();
  }

  @Test
  void saysWhatToDoWhenTheOldImageIsGone() {
    String oldImage = image("-old", OLD_DEFAULTS);
    String newImage = image("-new", NEW_DEFAULTS);
    String old = created("", oldImage, "{}");
    engine.api.delete("/images/" + engine.inspect(old).path("Image").asText() + "?force=true");

    assertThatThrownBy(() -> replaced(old, newImage))
        .isInstanceOf(HostProblem.class)
        .hasMessageContaining("The engine no longer has the image that " + engine.name)
        .hasMessageEndingWith("Pull it again: docker pull " + oldImage);
    assertThat(engine.host().find(engine.name + "-next")).isEmpty();
  }
}
