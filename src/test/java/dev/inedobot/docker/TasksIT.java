package dev.inedobot.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inedobot.chaos.ChangingCalls;
import dev.inedobot.chaos.EngineProxy;
import dev.inedobot.chaos.Fault;
import dev.inedobot.chaos.Faults;
import dev.inedobot.upgrade.UpgradeId;
import dev.inedobot.upgrade.run.ContainerHost.Task;
import dev.inedobot.upgrade.run.HostProblem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Containers for one task, beside the one whose settings they have, on a real engine. */
class TasksIT {
  private static final String OLD = "24.0.5";
  private static final String NEW = "25.0.13";
  private static final Duration LONG_ENOUGH = Duration.ofMinutes(5);
  private static final String PLAIN = "{\"HostConfig\":{\"NetworkMode\":\"none\"}}";

  @SuppressWarnings("NullAway.Init")
  private static LiveEngine engine;

  @SuppressWarnings("NullAway.Init")
  private static DockerHost host;

  private final List<String> lines = new ArrayList<>();

  @BeforeAll
  static void come() {
    engine = new LiveEngine();
    host = engine.host();
  }

  @AfterEach
  void clear() {
    // A task has none of the labels by which the rest is found.
    for (String role : List.of("upgradedb", "restore")) {
      host.find(engine.name + "-" + role)
          .ifPresent(task -> engine.api.delete("/containers/" + task.id() + "?force=true&v=true"));
    }
    engine.clear();
  }

  @AfterAll
  static void leave() {
    engine.close();
  }

  private static Task task(String container, String role, String script) {
    return new Task(
        container,
        engine.name + "-" + role,
        engine.pulled(NEW),
        List.of("/bin/sh", "-c", script),
        new UpgradeId("k7m2qxp4"),
        role);
  }

  private OptionalInt end(String task) {
    return host.awaitEnd(task, LONG_ENOUGH, lines::add);
  }

  @Test
  void worksOnTheDataOfTheOtherOneWhileThatOneRuns() {
    String network = engine.network("-front", "10.213.91.0/24");
    String old =
        engine.create(
            "",
            OLD,
            LiveEngine.json(
                """
                {"Hostname": "packages", "Cmd": ["/bin/sleep", "600"], "Volumes": {"/srv/own": {}},
                 "Env": ["PROGET_SQL_CONNECTION_STRING=Password=hunter2"],
                 "Labels": {"com.docker.compose.service": "proget"},
                 "HostConfig": {
                   "NetworkMode": "%1$s", "RestartPolicy": {"Name": "always"},
                   "PortBindings": {"80/tcp": [{"HostIp": "127.0.0.1", "HostPort": "38691"}]}},
                 "NetworkingConfig": {"EndpointsConfig": {"%1$s": {
                   "IPAMConfig": {"IPv4Address": "10.213.91.77"}, "Aliases": ["packages"]}}}}
                """
                    .formatted(network)));
    host.start(old);
    engine.shell(old, "echo precious > /srv/own/file");

    String task =
        host.createTask(
            task(
                old,
                "upgradedb",
                "cat /srv/own/file; echo $PROGET_SQL_CONNECTION_STRING; echo problem >&2; printf end;"
                    + " exit 3"));
    host.start(task);

    assertThat(end(task)).hasValue(3);
    assertThat(lines).containsExactlyInAnyOrder("precious", "Password=hunter2", "problem", "end");
    assertThat(host.find(old).orElseThrow().state().serves()).isTrue();
    JsonNode made = engine.inspect(task);
    assertThat(Mounted.volumes(made)).isEqualTo(Mounted.volumes(engine.inspect(old)));
    assertThat(made.path("NetworkSettings").path("Networks").has(network)).isTrue();
    assertThat(made.path("Config").path("Labels").toString()).doesNotContain("compose");
    assertThat(made.path("State").path("Running").asBoolean()).isFalse();

    lines.clear();
    assertThat(end(task)).hasValue(3);
    assertThat(lines).hasSize(4);
    host.discard(task);
    assertThat(engine.hasVolume(Mounted.volume(engine.inspect(old), "/srv/own"))).isTrue();
  }

