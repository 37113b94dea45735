package dev.inedobot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.Container;
import dev.inedobot.demo.standin.StandInProduct;
import dev.inedobot.demo.standin.StandInTag;
import dev.inedobot.demo.workspace.Channel;
import dev.inedobot.demo.workspace.Posted;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main job, once for each product. */
@Tag("docker")
final class UpgradeIT {
  @SuppressWarnings("NullAway.Init")
  private static Stage stage;

  @SuppressWarnings("NullAway.Init")
  private static Channel news;

  @BeforeAll
  static void set(@TempDir Path directory) throws Exception {
    stage = new Stage(directory);
    news = stage.workspace.channel("news");
    stage =
        stage
            .announcedIn(news)
            .with("proget", StandInTag.of(StandInProduct.PROGET, "24.0.4"), "MY_OWN=set by a user")
            .with("buildmaster", StandInTag.of(StandInProduct.BUILDMASTER, "24.0.4"))
            .with("otter", StandInTag.of(StandInProduct.OTTER, "24.0.2"))
            .publish(
                List.of(
                    StandInTag.of(StandInProduct.PROGET, "24.0.5"),
                    StandInTag.of(StandInProduct.BUILDMASTER, "25.0.2"),
                    StandInTag.of(StandInProduct.OTTER, "25.0.1")))
            .start();
  }

  @AfterAll
  static void strike() {
    stage.close();
  }

  private static InspectContainerResponse inspect(String instance) {
    return stage.engine.find(stage.container(instance)).orElseThrow();
  }

  @Test
  void upgradesProGetAndKeepsWhatTheUserSetAndTheData() throws Exception {
    InspectContainerResponse before = inspect("proget");
    int port = stage.engine.port(stage.container("proget")).orElseThrow();
    String installation = page(port);

    Posted parent = stage.scene.upgrade("proget", "2024.5", stage.alice, stage.bob);

    assertThat(parent.text()).endsWith("Succeeded");
    assertThat(stage.reported("proget")).contains("24.0.5");
    InspectContainerResponse after = inspect("proget");
    assertThat(after.getId()).isNotEqualTo(before.getId());
    assertThat(after.getHostConfig().getRestartPolicy())
        .isEqualTo(before.getHostConfig().getRestartPolicy());
    assertThat(after.getHostConfig().getPortBindings().getBindings().keySet())
        .isEqualTo(before.getHostConfig().getPortBindings().getBindings().keySet());
    assertThat(after.getNetworkSettings().getNetworks().keySet())
        .isEqualTo(before.getNetworkSettings().getNetworks().keySet());
    assertThat(mounts(after)).isEqualTo(mounts(before));
    assertThat(after.getConfig().getEnv())
        .contains("MY_OWN=set by a user", "TZ=Europe/Berlin")
        .contains(connectionString(before));
    int newPort = stage.engine.port(stage.container("proget")).orElseThrow();
    assertThat(page(newPort)).isEqualTo(installation);
    assertNothingIsLeft("proget");
  }

  private static String connectionString(InspectContainerResponse container) {
    return Arrays.stream(Objects.requireNonNull(container.getConfig().getEnv()))
        .filter(variable -> variable.startsWith("SQL_CONNECTION_STRING="))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> mounts(InspectContainerResponse container) {
    return Objects.requireNonNull(container.getMounts()).stream()
        .map(mount -> mount.getName() + " at " + Objects.requireNonNull(mount.getDestination()))
        .sorted()
        .toList();
  }

  /** The line of the stand-in's page that tells which installation's data it works on. */
  private static String page(int port) throws Exception {
    return Http.get(port, "/")
        .body()
        .lines()
        .filter(line -> line.contains("Installation "))
        .findFirst()
        .orElseThrow();
  }

  private static void assertNothingIsLeft(String instance) {
    assertThat(stage.engine.containers().stream().map(Container::getNames).flatMap(Arrays::stream))
        .contains("/" + stage.container(instance))
        .doesNotContain(
            "/" + stage.container(instance) + "-old", "/" + stage.container(instance) + "-next");
  }

  @Test
  void upgradesBuildMasterToTheNextMajorAndTheThreadTellsEachStep() throws Exception {
    Posted parent = stage.scene.upgrade("buildmaster", "2025.2", stage.alice, stage.bob);

    assertThat(parent.text()).endsWith("Succeeded");
    assertThat(stage.reported("buildmaster")).contains("25.0.2");
    List<String> thread = stage.wholeThread(parent).stream().map(Posted::text).toList();
    String whole = String.join("\n", thread);
    assertThat(whole)
        .containsSubsequence(
            "<@" + stage.alice.id() + "> acknowledged",
            "<@" + stage.bob.id() + "> approved",
            "*pull* — done in ",
            "*create* — done in ",
            "*stop* — done in ",
            "*set aside* — done in ",
            "*start* — done in ",
            "*health* — done in ",
            "*remove* — done in ",
            "*Succeeded.*");
    assertThat(whole).doesNotContain("not-a-real-one").doesNotContain("running, since");
    Awaitility.await("the line after the downtime")
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(announced()).hasSize(2));
    assertThat(announced().get(0)).contains("BuildMaster 2024.4", "2025.2", "unknown");
    assertThat(announced().get(1)).contains("*Succeeded*", "It was unavailable for ");
    assertThat(stage.workspace.refusals()).isEmpty();
    assertNothingIsLeft("buildmaster");
  }

  private static List<String> announced() {
    return stage.workspace.messages(news).stream()
        .map(Posted::text)
        .filter(line -> line.startsWith("*buildmaster*"))
        .toList();
  }

  @Test
  void upgradesOtterByItsImageAndFirstPage() throws Exception {
    Posted parent = stage.scene.upgrade("otter", "2025.1", stage.alice, stage.alice);

    assertThat(parent.text()).endsWith("Succeeded");
    assertThat(stage.reported("otter")).contains("25.0.1");
    assertNothingIsLeft("otter");
  }

  @Test
  void isAliveAndReady() throws Exception {
    assertThat(Http.get(stage.port(), "/healthz").statusCode()).isEqualTo(200);
    assertThat(Http.get(stage.port(), "/readyz").statusCode()).isEqualTo(200);
  }
}
