package dev.inedobot.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inedobot.upgrade.UpgradeId;
import dev.inedobot.upgrade.plan.ContainerFacts;
import dev.inedobot.upgrade.run.ContainerHost.Replacement;
import dev.inedobot.upgrade.run.ContainerHost.Task;
import java.nio.file.Path;
import java.util.LinkedHashMap;
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
 * A container that uses every option there is, inspected before and after it is replaced: all that
 * differs is explained here, one by one, and independently of what the product compares itself.
 */
@ResourceLock("the subnets that several tests ask for")
class RoundTripIT {
  private static final String OLD = "24.0.5";
  private static final String NEW = "25.0.13";

  /** What may differ, and why. */
  private static final Map<String, String> EXPLAINED =
      Map.ofEntries(
          Map.entry("/(Id|Created|Name|Image)", "it is another container, of another image"),
          Map.entry("/Config/Image", "it is another image"),
          Map.entry("/(Hostname|Hosts|ResolvConf|Log)Path", "where the engine keeps its files"),
          Map.entry("/GraphDriver/Data/.*", "where the engine keeps its files"),
          Map.entry("/Config/Labels/dev\\.inedobot\\.(upgrade|role)", "says who made it"),
          Map.entry("/HostConfig/ContainerIDFile", "docker run wrote that file, and the bot won't"),
          Map.entry("/HostConfig/VolumesFrom", "what came by it is mounted by name"),
          Map.entry("/HostConfig/Mounts/~srv~lent.*", "what came by --volumes-from"),
          Map.entry("/HostConfig/Mounts/~srv~(anonymous|bound)/.*", "by the name that it got"),
          Map.entry("/HostConfig/Mounts/~srv~unnamed/Source", "by the name that it got"),
          Map.entry("/HostConfig/Binds/", "one without a name is mounted by the name that it got"),
          Map.entry("/HostConfig/Mounts/[^/]*/VolumeOptions/NoCopy", "keeps volumes as they are"),
          Map.entry("/HostConfig/Binds/~(var~proget~database|srv~read)", "got nocopy"),
          Map.entry("/Mounts/[^/]*/Mode", "nocopy, or a bind that became a mount"),
          Map.entry("/Mounts/~run~scratch/(Name|Source)", "an empty volume under a tmpfs"),
          Map.entry("/HostConfig/Links/[^/]*", "names the container that it belongs to"));

  /** What may differ in a container for a task besides, and why. */
  private static final Map<String, String> A_TASK_ALONE =
      Map.ofEntries(
          Map.entry("/(Path|Args)", "its process is its own"),
          Map.entry("/Config/(Entrypoint|Cmd)", "its process is its own"),
          Map.entry("/Config/Healthcheck/.*", "nobody checks it"),
          Map.entry("/Config/(Hostname|Domainname|MacAddress)", "the other one's"),
          Map.entry("/Config/(Tty|OpenStdin|StdinOnce|AttachStdin)", "nobody sits before it"),
          Map.entry("/Config/Labels/.*", "others know what is theirs by them"),
          Map.entry("/HostConfig/(PortBindings.*|PublishAllPorts)", "the other one's"),
          Map.entry("/HostConfig/RestartPolicy/.*", "it runs once"),
          Map.entry("/NetworkSettings/Networks/[^/]*/(IPAMConfig|Aliases).*", "the other one's"),
          Map.entry("/NetworkSettings/Networks/[^/]*/MacAddress", "the other one's"));

  /** Members that can't be unlike what a plain container has, and why. */
  private static final Map<String, String> UNUSED =
      Map.of(
          "Config/Image", "every container has one; compared",
          "HostConfig/Cgroup", "for the engine's own use: no client sets it",
          "HostConfig/Isolation", "Windows; Linux takes only the default");

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

  private static String otherwise() {
    engine.create("-linked", OLD, LiveEngine.json("{\"HostConfig\":{\"NetworkMode\":\"none\"}}"));
    return engine.create("-otherwise", OLD, EveryOption.otherwise(engine.name));
  }

  /** The first container, with all of it that this machine can do. */
  private String main() {
    engine.network("-front", "10.213.71.0/24", "fd21:3071::/64");
    engine.network("-back", "10.213.72.0/24");
    List.of("-database", "-read", "-mounted").forEach(engine::volume);
    String other =
        engine.create(
            "-other",
            OLD,
            LiveEngine.json(
                """
                {"Volumes": {"/srv/lent": {}},
                 "HostConfig": {"NetworkMode": "none", "IpcMode": "shareable",
                   "Binds": ["%s:/srv/lent-files"]}}
                """
                    .formatted(files)));
    engine.host().start(other);
    ObjectNode body = EveryOption.main(engine.name, files.toString());
    ObjectNode host = body.withObject("/HostConfig");
    taken().forEach(host::set);
    if (host.has("Memory")) {
      host.put("MemorySwap", 536_870_912);
    }
    String id = engine.create("", OLD, body);
    ObjectNode connect =
        LiveEngine.json(
            """
            {"EndpointConfig": {"IPAMConfig": {"IPv4Address": "10.213.72.77"},
              "Aliases": ["behind"], "DriverOpts": {"com.example.option": "two"}}}
            """);
    engine.api.post(
        "/networks/" + engine.name + "-back/connect",
        connect.put("Container", id),
        EngineApi.USUAL);
    return id;
  }

