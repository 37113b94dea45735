package dev.inedobot.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inedobot.image.ImageDigest;
import dev.inedobot.image.ImageReference;
import dev.inedobot.product.Product;
import dev.inedobot.product.ReleaseKind;
import dev.inedobot.product.Version;
import dev.inedobot.product.WayBack;
import dev.inedobot.upgrade.ApprovalRule;
import dev.inedobot.upgrade.UpgradeId;
import dev.inedobot.upgrade.Work;
import dev.inedobot.upgrade.plan.CarryOver;
import dev.inedobot.upgrade.plan.Checked;
import dev.inedobot.upgrade.plan.ContainerFacts;
import dev.inedobot.upgrade.plan.DatabaseHome;
import dev.inedobot.upgrade.plan.DockerCommands;
import dev.inedobot.upgrade.plan.HealthAddress;
import dev.inedobot.upgrade.plan.InstanceSettings;
import dev.inedobot.upgrade.plan.Plan;
import dev.inedobot.upgrade.plan.RestartPolicy;
import dev.inedobot.upgrade.run.ContainerHost.Replacement;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * The printed commands, run by a shell and Docker's own client, make the container that the bot
 * makes.
 */
@ResourceLock("the subnets that several tests ask for")
class CarryOverIT {
  private static final String OLD = "24.0.5";
  private static final String NEW = "25.0.13";

  /** Differs for reasons that docs of {@code docker create} give, and of no consequence. */
  private static final Set<String> CLIENTS_OWN =
      Set.of("AttachStdout", "AttachStderr", "ExposedPorts", "Image", "Labels", "Hostname");

