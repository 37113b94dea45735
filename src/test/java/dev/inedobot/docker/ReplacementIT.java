package dev.inedobot.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inedobot.upgrade.UpgradeId;
import dev.inedobot.upgrade.plan.ContainerFacts;
import dev.inedobot.upgrade.run.ContainerHost.Replacement;
import dev.inedobot.upgrade.run.HostProblem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What a replacement carries over and what it does not, on a real engine. */
@ResourceLock("the subnets that several tests ask for")
class ReplacementIT {
  private static final UpgradeId UPGRADE = new UpgradeId("k7m2qxp4");
  private static final String OLD = "24.0.5";
  private static final String NEW = "25.0.13";

  /** An engine may have no default network. */
  private static final String PLAIN = "{\"HostConfig\":{\"NetworkMode\":\"none\"}}";

  /** What a user can set, without what needs hardware. */
  private static final String EVERYTHING =
      """
      {
        "Hostname": "packages", "Domainname": "example.test", "User": "root",
        "Env": ["PROGET_SQL_SERVER=Password=hunter2", "STANDIN_MIGRATION_SECONDS=0.1"],
        "Labels": {"team": "packages", "dev.inedobot.upgrade": "earlier2"},
        "ExposedPorts": {"8080/tcp": {}}, "Volumes": {"/srv/anonymous": {}},
        "StopSignal": "SIGINT", "StopTimeout": 17,
        "Healthcheck": {"Test": ["CMD", "true"], "Interval": 5000000000},
        "HostConfig": {
          "NetworkMode": "%1$s-front",
          "Binds": ["%1$s-database:/var/proget/database", "%2$s:/srv/files:ro"],
          "Mounts": [{"Type": "volume", "Target": "/srv/unnamed"}],
          "Tmpfs": {"/run/scratch": "size=1m"},
          "PortBindings": {"80/tcp": [{"HostIp": "127.0.0.1", "HostPort": "38624"}]},
          "RestartPolicy": {"Name": "on-failure", "MaximumRetryCount": 3},
          "Memory": 268435456, "MemorySwap": 536870912, "NanoCpus": 500000000, "PidsLimit": 500,
          "Ulimits": [{"Name": "nofile", "Soft": 1024, "Hard": 2048}],
          "ExtraHosts": ["sql.example.test:10.0.0.9"], "Dns": ["10.0.0.53"], "GroupAdd": ["7"],
          "CapAdd": ["NET_ADMIN"], "CapDrop": ["MKNOD"], "SecurityOpt": ["no-new-privileges"],
          "Sysctls": {"net.ipv4.ip_unprivileged_port_start": "0"}, "OomScoreAdj": 100,
          "Devices": [
            {"PathOnHost": "/dev/null", "PathInContainer": "/dev/none", "CgroupPermissions": "rwm"}
          ],
          "LogConfig": {"Type": "json-file", "Config": {"max-size": "1m"}},
          "ReadonlyRootfs": true, "ShmSize": 134217728
        },
        "NetworkingConfig": {"EndpointsConfig": {"%1$s-front": {
          "IPAMConfig": {"IPv4Address": "10.213.71.77"}, "Aliases": ["packages-alias"]}}}
      }
      """;

  @SuppressWarnings("NullAway.Init")
  private static LiveEngine engine;

  @SuppressWarnings("NullAway.Init")
  private static DockerHost host;

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path files;

  @BeforeAll
  static void come() {
    engine = new LiveEngine();
    host = engine.host();
  }

  @AfterEach
  void clear() {
    engine.clear();
  }

  @AfterAll
  static void leave() {
    engine.close();
  }

  private String everything() {
    engine.network("-front", "10.213.71.0/24");
    String back = engine.network("-back", "10.213.72.0/24");
    engine.volume("-database");
    String id = engine.create("", OLD, LiveEngine.json(EVERYTHING.formatted(engine.name, files)));
    ObjectNode connect = LiveEngine.json("{\"EndpointConfig\":{\"Aliases\":[\"behind\"]}}");
    engine.api.post(
        "/networks/" + back + "/connect", connect.put("Container", id), EngineApi.USUAL);
    return id;
  }

  private static Replacement replacementOf(String id, String release) {
    return new Replacement(
        id, engine.name + "-next", engine.reference(release), engine.pulled(release), UPGRADE);
  }

  private static String replace(String id) {
    return host.createReplacement(replacementOf(id, NEW));
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(entry -> texts.add(entry.asText()));
    return texts;
  }

  @Test
  void carriesTheHostConfigurationUnchanged() {
    String old = everything();
    JsonNode created = engine.inspect(replace(old));

    // Volumes without a name are asked for by the name that they got; compared below.
    ObjectNode before = engine.inspect(old).path("HostConfig").deepCopy();
    ObjectNode after = created.path("HostConfig").deepCopy();
    before.remove("Mounts");
    before.withArray("/Binds").set(0, before.path("Binds").path(0).asText() + ":nocopy");
    after.remove("Mounts");
    assertThat(after).isEqualTo(before);
    assertThat(created.path("State").path("Status").asText()).isEqualTo("created");
  }

  @Test
  void carriesEveryMountIncludingAnonymousVolumes() {
    String old = everything();
    Map<String, String> before = Mounted.volumes(engine.inspect(old));

    JsonNode created = engine.inspect(replace(old));

    assertThat(before).containsOnlyKeys("/var/proget/database", "/srv/anonymous", "/srv/unnamed");
    assertThat(Mounted.volumes(created)).isEqualTo(before);
    assertThat(created.path("Mounts"))
        .anySatisfy(
            mount -> {
              assertThat(mount.path("Source").asText()).isEqualTo(files.toString());
              assertThat(mount.path("RW").asBoolean()).isFalse();
            });
  }