  /** Those of the options that depend on the machine that this one takes; it says why not. */
  private Map<String, JsonNode> taken() {
    Map<String, JsonNode> taken = new LinkedHashMap<>();
    EveryOption.dependingOnTheMachine()
        .forEach(
            (option, given) -> {
              JsonNode value = EveryOption.value(given[0]);
              String complaint = complaint(option, value);
              if (complaint.isEmpty()) {
                taken.put(option, value);
              } else {
                System.out.println("not taken: " + option + ": " + complaint);
                assertThat(complaint).as(option).containsPattern(given[1]);
              }
            });
    return taken;
  }

  /** Empty if the engine creates a container with that option and shows it. */
  private static String complaint(String option, JsonNode value) {
    ObjectNode body = LiveEngine.json("{\"HostConfig\":{\"NetworkMode\":\"none\"}}");
    body.withObject("/HostConfig").set(option, value);
    body.put("Image", engine.reference(OLD).toString());
    JsonNode answer;
    try {
      answer =
          engine.api.post("/containers/create?name=" + engine.name + "-try", body, EngineApi.USUAL);
    } catch (EngineFailure refused) {
      return String.valueOf(refused.getMessage());
    }
    String id = answer.path("Id").asText();
    JsonNode shown = engine.inspect(id).path("HostConfig").path(option);
    engine.api.delete("/containers/" + id);
    return shown.equals(value) ? "" : "instead " + shown + ", " + answer.path("Warnings");
  }

  private static JsonNode replaced(String id) {
    String next =
        engine
            .host()
            .createReplacement(
                new Replacement(
                    id,
                    engine.name + "-next",
                    engine.reference(NEW),
                    engine.pulled(NEW),
                    new UpgradeId("k7m2qxp4")));
    return engine.inspect(next);
  }

  private static Map<String, String> unexplained(String id) {
    return unexplained(id, replaced(id), EXPLAINED);
  }

  private static Map<String, String> unexplained(
      String id, JsonNode after, Map<String, String> explained) {
    JsonNode before = engine.inspect(id);
    return InspectDiff.unexplained(
        before, after, InspectDiff.between(image(before), image(after)), explained);
  }

  private static JsonNode image(JsonNode container) {
    return engine.api.get("/images/" + container.path("Image").asText() + "/json");
  }

  @Test
  void nothingOfEveryOptionIsLost() {
    engine.pulled(OLD);

    assertThat(unexplained(main())).isEmpty();
  }

  @Test
  void nothingOfTheOptionsThatExcludeTheseIsLost() {
    assertThat(unexplained(otherwise())).isEmpty();
  }

  @Test
  void nothingThatATaskNeedsIsLostAndNothingElseIsCarried() {
    engine.pulled(OLD);
    String id = main();
    Task task =
        new Task(
            id,
            engine.name + "-task",
            engine.pulled(NEW),
            List.of("/usr/local/proget/service/proget", "upgradedb"),
            new UpgradeId("k7m2qxp4"),
            "upgradedb");

    String created = engine.host().createTask(task);
    JsonNode made = engine.inspect(created);
    engine.api.delete("/containers/" + created + "?v=true");

    Map<String, String> explained = new TreeMap<>(EXPLAINED);
    explained.putAll(A_TASK_ALONE);
    assertThat(unexplained(id, made, explained)).isEmpty();
    assertThat(made.path("Path").asText()).isEqualTo("/usr/local/proget/service/proget");
    assertThat(ContainerJson.texts(made.path("Args"))).containsExactly("upgradedb");
    JsonNode labels = made.path("Config").path("Labels");
    assertThat(labels.path(ContainerFacts.ROLE_LABEL).asText()).isEqualTo("upgradedb");
    assertThat(labels.has("team")).isFalse();
    assertThat(made.path("HostConfig").path("PortBindings")).isEmpty();
    assertThat(made.path("HostConfig").path("PublishAllPorts").asBoolean()).isFalse();
    assertThat(made.path("HostConfig").path("RestartPolicy").path("Name").asText()).isEqualTo("no");
    assertThat(made.path("Config").path("Healthcheck").path("Test").path(0).asText())
        .isEqualTo("NONE");
    for (JsonNode network : made.path("NetworkSettings").path("Networks")) {
      assertThat(Emptiness.isEmpty(network.path("IPAMConfig"))).isTrue();
      assertThat(network.toString()).doesNotContain("packages-alias", "behind");
    }
    assertThat(made.path("Config").path("Hostname").asText()).isEqualTo(created.substring(0, 12));
  }

  @Test
  void everyMemberThatTheEngineShowsIsUsed() {
    JsonNode plain = engine.inspect(engine.create("-plain", OLD, LiveEngine.json("{}")));
    JsonNode main = engine.inspect(main());
    JsonNode otherwise = engine.inspect(otherwise());
    Set<String> unused = new TreeSet<>();
    for (String part : List.of("Config", "HostConfig")) {
      main.path(part)
          .fieldNames()
          .forEachRemaining(
              field -> {
                JsonNode usual = plain.path(part).path(field);
                if (usual.equals(main.path(part).path(field))
                    && usual.equals(otherwise.path(part).path(field))) {
                  unused.add(part + "/" + field);
                }
              });
    }
    Set<String> known = new TreeSet<>(UNUSED.keySet());
    Map<String, JsonNode> taken = taken();
    EveryOption.dependingOnTheMachine().keySet().stream()
        .filter(option -> !taken.containsKey(option))
        .forEach(option -> known.add("HostConfig/" + option));

    assertThat(known).containsAll(unused);
  }
}
