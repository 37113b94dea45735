package dev.inedobot.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inedobot.upgrade.run.HostProblem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Networks and namespaces of a running container in its replacement, on a real engine. */
@ResourceLock("the subnets that several tests ask for")
class CarriedNetworksIT {
  private static final String OLD = "24.0.5";
  private static final String NEW = "25.0.13";
  private static final String MAC = "02:12:34:56:78:9a";

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

  private static String created(String suffix, String json) {
    ObjectNode body = LiveEngine.json(json.formatted(engine.name));
    body.set(
        "Entrypoint",
        EveryOption.value(
            "[\"/bin/sh\", \"-c\", \"trap exit TERM; while :; do sleep 0.1; done\"]"));
    return engine.create(suffix, OLD, body);
  }

  private static String running(String suffix, String json) {
    String id = created(suffix, json);
    engine.host().start(id);
    return id;
  }

  private static void connect(String network, String id, String endpoint) {
    ObjectNode body = LiveEngine.json("{\"EndpointConfig\":" + endpoint + "}");
    engine.api.post(
        "/networks/" + network + "/connect", body.put("Container", id), EngineApi.USUAL);
  }

  private static JsonNode network(String id, String suffix) {
    return engine.inspect(id).path("NetworkSettings").path("Networks").path(engine.name + suffix);
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(entry -> texts.add(entry.asText()));
    return texts;
  }

  @Test
  void keepsStaticAddressesOnTwoNetworksAndAnExplicitMacAddress() {
    engine.network("-front", "10.213.71.0/24", "fd21:3071::/64");
    String back = engine.network("-back", "10.213.72.0/24");
    String old =
        created(
            "",
            """
            {"MacAddress": "02:12:34:56:78:9a", "HostConfig": {"NetworkMode": "%1$s-front"},
             "NetworkingConfig": {"EndpointsConfig": {"%1$s-front": {"IPAMConfig": {
               "IPv4Address": "10.213.71.77", "IPv6Address": "fd21:3071::77"}}}}}
            """);
    connect(back, old, "{\"IPAMConfig\": {\"IPv4Address\": \"10.213.72.77\"}}");
    engine.host().start(old);

    String next = Replaced.create(engine, old, NEW);
    Replaced.swap(engine, old, next);

    assertThat(network(next, "-front").path("IPAddress").asText()).isEqualTo("10.213.71.77");
    assertThat(network(next, "-front").path("GlobalIPv6Address").asText())
        .isEqualTo("fd21:3071::77");
    assertThat(network(next, "-front").path("MacAddress").asText()).isEqualTo(MAC);
    assertThat(network(next, "-back").path("IPAddress").asText()).isEqualTo("10.213.72.77");
  }

  @Test
  void pinsNoAssignedAddressAndNoNameThatTheEngineGave() {
    engine.network("-front", "10.213.71.0/24");
    String back = engine.network("-back", "10.213.72.0/24");
    String old = running("", "{\"HostConfig\": {\"NetworkMode\": \"%1$s-front\"}}");
    connect(back, old, "{}");

    JsonNode created = engine.inspect(Replaced.create(engine, old, NEW));

    assertThat(created.path("Config").path("MacAddress").asText()).isEmpty();
    for (JsonNode network : created.path("NetworkSettings").path("Networks")) {
      assertThat(Emptiness.isEmpty(network.path("IPAMConfig"))).isTrue();
      assertThat(texts(network.path("Aliases"))).doesNotContain(old.substring(0, 12));
    }
  }

  @Test
  void isAskedForByNameWhenTheModeIsAnId() {
    String name = engine.network("-front", "10.213.71.0/24");
    String networkId = engine.api.get("/networks/" + name).path("Id").asText();
    String old = running("", "{\"HostConfig\": {\"NetworkMode\": \"" + networkId + "\"}}");

    String next = Replaced.create(engine, old, NEW);
    Replaced.swap(engine, old, next);

    assertThat(engine.inspect(next).path("HostConfig").path("NetworkMode").asText())
        .isEqualTo(name);
    assertThat(network(next, "-front").path("IPAddress").asText()).startsWith("10.213.71.");
  }

