package dev.inedobot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.DockerException;
import dev.inedobot.demo.standin.StandInProduct;
import dev.inedobot.demo.standin.StandInTag;
import dev.inedobot.demo.workspace.Posted;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What becomes of an upgrade to, or from, a release that misbehaves, for the three kinds of pairs:
 * a maintenance release, a major from which Inedo allows the way back, and a jump from which it
 * needs a database restore. The scenarios run side by side, as they mostly wait.
 */
@Tag("docker")
final class MisbehavingReleaseIT {
  private static final int AT_ONCE = 12;
  private static final int WORKSPACES = 4;
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /** Meant to end by itself: however slow the machine is, the deadline is not what ends it. */
  private static final String SLOW = "stable-for: 2s, health-timeout: 90s, stop-timeout: 10s";

  /** Meant to reach the deadline; the old one, too, has that long to be healthy again. */
  private static final String SHORT = "stable-for: 2s, health-timeout: 20s, stop-timeout: 10s";

  /** Longer than {@link dev.inedobot.demo.standin.Misbehaviour#DIES_LATER} lives. */
  private static final String STABLE = "stable-for: 8s, health-timeout: 60s, stop-timeout: 10s";

  private static final String STUBBORN = "stable-for: 2s, health-timeout: 20s, stop-timeout: 2s";

  /** How a scenario ends. */
  private enum End {
    /** The new one serves, the old one is gone. */
    SUCCEEDED("Succeeded"),
    /** The old one serves again, the new one is gone. */
    ROLLED_BACK("Rolled back"),
    /** The new one is left as it is, the old one stands by, stopped; a person is asked. */
    LEFT("Needs attention"),
    /**
     * The old one has its name again but does not serve, the new one is gone; a person is asked.
     */
    STUCK("Needs attention"),
    /** A person is asked, and then it becomes healthy by itself. */
    LATE("Needs attention");

    private final String words;

    End(String words) {
      this.words = words;
    }
  }

  /**
   * One upgrade.
   *
   * @param instance also says what it shows
   * @param from the release that runs
   * @param said what the thread has to tell
   * @param environment further variables of the container
   */
  private record Scenario(
      String instance,
      String from,
      String to,
      End end,
      String timing,
      String said,
      List<String> environment) {
    Scenario(String instance, String from, String to, End end, String timing, String said) {
      this(instance, from, to, end, timing, said, List.of());
    }

    @Override
    public String toString() {
      return "%s, %s to %s: %s".formatted(instance, from, to, end);
    }
  }

