package dev.inedobot.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inedobot.chaos.ChangingCalls;
import dev.inedobot.chaos.EngineProxy;
import dev.inedobot.chaos.Fault;
import dev.inedobot.upgrade.run.ContainerHost.Execution;
import dev.inedobot.upgrade.run.HostProblem;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Programs that are run in a running container, on a real engine. */
class ExecutionsIT {
  private static final String SECRET = "hunter2-and-more";
  private static final Duration LONG_ENOUGH = Duration.ofMinutes(5);
  private static final Duration SHORT = Duration.ofSeconds(2);

  /** The call has its effect, and what the program writes is lost with the answer. */
  private static final Set<Fault> LOSING_OUTPUT =
      EnumSet.of(Fault.PERFORM_AND_DROP, Fault.PERFORM_AND_HANG, Fault.CUT_ANSWER);

  @SuppressWarnings("NullAway.Init")
  private static LiveEngine engine;

  @SuppressWarnings("NullAway.Init")
  private static DockerHost host;

  @SuppressWarnings("NullAway.Init")
  private static String container;

  @BeforeAll
  static void come() {
    engine = new LiveEngine();
    host = engine.host();
    container = idle("");
  }

  @AfterAll
  static void leave() {
    engine.close();
  }

  private static String idle(String suffix) {
    String id =
        engine.create(
            suffix,
            "24.0.5",
            LiveEngine.json(
                "{\"Cmd\":[\"/bin/sleep\",\"600\"],\"HostConfig\":{\"NetworkMode\":\"none\"}}"));
    host.start(id);
    return id;
  }

  private static Execution shell(String script) {
    return new Execution(List.of("sh", "-c", script), Map.of(), LONG_ENOUGH);
  }

  /** What a script writes. */
  private static List<String> written(String script) {
    List<String> lines = new ArrayList<>();
    assertThat(host.exec(container, shell(script), lines::add)).as(script).isZero();
    return lines;
  }

  @Test
  void tellsEachLineAsText() {
    assertThat(written("printf 'one\\ntwo\\r\\n\\377\\nlast'"))
        .containsExactly("one", "two", "\uFFFD", "last");
    assertThat(written("echo out; echo problem >&2")).containsExactlyInAnyOrder("out", "problem");
    assertThat(written("head -c 10000 /dev/zero | tr '\\0' x"))
        .containsExactly("x".repeat(4000) + "…");
    assertThat(written("true")).isEmpty();
  }

  @Test
  void tellsALineWhileTheProgramGoesOn() {
    List<String> seen = new ArrayList<>();

    int code =
        host.exec(
            container,
            shell("echo ready; while [ ! -e /tmp/go ]; do sleep 0.2; done; echo gone"),
            line -> {
              seen.add(line);
              if (line.equals("ready")) {
                engine.shell(container, "touch /tmp/go");
              }
            });

    assertThat(code).isZero();
    assertThat(seen).containsExactly("ready", "gone");
  }

  @Test
  void passesTheExitCodeOn() {
    assertThat(host.exec(container, shell("exit 3"), line -> {})).isEqualTo(3);
  }

  @Test
  void aProgramThatIsNotThereHasAnExitCodeToo() {
    List<String> lines = new ArrayList<>();
    Execution nothing = new Execution(List.of("/bin/nothing"), Map.of(), LONG_ENOUGH);

    assertThat(host.exec(container, nothing, lines::add)).isIn(126, 127);
    assertThat(String.join("\n", lines)).contains("/bin/nothing");
  }

  @Test
  void waitsForAProgramThatIsSilentForLongerThanItLooks() {
    assertThat(written("sleep 12; echo late")).containsExactly("late");
  }

  @Test
  void hearsTheEndOfAProgramThatIsSilentForLongerThanTheConnectionLasts() {
    try (EngineProxy proxy = EngineProxy.inFrontOf(engine.dockerHost, new ChangingCalls())) {
      DockerHost impatient = LiveEngine.through(proxy.address(), SHORT);

      assertThat(impatient.exec(container, shell("sleep 6; exit 7"), line -> {})).isEqualTo(7);
    }
  }

  @Test
  void hearsTheEndThoughTheConnectionIsDead() {
    ChangingCalls changing = new ChangingCalls().fail(2, Fault.PERFORM_AND_HANG);
    try (EngineProxy proxy = EngineProxy.inFrontOf(engine.dockerHost, changing)) {
      DockerHost patient = LiveEngine.through(proxy.address());

      assertThat(patient.exec(container, shell("exit 7"), line -> {})).isEqualTo(7);
    }
  }

