package dev.inedobot.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The same container replaced again and again: its configuration neither drifts nor grows. */
@ResourceLock("the subnets that several tests ask for")
class NoDriftIT {
  private static final String FIRST = "24.0.5";

  /** What a container can run with on any machine. */
  private static final String CONTAINER =
      """
      {
        "Hostname": "packages", "Env": ["STANDIN_MIGRATION_SECONDS=0.1", "PROGET_X=a"],
        "Labels": {"team": "packages", "dev.inedobot.upgrade": "earlier2",
          "dev.inedobot.role": "replacement"},
        "ExposedPorts": {"8080/tcp": {}}, "Volumes": {"/srv/anonymous": {}},
        "MacAddress": "02:12:34:56:78:9a", "StopSignal": "SIGTERM", "StopTimeout": 17,
        "Healthcheck": {"Test": ["CMD", "/bin/true"], "Interval": 5000000000},
        "HostConfig": {
          "NetworkMode": "%1$s-front",
          "Binds": ["%1$s-database:/var/proget/database", "%2$s:/srv/files:ro", "/srv/bound"],
          "Mounts": [
            {"Type": "volume", "Target": "/srv/unnamed"},
            {"Type": "tmpfs", "Target": "/run/small", "TmpfsOptions": {"SizeBytes": 1048576}}
          ],
          "Tmpfs": {"/run/scratch": "size=1m"}, "VolumesFrom": ["%1$s-other:ro"],
          "PortBindings": {"80/tcp": [{"HostIp": "127.0.0.1", "HostPort": ""}]},
          "RestartPolicy": {"Name": "unless-stopped"},
          "Memory": 268435456, "PidsLimit": 500, "CapAdd": ["NET_ADMIN"],
          "Ulimits": [{"Name": "nofile", "Soft": 1024, "Hard": 2048}],
          "ExtraHosts": ["sql.example.test:10.0.0.9"], "Dns": ["10.0.0.53"],
          "SecurityOpt": ["no-new-privileges"], "PidMode": "host"
        },
        "NetworkingConfig": {"EndpointsConfig": {"%1$s-front": {
          "IPAMConfig": {"IPv4Address": "10.213.71.77"}, "Aliases": ["packages-alias"]}}}
      }
      """;

  /** What may differ between the first container and the last, and why. */
  private static final Map<String, String> EXPLAINED =
      Map.ofEntries(
          Map.entry("/(Id|Created|State/.*|RestartCount)", "it is another container"),
          Map.entry("/(Hostname|Hosts|ResolvConf|Log)Path", "where the engine keeps its files"),
          Map.entry("/GraphDriver/Data/.*", "where the engine keeps its files"),
          Map.entry("/Config/Labels/dev\\.inedobot\\.upgrade", "says who made it"),
          Map.entry("/HostConfig/VolumesFrom", "what came by it is mounted by name"),
          Map.entry("/HostConfig/(Binds|Mounts)/.*", "by name and with nocopy, from the first on"),
          Map.entry("/Mounts/[^/]*/Mode", "nocopy"),
          Map.entry("/NetworkSettings/Sandbox(ID|Key)", "assigned"),
          Map.entry("/NetworkSettings/Ports/80~tcp", "any port was asked for"),
          Map.entry("/NetworkSettings/Networks/[^/]*/EndpointID", "assigned"),
          Map.entry("/NetworkSettings/Networks/[^/]*-back/(MacAddress|IPAddress)", "assigned"),
          Map.entry("/NetworkSettings/Networks/[^/]*/DNSNames", "has the short id"));

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path files;

  private String running(LiveEngine engine) {
    engine.network("-front", "10.213.71.0/24");
    String back = engine.network("-back", "10.213.72.0/24");
    engine.volume("-database");
    engine.create("-other", FIRST, LiveEngine.json("{\"Volumes\": {\"/srv/lent\": {}}}"));
    String id = engine.create("", FIRST, LiveEngine.json(CONTAINER.formatted(engine.name, files)));
    engine.api.post(
        "/networks/" + back + "/connect",
        LiveEngine.json("{\"EndpointConfig\":{\"Aliases\":[\"behind\"]}}").put("Container", id),
        EngineApi.USUAL);
    engine.host().start(id);
    return id;
  }

  private static String upgraded(LiveEngine engine, String id, String release, String upgrade) {
    String next =
        Replaced.create(engine, id, engine.reference(release), engine.pulled(release), upgrade);
    Replaced.swap(engine, id, next);
    return next;
  }

  /** How many entries everything has that could grow. */
  private static Map<String, Integer> sizes(JsonNode container) {
    Map<String, Integer> sizes = new TreeMap<>();
    JsonNode config = container.path("Config");
    JsonNode host = container.path("HostConfig");
    sizes.put("Env", config.path("Env").size());
    sizes.put("Labels", config.path("Labels").size());
    sizes.put("ExposedPorts", config.path("ExposedPorts").size());
    sizes.put("Volumes", config.path("Volumes").size());
    sizes.put("Binds", host.path("Binds").size());
    sizes.put("HostConfig.Mounts", host.path("Mounts").size());
    sizes.put("SecurityOpt", host.path("SecurityOpt").size());
    sizes.put("Mounts", container.path("Mounts").size());
    container
        .path("NetworkSettings")
        .path("Networks")
        .properties()
        .forEach(it -> sizes.put(it.getKey() + " Aliases", it.getValue().path("Aliases").size()));
    return sizes;
  }

  @Test
  void threeUpgradesAndTheWayBackChangeNothing() {
    try (LiveEngine engine = new LiveEngine()) {
      String id = running(engine);
      JsonNode first = engine.inspect(id);

      id = upgraded(engine, id, "24.0.6", "k7m2qxp1");
      JsonNode second = engine.inspect(id);
      id = upgraded(engine, id, "24.0.7", "k7m2qxp2");
      id = upgraded(engine, id, "24.0.8", "k7m2qxp3");
      id = upgraded(engine, id, FIRST, "k7m2qxp4");
      JsonNode last = engine.inspect(id);

      assertThat(InspectDiff.unexplained(first, last, Collections.emptySortedMap(), EXPLAINED))
          .isEmpty();
      assertThat(sizes(last)).isEqualTo(sizes(second));
      assertThat(last.path("Mounts")).hasSameSizeAs(first.path("Mounts"));
      assertThat(sizes(last)).containsEntry("Labels", sizes(first).get("Labels"));
      assertThat(sizes(last)).containsEntry("Env", sizes(first).get("Env"));
      assertThat(Mounted.volumes(last)).isEqualTo(Mounted.volumes(first));
      assertThat(last.path("State").path("Running").asBoolean()).isTrue();
    }
  }
}