  /**
   * The releases are those that are kept for a misbehaviour: 90 never healthy, 91 crash loop, 92
   * wrong version, 93 ignores TERM, 94 refuses the next schema, 95 unwell, 96 dies later, 97 and 98
   * with a health check, 99 declares a volume.
   *
   * <p>What is not here makes no difference to a pair that is:
   *
   * <ul>
   *   <li>ignoring TERM: stopping is the same for each pair; after a forbidden jump nothing is
   *       stopped
   *   <li>refusing the next schema, as the new release: it is good until somebody goes back to it;
   *       as the old one of a forbidden jump: no way back is tried
   *   <li>becoming healthy late: a maintenance release changes no schema, and a forbidden jump is
   *       left to itself by the same rule as a major
   *   <li>dying later, health checks, a declared volume: judged before the pair is asked for, and
   *       then as a crash loop or an unwell one is
   *   <li>another architecture, a full disk: found before the old one is stopped, see {@link
   *       UnfitImageIT}
   * </ul>
   */
  private static List<Scenario> scenarios() {
    return List.of(
        // The longest first.
        new Scenario(
            "major-late",
            "24.0.4",
            "25.0.13",
            End.LATE,
            "stable-for: 2s, health-timeout: 8s, stop-timeout: 10s",
            "may be upgrading its database",
            List.of("STANDIN_MIGRATION_SECONDS=30")),
        rolledBack("24.0.96", STABLE, "health"),
        rolledBack("24.0.90", SHORT, "not healthy within"),
        new Scenario(
            "never-healthy-nor-ending",
            "24.0.4",
            "24.0.90",
            End.ROLLED_BACK,
            STUBBORN,
            "not healthy within",
            List.of("STANDIN_IGNORES_TERM=yes")),
        rolledBack("24.0.91", SLOW, "crashes at every start"),
        rolledBack("24.0.92", SLOW, "reports version 2024.1 instead of 2024.92"),
        rolledBack("24.0.95", SHORT, "The service of this stand-in's release is not running"),
        rolledBack("24.0.98", SHORT, "the image's own health check says"),
        new Scenario(
            "maintenance-from-94", "24.0.94", "24.0.95", End.ROLLED_BACK, SHORT, "is not running"),
        succeeded("24.0.4", "24.0.93"),
        succeeded("24.0.4", "24.0.94"),
        succeeded("24.0.4", "24.0.97"),
        succeeded("24.0.4", "24.0.99"),
        new Scenario(
            "ignores-term", "24.0.93", "24.0.99", End.SUCCEEDED, STUBBORN, "exit code 137"),
        new Scenario(
            "major-90", "24.0.4", "25.0.90", End.LEFT, SHORT, "may be upgrading its database"),
        rolledBack("25.0.91", SLOW, "crashes at every start"),
        rolledBack("25.0.92", SLOW, "reports version 2025.1 instead of 2025.92"),
        rolledBack("25.0.95", SHORT, "The service of this stand-in's release is not running"),
        new Scenario(
            "major-from-94", "24.0.94", "25.0.91", End.STUCK, SLOW, "*health old* — failed after "),
        left("26.0.90", SHORT, "may be upgrading its database"),
        left("26.0.91", SLOW, "restore"),
        left("26.0.92", SLOW, "restore"),
        left("26.0.95", SHORT, "restore"));
  }

  private static Scenario rolledBack(String to, String timing, String said) {
    return new Scenario("to-" + to, "24.0.4", to, End.ROLLED_BACK, timing, said);
  }

  private static Scenario succeeded(String from, String to) {
    return new Scenario("to-" + to, from, to, End.SUCCEEDED, SLOW, "is healthy and stayed so");
  }

  private static Scenario left(String to, String timing, String said) {
    return new Scenario("to-" + to, "24.0.4", to, End.LEFT, timing, said);
  }

  /** Several, as each writes to a workspace of its own, and all messages of one share its pace. */
  private static final List<Stage> STAGES = new ArrayList<>();

  private static final Map<String, Stage> BY_INSTANCE = new HashMap<>();

  @BeforeAll
  static void set(@TempDir Path directory) throws Exception {
    for (int i = 0; i < WORKSPACES; i++) {
      STAGES.add(new Stage(directory).parallel(AT_ONCE));
    }
    for (Scenario each : scenarios()) {
      Stage stage = STAGES.get(BY_INSTANCE.size() % WORKSPACES);
      BY_INSTANCE.put(each.instance(), stage);
      stage.later(each.instance(), proget(each.from()), each.timing(), each.environment());
      stage.publish(List.of(proget(each.to())));
    }
    for (Stage stage : STAGES) {
      stage.start();
    }
  }

  private static Stage on(Scenario scenario) {
    return Objects.requireNonNull(BY_INSTANCE.get(scenario.instance()));
  }

  private static StandInTag proget(String release) {
    return StandInTag.of(StandInProduct.PROGET, release);
  }