  @Test
  void runsOnceWhicheverCallFails() {
    for (Fault fault : Fault.values()) {
      for (int call = 1; call <= 2; call++) {
        String file = "/tmp/" + fault + call;
        List<String> lines = new ArrayList<>();
        ChangingCalls changing = new ChangingCalls().fail(call, fault);
        try (EngineProxy proxy = EngineProxy.inFrontOf(engine.dockerHost, changing)) {
          DockerHost through = LiveEngine.through(proxy.address(), SHORT);

          int code =
              through.exec(
                  container,
                  shell("echo once >> %s; echo said; exit 5".formatted(file)),
                  lines::add);

          assertThat(code).as("%s, call %d", fault, call).isEqualTo(5);
          assertThat(changing.calls()).hasSizeGreaterThanOrEqualTo(2);
        }
        assertThat(written("cat " + file)).as("%s, call %d", fault, call).containsExactly("once");
        if (call == 1 || !LOSING_OUTPUT.contains(fault)) {
          assertThat(lines).as("%s, call %d", fault, call).containsExactly("said");
        }
      }
    }
  }

  @Test
  void givesUpOnAProgramThatTakesTooLongAndSaysThatItMayGoOn() {
    Execution endless = new Execution(List.of("sleep", "60"), Map.of(), SHORT);

    assertThatThrownBy(() -> host.exec(container, endless, line -> {}))
        .isInstanceOf(HostProblem.class)
        .hasMessage(
            "Tried to run sleep in the container %s, but it did not end within 2 s. It may go on: an"
                    .formatted(container.substring(0, 12))
                + " engine can't end it.");
  }

  @Test
  void aSecretReachesTheProgramAndNothingElse() {
    Execution execution =
        new Execution(
            List.of("sh", "-c", "test \"$SQLCMDPASSWORD\" = " + SECRET),
            Map.of("SQLCMDPASSWORD", SECRET),
            LONG_ENOUGH);
    String notRunning =
        engine.create(
            "-still", "24.0.5", LiveEngine.json("{\"HostConfig\":{\"NetworkMode\":\"none\"}}"));

    assertThat(host.exec(container, execution, line -> {})).isZero();
    assertThatThrownBy(() -> host.exec(notRunning, execution, line -> {}))
        .isInstanceOf(HostProblem.class)
        .hasMessageContaining("not running")
        .satisfies(problem -> assertThat(chain(problem)).doesNotContain(SECRET));
    assertThat(engine.inspect(container).toString()).doesNotContain(SECRET);
  }

  @Test
  void noSecretIsInWhatAnEngineComplainsOf() {
    Execution execution =
        new Execution(List.of("true"), Map.of("SQLCMDPASSWORD", SECRET), LONG_ENOUGH);

    assertThatThrownBy(() -> host.exec(SECRET, execution, line -> {}))
        .isInstanceOf(HostProblem.class)
        .hasMessageEndingWith("but that failed: the engine's answer can't be shown.");
  }

  private static String chain(Throwable problem) {
    StringBuilder text = new StringBuilder();
    for (Throwable each = problem; each != null; each = each.getCause()) {
      text.append(each).append('\n');
    }
    return text.toString();
  }

  @Test
  void saysThatTheOutcomeIsNotKnownWhenTheContainerGoesAway() {
    String doomed = idle("-doomed");
    Consumer<String> remove = line -> engine.api.delete("/containers/" + doomed + "?force=true");

    assertThatThrownBy(() -> host.exec(doomed, shell("echo here; sleep 60"), remove))
        .isInstanceOfSatisfying(
            HostProblem.class, problem -> assertThat(problem.isUnreachable()).isFalse())
        .hasMessageEndingWith("Whether it ran and how it ended is not known.");
  }

  @Test
  void saysSoWhenThereIsNoEngine() {
    DockerHost gone =
        LiveEngine.through(
            new EngineAddress(URI.create("unix:///nowhere/docker.sock"), null, null));

    assertThatThrownBy(() -> gone.exec(container, shell("true"), line -> {}))
        .isInstanceOfSatisfying(
            HostProblem.class, problem -> assertThat(problem.isUnreachable()).isTrue());
  }
}
