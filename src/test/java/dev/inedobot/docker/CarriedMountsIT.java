package dev.inedobot.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mounts of a running container in its replacement, on a real engine. */
class CarriedMountsIT {
  private static final String OLD = "24.0.5";
  private static final String NEW = "25.0.13";
  private static final Duration GRACE = Duration.ofSeconds(1);

  @SuppressWarnings("NullAway.Init")
  private static LiveEngine engine;

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path files;

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

  /** Created and started, as one that sleeps; %1$s is the name, %2$s a path of this machine. */
  private String sleeping(String suffix, String json) {
    ObjectNode body = LiveEngine.json(json.formatted(engine.name, files)).put("WorkingDir", "/");
    body.set(
        "Entrypoint",
        EveryOption.value(
            "[\"/bin/sh\", \"-c\", \"trap exit TERM; while :; do sleep 0.1; done\"]"));
    String id = engine.create(suffix, OLD, body);
    engine.host().start(id);
    return id;
  }

  private static JsonNode mount(JsonNode container, String destination) {
    for (JsonNode mount : container.path("Mounts")) {
      if (mount.path("Destination").asText().equals(destination)) {
        return mount;
      }
    }
    throw new AssertionError("nothing is mounted at " + destination);
  }

  @Test
  void whatCameByVolumesFromStaysWhenTheOtherContainerIsGone() throws Exception {
    Files.writeString(files.resolve("one"), "bound");
    engine.volume("-named");
    String other =
        sleeping(
            "-other",
            """
            {"Volumes": {"/srv/anonymous": {}}, "HostConfig": {"NetworkMode": "none",
              "Binds": ["%1$s-named:/srv/named", "%2$s:/srv/bound:private"]}}
            """);
    engine.shell(other, "echo a > /srv/anonymous/one; echo n > /srv/named/one");
    String old =
        sleeping(
            "",
            """
            {"HostConfig": {"NetworkMode": "none", "VolumesFrom": ["%1$s-other:ro"]}}
            """);

    String next = Replaced.create(engine, old, NEW);
    engine.host().stop(old, GRACE);
    engine.host().stop(other, GRACE);
    engine.host().remove(other);
    engine.host().start(next);

    JsonNode now = engine.inspect(next);
    assertThat(now.path("HostConfig").path("VolumesFrom").size()).isZero();
    for (String place : new String[] {"/srv/anonymous", "/srv/named", "/srv/bound"}) {
      assertThat(engine.host().hasPath(next, place + "/one")).as(place).isTrue();
      assertThat(mount(now, place).path("RW").asBoolean()).as(place).isFalse();
    }
    assertThat(mount(now, "/srv/bound").path("Propagation").asText()).isEqualTo("private");
  }

  @Test
  void everyKindOfTmpfsIsOneAgain() {
    String old =
        sleeping(
            "",
            """
            {"Volumes": {"/run/over": {}}, "HostConfig": {"NetworkMode": "none",
              "Tmpfs": {"/run/scratch": "size=64k", "/run/bare": "", "/run/over": "size=64k"},
              "Mounts": [{"Type": "tmpfs", "Target": "/run/small", "ReadOnly": true,
                "TmpfsOptions": {"SizeBytes": 65536, "Mode": 448}}]}}
            """);

    String next = Replaced.create(engine, old, NEW);
    Replaced.swap(engine, old, next);

    for (String place : new String[] {"scratch", "bare", "over", "small"}) {
      engine.shell(
          next, "grep -q 'tmpfs /run/%1$s tmpfs' /proc/mounts && echo > /is-%1$s".formatted(place));
      assertThat(engine.host().hasPath(next, "/is-" + place)).as(place).isTrue();
    }
    engine.shell(
        next,
        "grep 'tmpfs /run/small' /proc/mounts | grep ro, | grep -q size=64k && echo > /small");
    assertThat(engine.host().hasPath(next, "/small")).isTrue();
  }

  @Test
  void creatingFillsNoVolumeThatTheOldOneServesFrom() {
    engine.volume("-bind");
    engine.volume("-mount");
    String old =
        sleeping(
            "",
            """
            {"Volumes": {"/usr/local/proget": {}}, "HostConfig": {"NetworkMode": "none",
              "Binds": ["%1$s-bind:/usr/local/standin"],
              "Mounts": [{"Type": "volume", "Source": "%1$s-mount", "Target": "/usr/local"}]}}
            """);
    // Emptied by its user; what the image has there would come back.
    engine.shell(old, "rm -rf /usr/local/standin/* /usr/local/proget/*");
    assertThat(engine.host().hasPath(old, "/usr/local/standin/entrypoint")).isFalse();

    Replaced.create(engine, old, NEW);

    engine.shell(
        old, "test -z \"$(ls /usr/local/standin)$(ls /usr/local/proget)\" && echo > /empty");
    assertThat(engine.host().hasPath(old, "/empty")).isTrue();
  }

  @Test
  void anUnnamedBindKeepsItsData() {
    String old =
        sleeping("", "{\"HostConfig\": {\"NetworkMode\": \"none\", \"Binds\": [\"/srv/bound\"]}}");
    engine.shell(old, "echo precious > /srv/bound/one");

    String next = Replaced.create(engine, old, NEW);
    Replaced.swap(engine, old, next);

    assertThat(engine.host().hasPath(next, "/srv/bound/one")).isTrue();
  }
}