  @Test
  void isCreatedOnceForAnUpgradeAndARoleWhicheverCallFails() {
    String old = engine.create("", OLD, LiveEngine.json(PLAIN));
    Task wanted = task(old, "upgradedb", "true");
    for (Fault fault : Fault.values()) {
      ChangingCalls changing = new ChangingCalls().fail(1, fault);
      try (EngineProxy proxy = EngineProxy.inFrontOf(engine.dockerHost, changing)) {
        DockerHost through = LiveEngine.through(proxy.address(), Duration.ofSeconds(2));

        String id = through.createTask(wanted);

        assertThat(host.createTask(wanted)).as("%s", fault).isEqualTo(id);
        assertThat(host.find(wanted.name()))
            .as("%s", fault)
            .hasValueSatisfying(made -> assertThat(made.hasATask()).isTrue());
        host.discard(id);
      }
    }
  }

  @Test
  void theNameOfAnotherTaskIsNotTaken() {
    String old = engine.create("", OLD, LiveEngine.json(PLAIN));
    Task wanted = task(old, "restore", "true");
    host.createTask(wanted);
    Task other =
        new Task(
            old, wanted.name(), wanted.imageId(), wanted.command(), wanted.upgrade(), "upgradedb");

    assertThatThrownBy(() -> host.createTask(other))
        .isInstanceOf(HostProblem.class)
        .hasMessageContaining("this upgrade did not create it");
  }

  /** The first calls for the log fail. */
  private static final class LosingLogs implements Faults {
    private final Fault fault;
    private final AtomicInteger calls = new AtomicInteger();

    LosingLogs(Fault fault) {
      this.fault = fault;
    }

    @Override
    public @Nullable Fault of(String method, String path) {
      return path.contains("/logs") && calls.getAndIncrement() < 2 ? fault : null;
    }
  }

  private void assertTold(OptionalInt code, Object when) {
    assertThat(code).as("%s", when).hasValue(5);
    assertThat(lines).as("%s", when).containsExactly("one", "two", "three", "four");
    lines.clear();
  }

  /** It is silent for longer than the connection lasts. */
  @Test
  void eachLineIsToldOnceHoweverOftenTheLogBreaksOff() {
    String old = engine.create("", OLD, LiveEngine.json(PLAIN));
    String task =
        host.createTask(
            task(old, "upgradedb", "echo one; echo two; sleep 5; echo three; echo four; exit 5"));
    host.start(task);
    try (EngineProxy proxy = EngineProxy.inFrontOf(engine.dockerHost, new ChangingCalls())) {
      DockerHost through = LiveEngine.through(proxy.address(), Duration.ofSeconds(2));

      assertTold(through.awaitEnd(task, LONG_ENOUGH, lines::add), "silent");
    }
    for (Fault fault :
        List.of(Fault.CUT_ANSWER, Fault.ANSWER_500, Fault.DROP_BEFORE, Fault.HANG_BEFORE)) {
      try (EngineProxy proxy = EngineProxy.inFrontOf(engine.dockerHost, new LosingLogs(fault))) {
        DockerHost through = LiveEngine.through(proxy.address(), Duration.ofSeconds(2));

        assertTold(through.awaitEnd(task, LONG_ENOUGH, lines::add), fault);
      }
    }
  }

  @Test
  void aLogThatCanNotBeReadDoesNotHideTheEnd() {
    ObjectNode silent = LiveEngine.json(PLAIN);
    silent.withObject("/HostConfig/LogConfig").put("Type", "none");
    String old = engine.create("", OLD, silent);
    String task = host.createTask(task(old, "restore", "echo unheard; sleep 1; exit 4"));
    host.start(task);

    assertThat(end(task)).hasValue(4);
    assertThat(lines).isEmpty();
  }

  @Test
  void whatStillRunsHasNotEnded() {
    String old = engine.create("", OLD, LiveEngine.json(PLAIN));
    String task = host.createTask(task(old, "restore", "echo begun; sleep 600"));

    assertThatThrownBy(() -> end(task))
        .isInstanceOf(HostProblem.class)
        .hasMessageEndingWith("but it was never started.");
    host.start(task);
    assertThat(host.awaitEnd(task, Duration.ofSeconds(2), lines::add)).isEmpty();
    assertThat(lines).containsExactly("begun");
    engine.api.delete("/containers/" + task + "?force=true");
    assertThatThrownBy(() -> end(task))
        .isInstanceOf(HostProblem.class)
        .hasMessageContaining("No such container");
  }
}