  @AfterAll
  static void strike() {
    STAGES.forEach(Stage::close);
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  @Execution(ExecutionMode.CONCURRENT)
  void endsWithTheProductRunningOrAPersonAsked(Scenario scenario) throws Exception {
    Stage stage = on(scenario);
    String instance = scenario.instance();
    stage.run(instance);
    String data = data(scenario);

    Posted parent = stage.scene.ask(instance, marketing(scenario.to()), stage.alice);
    stage.scene.click(parent.ts(), "backup.acknowledge", stage.alice);
    stage.scene.click(parent.ts(), "upgrade.approve", stage.bob);
    Posted end = stage.scene.awaitEnd(parent.ts(), PATIENCE);

    assertThat(end.text()).endsWith(scenario.end().words);
    assertThat(stage.threadText(end)).contains(scenario.said());
    switch (scenario.end()) {
      case SUCCEEDED -> succeeded(scenario);
      case ROLLED_BACK -> rolledBack(scenario, stage.threadText(end));
      case LEFT -> left(scenario, end);
      case STUCK -> stuck(scenario, end);
      case LATE -> late(scenario, parent);
    }
    assertThat(data(scenario)).as("the data").isEqualTo(data);
  }

  private static void succeeded(Scenario scenario) {
    assertThat(on(scenario).reported(scenario.instance())).contains(scenario.to());
    assertThat(container(scenario, "-old")).isEmpty();
    assertThat(container(scenario, "-next")).isEmpty();
  }

  private static void rolledBack(Scenario scenario, String thread) {
    assertThat(on(scenario).reported(scenario.instance())).contains(scenario.from());
    assertThat(thread)
        .contains("*health* — failed after ", "*Going back to 2024.")
        .containsSubsequence("*put back* — done", "*start old* — done", "*health old* — done");
    assertThat(container(scenario, "-old")).isEmpty();
    assertThat(container(scenario, "-next")).isEmpty();
  }

  /** The old one is kept, stopped, for the day when somebody has restored the database. */
  private static void left(Scenario scenario, Posted end) {
    assertThat(image(container(scenario, "").orElseThrow())).endsWith(":" + scenario.to());
    InspectContainerResponse old = container(scenario, "-old").orElseThrow();
    assertThat(image(old)).endsWith(":" + scenario.from());
    assertThat(old.getState().getRunning()).isFalse();
    assertThat(old.getHostConfig().getRestartPolicy().getName()).isIn("no", "");
    assertAsks(scenario, end);
  }

  private static void stuck(Scenario scenario, Posted end) {
    assertThat(image(container(scenario, "").orElseThrow())).endsWith(":" + scenario.from());
    assertThat(container(scenario, "-old")).isEmpty();
    assertAsks(scenario, end);
  }

  private static void assertAsks(Scenario scenario, Posted end) {
    Stage stage = on(scenario);
    assertThat(stage.threadText(end)).contains("<@" + stage.alice.id() + "> *Needs attention.*");
  }

  private static void late(Scenario scenario, Posted parent) throws Exception {
    Stage stage = on(scenario);
    assertThat(container(scenario, "").orElseThrow().getState().getRunning()).isTrue();
    assertThat(container(scenario, "-old").orElseThrow().getState().getRunning()).isFalse();
    assertThat(
            stage.scene.awaitMessage(
                parent.ts(), PATIENCE, message -> message.text().endsWith("Succeeded")))
        .isPresent();
    assertThat(stage.reported(scenario.instance())).contains(scenario.to());
  }

  private static Optional<InspectContainerResponse> container(Scenario scenario, String suffix) {
    Stage stage = on(scenario);
    return stage.engine.find(stage.container(scenario.instance()) + suffix);
  }

  private static String image(InspectContainerResponse container) {
    return Objects.requireNonNull(container.getConfig().getImage());
  }

  /** {@code 24.0.90} as people type it. */
  private static String marketing(String release) {
    return "20" + release.replace(".0.", ".");
  }

  /** A hash over what the product wrote at its first start; works on a stopped container, too. */
  private static String data(Scenario scenario) throws Exception {
    MessageDigest hash = MessageDigest.getInstance("SHA-256");
    for (String path : List.of("/var/proget/database/data", "/var/proget/packages")) {
      hash.update(archive(scenario, path));
    }
    return HexFormat.of().formatHex(hash.digest());
  }

  private static byte[] archive(Scenario scenario, String path) throws IOException {
    Stage stage = on(scenario);
    for (int tries = 0; ; tries++) {
      try (InputStream tar =
          stage
              .engine
              .docker()
              .copyArchiveFromContainerCmd(stage.container(scenario.instance()), path)
              .exec()) {
        return tar.readAllBytes();
      } catch (IOException | DockerException starting) {
        // A container that crashes at every start is now there and now not.
        if (tries == 5) {
          throw starting;
        }
      }
    }
  }
}