  private static final String MUCH =
      """
      {
        "Hostname": "packages", "Domainname": "example.test", "User": "root", "Tty": true,
        "Env": ["PROGET_SQL_CONNECTION_STRING=Data Source=sql;User ID=sa;Password=hunter2 '$x';",
                "PROGET_ENCRYPTION_KEY=0123456789abcdef0123456789abcdef",
                "MOTTO=it's \\"so\\" $HOME `x` & <y>", "LINES=one\\ntwo", "EMPTY="],
        "Labels": {"team": "packages & more", "deploy.token": "hunter2", "dev.inedobot.upgrade": "earlier2"},
        "Cmd": ["/usr/local/proget/service/proget", "run", "--note", "a 'b' $c"],
        "ExposedPorts": {"8080/tcp": {}}, "Volumes": {"/srv/anonymous": {}},
        "StopSignal": "SIGINT", "StopTimeout": 17,
        "Healthcheck": {"Test": ["CMD-SHELL", "true || false"], "Interval": 5000000000, "Retries": 2},
        "HostConfig": {
          "NetworkMode": "%1$s-front",
          "Binds": ["%1$s-database:/var/proget/database", "%2$s:/srv/files:ro"],
          "Mounts": [{"Type": "volume", "Target": "/srv/unnamed"},
                     {"Type": "tmpfs", "Target": "/srv/tmp", "TmpfsOptions": {"SizeBytes": 1048576, "Mode": 1023}}],
          "Tmpfs": {"/run/scratch": "size=1m"},
          "PortBindings": {"80/tcp": [{"HostIp": "127.0.0.1", "HostPort": "38625"}]},
          "RestartPolicy": {"Name": "on-failure", "MaximumRetryCount": 3},
          "Memory": 268435456, "MemorySwap": 536870912, "MemoryReservation": 134217728,
          "NanoCpus": 500000000, "PidsLimit": 500, "CpusetCpus": "0", "Init": true,
          "Ulimits": [{"Name": "nofile", "Soft": 1024, "Hard": 2048}],
          "ExtraHosts": ["sql.example.test:10.0.0.9"], "Dns": ["10.0.0.53"], "DnsOptions": ["ndots:2"],
          "DnsSearch": ["example.test"], "GroupAdd": ["7"],
          "CapAdd": ["NET_ADMIN"], "CapDrop": ["MKNOD"], "SecurityOpt": ["no-new-privileges"],
          "Sysctls": {"net.ipv4.ip_unprivileged_port_start": "0"}, "OomScoreAdj": 100,
          "Devices": [{"PathOnHost": "/dev/null", "PathInContainer": "/dev/none", "CgroupPermissions": "rwm"}],
          "DeviceCgroupRules": ["c 1:3 mr"],
          "LogConfig": {"Type": "json-file", "Config": {"max-size": "1m"}},
          "ReadonlyRootfs": true, "ShmSize": 134217728, "IpcMode": "shareable"
        },
        "NetworkingConfig": {"EndpointsConfig": {"%1$s-front": {
          "IPAMConfig": {"IPv4Address": "10.213.81.77"}, "Aliases": ["packages-alias"]}}}
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

  private String old() {
    engine.network("-front", "10.213.81.0/24");
    String back = engine.network("-back", "10.213.82.0/24");
    engine.volume("-database");
    String id = engine.create("", OLD, LiveEngine.json(MUCH.formatted(engine.name, files)));
    ObjectNode connect =
        LiveEngine.json(
            "{\"EndpointConfig\":{\"Aliases\":[\"behind\"],\"IPAMConfig\":{\"IPv4Address\":\"10.213.82.7\"}}}");
    engine.api.post(
        "/networks/" + back + "/connect", connect.put("Container", id), EngineApi.USUAL);
    return id;
  }

  private static Plan plan(String id, ImageReference next, ImageDigest digest) {
    Version from = Version.parse(OLD);
    Version to = Version.parse(NEW);
    return new Plan(
        new InstanceSettings(
            "proget",
            Product.PROGET,
            "local",
            engine.name,
            null,
            new ApprovalRule(List.of(), 1, true, Duration.ofMinutes(30)),
            InstanceSettings.Timing.DEFAULT),
        new Plan.Old(
            id,
            from,
            new ContainerFacts.ImageUse("sha256:0", engine.reference(OLD).toString()),
            RestartPolicy.NO,
            Duration.ofSeconds(30),
            ""),
        new Plan.Next(next, digest, to, null),
        ReleaseKind.MAJOR,
        WayBack.find(Product.PROGET, to, from),
        new Plan.Before(
            new HealthAddress(
                HealthAddress.Way.CONFIGURED, URI.create("http://127.0.0.1:1/health")),
            List.of()),
        List.of(),
        Checked.NOTHING,
        DatabaseHome.UNKNOWN,
        Work.UPGRADE);
  }

  /** Runs them up to where the downtime would begin. */
  private static void run(List<String> lines) throws IOException, InterruptedException {
    int end = 0;
    while (!lines.get(end).startsWith("# from here on")) {
      end++;
    }
    ProcessBuilder shell = new ProcessBuilder("sh", "-eu").redirectErrorStream(true);
    shell.environment().put("DOCKER_HOST", engine.dockerHost);
    Process process = shell.start();
    try (OutputStream in = process.getOutputStream()) {
      in.write(String.join("\n", lines.subList(0, end)).getBytes(StandardCharsets.UTF_8));
    }
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }

  @Test
  void thePrintedCommandsMakeWhatTheBotMakes() throws Exception {
    String id = old();
    String imageId = engine.pulled(NEW);
    ImageReference next = engine.reference(NEW);
    ImageDigest digest = host.resolve(next).orElseThrow().digest();
    String before = Fingerprint.of(engine.inspect(id));

    CarryOver carry = host.carryOver(id, next);
    List<String> lines = DockerCommands.of(plan(id, next, digest), carry);

    assertThat(Fingerprint.of(engine.inspect(id))).isEqualTo(before);
    assertThat(carry.toString() + lines).doesNotContain("hunter2", "0123456789abcdef");
    assertThat(carry.inexpressible()).isEmpty();
    assertThat(carry.secretVariables())
        .containsExactly("PROGET_SQL_CONNECTION_STRING", "PROGET_ENCRYPTION_KEY");
    run(
        lines.stream()
            .map(
                line ->
                    line.replace(
                        "'deploy.token=<as it is in the old container>'", "deploy.token=hunter2"))
            .toList());
    JsonNode byHand = engine.inspect(engine.name + "-next");
    engine.api.delete("/containers/" + byHand.path("Id").asText());
    String created =
        host.createReplacement(
            new Replacement(id, engine.name + "-next", next, imageId, new UpgradeId("k7m2qxp4")));

    assertSame(byHand, engine.inspect(created));
  }

  private static void assertSame(JsonNode byHand, JsonNode byBot) {
    Set<String> elsewhere = Set.of("Binds", "Mounts", "Links", "CapAdd", "CapDrop");
    assertThat(fields(byHand.path("HostConfig"), elsewhere))
        .isEqualTo(fields(byBot.path("HostConfig"), elsewhere));
    // Docker's client sends them in any order.
    assertThat(texts(byHand.path("HostConfig").path("Binds")))
        .isEqualTo(texts(byBot.path("HostConfig").path("Binds")));
    for (String field : List.of("CapAdd", "CapDrop")) {
      assertThat(capabilities(byHand, field)).isEqualTo(capabilities(byBot, field));
    }
    Map<String, JsonNode> config = fields(byHand.path("Config"), CLIENTS_OWN);
    Map<String, JsonNode> expected = fields(byBot.path("Config"), CLIENTS_OWN);
    assertThat(texts(config.remove("Env"))).isEqualTo(texts(expected.remove("Env")));
    assertThat(config).isEqualTo(expected);
    assertThat(byHand.path("Config").path("Hostname").asText()).isEqualTo("packages");
    assertThat(labels(byHand)).isEqualTo(labels(byBot));
    assertThat(byHand.path("Image")).isEqualTo(byBot.path("Image"));
    assertThat(mounts(byHand)).isEqualTo(mounts(byBot));
    assertThat(networks(byHand)).isEqualTo(networks(byBot));
  }

  private static Map<String, JsonNode> fields(JsonNode of, Set<String> except) {
    Map<String, JsonNode> fields = new TreeMap<>();
    of.properties()
        .forEach(
            field -> {
              if (!except.contains(field.getKey()) && !Emptiness.isEmpty(field.getValue())) {
                fields.put(field.getKey(), Emptiness.stripped(field.getValue()));
              }
            });
    fields.remove("ConsoleSize");
    return fields;
  }

  private static Set<String> texts(@org.jspecify.annotations.Nullable JsonNode list) {
    Set<String> texts = new TreeSet<>();
    if (list != null) {
      list.forEach(element -> texts.add(element.asText()));
    }
    return texts;
  }

  /** NET_ADMIN and CAP_NET_ADMIN are the same; newer clients write the latter. */
  private static List<String> capabilities(JsonNode container, String field) {
    return texts(container.path("HostConfig").path(field)).stream()
        .map(name -> name.replaceFirst("^CAP_", ""))
        .toList();
  }

  private static Map<String, String> labels(JsonNode container) {
    Map<String, String> labels = new TreeMap<>();
    container
        .path("Config")
        .path("Labels")
        .properties()
        .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
    labels.remove(ContainerFacts.UPGRADE_LABEL);
    labels.remove(ContainerFacts.ROLE_LABEL);
    return labels;
  }

  private static Set<String> mounts(JsonNode container) {
    Set<String> mounts = new TreeSet<>();
    for (JsonNode mount : container.path("Mounts")) {
      String name = mount.path("Name").asText();
      // What the new image alone declares gets a new volume each time.
      boolean fresh = mount.path("Destination").asText().equals("/var/proget/extensions");
      mounts.add(
          "%s %s %s %s"
              .formatted(
                  mount.path("Type").asText(),
                  fresh ? "new" : name.isEmpty() ? mount.path("Source").asText() : name,
                  mount.path("Destination").asText(),
                  mount.path("RW").asBoolean()));
    }
    return mounts;
  }

  private static Map<String, String> networks(JsonNode container) {
    Map<String, String> networks = new TreeMap<>();
    container
        .path("NetworkSettings")
        .path("Networks")
        .properties()
        .forEach(
            network -> {
              Set<String> aliases = texts(network.getValue().path("Aliases"));
              aliases.remove(container.path("Id").asText().substring(0, 12));
              aliases.remove(engine.name + "-next");
              networks.put(
                  network.getKey(),
                  Emptiness.stripped(network.getValue().path("IPAMConfig")) + " " + aliases);
            });
    return networks;
  }
}