  @Test
  void refusesANetworkThatIsGoneAndTakesOneMadeAnew() {
    String name = engine.network("-front", "10.213.71.0/24");
    String old = created("", "{\"HostConfig\": {\"NetworkMode\": \"%1$s-front\"}}");
    engine.api.delete("/networks/" + name);

    assertThatThrownBy(() -> Replaced.create(engine, old, NEW))
        .isInstanceOf(HostProblem.class)
        .hasMessageContaining("is on the network " + name + ", which the engine no longer has");

    engine.api.post(
        "/networks/create", LiveEngine.json("{\"Name\":\"" + name + "\"}"), EngineApi.USUAL);
    String next = Replaced.create(engine, old, NEW);
    engine.host().start(next);
    assertThat(network(next, "-front").path("IPAddress").asText()).isNotEmpty();
  }

  @Test
  void livesInTheNamespacesOfAnotherContainerAgain() {
    engine.network("-front", "10.213.71.0/24");
    String other =
        running(
            "-other",
            "{\"HostConfig\": {\"NetworkMode\": \"%1$s-front\", \"IpcMode\": \"shareable\"}}");
    String old =
        running(
            "",
            """
            {"HostConfig": {"NetworkMode": "container:%1$s-other", "IpcMode": "container:%1$s-other",
              "PidMode": "container:%1$s-other"}}
            """);

    String next = Replaced.create(engine, old, NEW);
    Replaced.swap(engine, old, next);

    JsonNode host = engine.inspect(next).path("HostConfig");
    for (String mode : List.of("NetworkMode", "IpcMode", "PidMode")) {
      assertThat(host.path(mode).asText()).isEqualTo("container:" + other);
    }
  }

  @Test
  void refusesBeforeTheDowntimeWhenThatOtherContainerIsStopped() {
    engine.network("-front", "10.213.71.0/24");
    String other = running("-other", "{\"HostConfig\": {\"NetworkMode\": \"%1$s-front\"}}");
    String old = running("", "{\"HostConfig\": {\"NetworkMode\": \"container:%1$s-other\"}}");
    engine.host().stop(other, Duration.ofSeconds(1));

    assertThatThrownBy(() -> Replaced.create(engine, old, NEW))
        .isInstanceOf(HostProblem.class)
        .hasMessageContaining("shares the Network of the container " + other)
        .hasMessageContaining("Start that one");
    assertThat(engine.host().find(engine.name + "-next")).isEmpty();
  }

  @Test
  void carriesTheHostsNetworkWithoutItsName() {
    String old = running("", "{\"HostConfig\": {\"NetworkMode\": \"host\"}}");
    String hostName = engine.api.get("/info").path("Name").asText();
    assertThat(engine.inspect(old).path("Config").path("Hostname").asText()).isEqualTo(hostName);

    String next = Replaced.create(engine, old, NEW);

    JsonNode created = engine.inspect(next);
    assertThat(created.path("HostConfig").path("NetworkMode").asText()).isEqualTo("host");
    Replaced.swap(engine, old, next);
    assertThat(engine.host().find(next).orElseThrow().state().serves()).isTrue();
  }

  @Test
  void keepsLinksOfBothKinds() {
    engine.network("-front", "10.213.71.0/24");
    running("-other", "{\"HostConfig\": {\"NetworkMode\": \"%1$s-front\"}}");
    String onNetwork =
        running(
            "",
            """
            {"HostConfig": {"NetworkMode": "%1$s-front"},
             "NetworkingConfig": {"EndpointsConfig": {"%1$s-front": {
               "Links": ["%1$s-other:database"]}}}}
            """);
    String next = Replaced.create(engine, onNetwork, NEW);
    Replaced.swap(engine, onNetwork, next);
    assertThat(texts(network(next, "-front").path("Links")))
        .containsExactly(engine.name + "-other:database");
    engine.shell(next, "ping -c 1 -W 2 database && echo > /reached");
    assertThat(engine.host().hasPath(next, "/reached")).isTrue();

    String legacy =
        created(
            "-legacy",
            "{\"NetworkDisabled\": true, \"HostConfig\": {\"Links\": [\"%1$s-other:database\"]}}");
    String again = Replaced.create(engine, legacy, NEW);
    assertThat(texts(CreateBody.links(engine.inspect(again).path("HostConfig").path("Links"))))
        .containsExactly(engine.name + "-other:database");
  }
}