  @Test
  void keepsWhatTheUserSetAndTakesTheRestFromTheNewImage() {
    JsonNode config = engine.inspect(replace(everything())).path("Config");

    assertThat(texts(config.path("Env")))
        .contains("PROGET_SQL_SERVER=Password=hunter2", "STANDIN_MIGRATION_SECONDS=0.1")
        .contains("STANDIN_IMAGE_NOTE=25.0.13")
        .doesNotContain("STANDIN_IMAGE_NOTE=24.0.5");
    assertThat(texts(config.path("Cmd")))
        .containsExactly("/usr/local/proget/service/proget", "run");
    assertThat(config.path("WorkingDir").asText()).isEqualTo("/usr/local/proget/v25");
    assertThat(config.path("Labels").path("org.opencontainers.image.version").asText())
        .isEqualTo(NEW);
    assertThat(config.path("Labels").path("team").asText()).isEqualTo("packages");
    assertThat(config.path("Labels").path(ContainerFacts.UPGRADE_LABEL).asText())
        .isEqualTo(UPGRADE.value());
    assertThat(config.path("Labels").has(ContainerFacts.ROLE_LABEL)).isTrue();
    assertThat(config.path("ExposedPorts").properties())
        .extracting(Map.Entry::getKey)
        .contains("8080/tcp", "80/tcp", "443/tcp");
    assertThat(config.path("Image").asText()).isEqualTo(engine.reference(NEW).toString());
    assertThat(config.path("User").asText()).isEqualTo("root");
    assertThat(config.path("StopSignal").asText()).isEqualTo("SIGINT");
    assertThat(config.path("StopTimeout").asInt()).isEqualTo(17);
    assertThat(config.path("Healthcheck").path("Interval").asLong()).isEqualTo(5_000_000_000L);
    assertThat(config.path("Hostname").asText()).isEqualTo("packages");
    assertThat(config.path("Domainname").asText()).isEqualTo("example.test");
  }

  @Test
  void isOnAllNetworksWithAddressAndAliases() {
    JsonNode networks =
        engine.inspect(replace(everything())).path("NetworkSettings").path("Networks");

    JsonNode front = networks.path(engine.name + "-front");
    JsonNode back = networks.path(engine.name + "-back");
    assertThat(networks).hasSize(2);
    assertThat(front.path("IPAMConfig").path("IPv4Address").asText()).isEqualTo("10.213.71.77");
    assertThat(texts(front.path("Aliases"))).contains("packages-alias");
    assertThat(texts(back.path("Aliases"))).contains("behind");
  }

  @Test
  void dropsTheHostNameThatTheEngineMadeUp() {
    String old = engine.create("", OLD, LiveEngine.json(PLAIN));

    JsonNode created = engine.inspect(replace(old));

    assertThat(created.path("Config").path("Hostname").asText())
        .isEqualTo(created.path("Id").asText().substring(0, 12));
  }

  @Test
  void servesWithTheDataThatTheOldOneWrote() {
    String old =
        engine.create(
            "",
            OLD,
            LiveEngine.json(PLAIN).set("Volumes", LiveEngine.json("{\"/srv/anonymous\":{}}")));
    host.start(old);
    engine.shell(old, "echo precious > /srv/anonymous/file");
    String next = replace(old);
    host.stop(old, Duration.ofSeconds(20));
    host.start(next);
    host.remove(old);

    engine.shell(next, "cp /srv/anonymous/file /var/proget/packages/kept");

    assertThat(host.hasPath(next, "/var/proget/packages/kept")).isTrue();
  }

  @Test
  void createsOnceForAnUpgrade() {
    String old = everything();

    assertThat(replace(old)).isEqualTo(replace(old));
  }

  @Test
  void refusesTheNameOfWhatItDidNotCreate() {
    String old = engine.create("", OLD, LiveEngine.json(PLAIN));
    String foreign = engine.create("-next", OLD, LiveEngine.json(PLAIN));

    assertThatThrownBy(() -> replace(old))
        .isInstanceOf(HostProblem.class)
        .hasMessageContaining("this upgrade did not create it");
    assertThat(host.find(foreign)).isPresent();
  }

  @Test
  void removesAReplacementThatIsNotAsItWasMeant() {
    String old = engine.create("", OLD, LiveEngine.json(PLAIN));
    Replacement wanted = replacementOf(old, NEW);
    String other = engine.pulled("26.0.12");
    Replacement wrong =
        new Replacement(old, wanted.name(), wanted.image(), other, wanted.upgrade());

    assertThatThrownBy(() -> host.createReplacement(wrong))
        .isInstanceOf(HostProblem.class)
        .hasMessageContaining("different are: ")
        .hasMessageContaining("Image")
        .hasMessageEndingWith("I removed it again.");
    assertThat(host.find(wanted.name())).isEmpty();
  }

  @Test
  void discardsTheNewVolumesOnly() {
    String old = everything();
    String next = host.createReplacement(replacementOf(old, "25.0.99"));
    Map<String, String> carried = Mounted.volumes(engine.inspect(old));
    String fresh = Mounted.volume(engine.inspect(next), "/var/proget/extensions");

    host.discard(next);
    host.discard(next);

    assertThat(engine.hasVolume(fresh)).isFalse();
    assertThat(carried.values()).allMatch(engine::hasVolume);
  }
}
