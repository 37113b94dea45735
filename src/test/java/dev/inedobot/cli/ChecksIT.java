package dev.inedobot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inedobot.demo.standin.StandInProduct;
import dev.inedobot.demo.standin.StandInTag;
import dev.inedobot.demo.workspace.Posted;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** What is looked at before anything is touched, on an engine where it is not as it should be. */
@Tag("docker")
@Isolated("it has another updater on the engine, which every plan would warn of")
final class ChecksIT {
  private static final StandInTag OLD = StandInTag.of(StandInProduct.PROGET, "24.0.4");
  private static final String QUICK = "stable-for: 1s, health-timeout: 60s";
  private static final String SHARED =
      "PROGET_SQL_CONNECTION_STRING=Server=shared-sql;Database=ProGet;Password=hunter22";

  @SuppressWarnings("NullAway.Init")
  private static Stage stage;

  @SuppressWarnings("NullAway.Init")
  private static ByHand hand;

  @TempDir private Path directory;

  @BeforeAll
  static void set(@TempDir Path directory) throws Exception {
    stage = new Stage(directory);
    for (String instance :
        List.of("lived-in", "watched", "composed", "leaving", "blocked", "swapped", "invaded")) {
      stage.with(instance, OLD);
    }
    stage
        .with("one", OLD, SHARED)
        .with("two", OLD, SHARED)
        .with("told", OLD, QUICK + ", compose: continue", List.of())
        .publish(List.of(StandInTag.of(StandInProduct.PROGET, "24.0.5")))
        .start();
    hand = new ByHand(stage);
  }

  @AfterAll
  static void strike() {
    stage.close();
  }

  private static String asked(String instance) {
    return stage.tells(stage.alice, "/inedo upgrade " + instance + " 2024.5");
  }

  private static void cancel(Posted parent) throws Exception {
    stage.scene.click(parent.ts(), "upgrade.cancel", stage.alice);
    assertThat(stage.scene.awaitEnd(parent.ts(), Duration.ofSeconds(30)).text())
        .endsWith("Cancelled");
  }

  private static void awaitRelease(String instance) {
    stage.awaitVersion(instance, "24.0.4");
  }

  @Test
  void refusesWhileAnotherContainerLivesInItsNetwork() throws Exception {
    String product = hand.inspect(stage.container("lived-in")).getId();
    String vpn =
        hand.sleeper(
            "lived-in",
            stage.run + "-vpn",
            c -> c.getHostConfig().withNetworkMode("container:" + product));
    hand.start(vpn);
    assertThat(asked("lived-in"))
        .contains(stage.run + "-vpn", "lives in the network", "docker stop");
    hand.remove(vpn);
    Posted parent = stage.scene.ask("lived-in", "2024.5", stage.alice);
    assertThat(parent.text()).contains("Checked, and again right before the stop", "Plan `");
    cancel(parent);
  }

  @Test
  void refusesASecondInstanceOnTheSameDatabase() {
    assertThat(asked("one"))
        .contains(stage.container("two"), "same database", "same version")
        .doesNotContain("shared-sql", "hunter22");
  }

  @Test
  void warnsOfAnotherUpdater() throws Exception {
    String repository = stage.standIns.repository(StandInProduct.PROGET);
    String image =
        hand.tagged(
            "watched", repository.substring(0, repository.lastIndexOf('/')) + "/watchtower");
    String tower =
        hand.sleeper("watched", stage.run + "-tower", command -> command.withImage(image));
    hand.start(tower);
    Posted parent = stage.scene.ask("watched", "2024.5", stage.alice);
    assertThat(parent.text())
        .contains("watchtower (container " + stage.run + "-tower)", "com.centurylinklabs");
    cancel(parent);
    hand.remove(tower);
  }

  private void madeByCompose(String instance) throws Exception {
    Path file = directory.resolve("compose.yml");
    Files.writeString(file, "services:\n  feeds:\n    image: inedo/proget:24.0.4\n");
    hand.recreate(
        instance,
        command ->
            hand.label(
                command,
                Map.of(
                    "com.docker.compose.project", "shop",
                    "com.docker.compose.service", "feeds",
                    "com.docker.compose.project.config_files", file.toString())));
    awaitRelease(instance);
  }

  @Test
  void refusesWhatComposeMadeAndNamesTheLineToChange() throws Exception {
    madeByCompose("composed");
    assertThat(asked("composed"))
        .contains(
            directory.resolve("compose.yml") + ":3",
            "service feeds",
            "docker compose up -d feeds",
            "compose: continue");
    assertThat(stage.reported("composed")).contains("24.0.4");
  }

  @Test
  void goesOnWithWhatComposeMadeWhereToldTo() throws Exception {
    madeByCompose("told");
    Posted plan = stage.scene.ask("told", "2024.5", stage.alice);
    assertThat(plan.text()).contains(directory.resolve("compose.yml") + ":3", "once this upgrade");
    Posted end = approve(plan);
    assertThat(end.text()).endsWith("Succeeded");
    assertThat(hand.inspect(stage.container("told")).getConfig().getLabels())
        .containsEntry("com.docker.compose.service", "feeds");
  }

  private static Posted approve(Posted plan) throws Exception {
    acknowledge(plan);
    stage.scene.click(plan.ts(), "upgrade.approve", stage.bob);
    return stage.scene.awaitEnd(plan.ts(), Duration.ofMinutes(2));
  }

  private static void acknowledge(Posted plan) throws Exception {
    stage.scene.click(plan.ts(), "backup.acknowledge", stage.alice);
    assertThat(
            stage.scene.awaitMessage(
                plan.ts(),
                Duration.ofSeconds(20),
                message -> message.text().endsWith("Waiting for approval")))
        .isPresent();
  }

  private static String leftover(String instance, String upgrade) {
    return hand.sleeper(
        instance,
        stage.container(instance) + "-next",
        command -> hand.label(command, Map.of("dev.inedobot.upgrade", upgrade)));
  }

  @Test
  void adoptsWhatAnEarlierUpgradeLeft() throws Exception {
    Posted earlier = stage.scene.ask("leaving", "2024.5", stage.alice);
    cancel(earlier);
    String upgrade = earlier.buttons().get(0).value();
    String left = leftover("leaving", upgrade);

    Posted plan = stage.scene.ask("leaving", "2024.5", stage.alice);
    assertThat(plan.text())
        .contains(left.substring(0, 12), "upgrade " + upgrade + " created it and never started it");
    Posted end = approve(plan);

    assertThat(end.text()).endsWith("Succeeded");
    assertThat(stage.reported("leaving")).contains("24.0.5");
    assertThat(stage.engine.find(left)).isEmpty();
    assertThat(stage.engine.find(stage.container("leaving") + "-next")).isEmpty();
  }

  @Test
  void leavesWhatItCannotAccountForWhereItIs() {
    String foreign = leftover("blocked", "zzzzzzzz");
    assertThat(asked("blocked"))
        .contains(stage.container("blocked") + "-next", "upgrade zzzzzzzz", "docker rm");
    assertThat(stage.engine.find(foreign)).isPresent();

    stage.engine.docker().removeContainerCmd(foreign).withForce(true).exec();
    String task =
        hand.sleeper(
            "blocked",
            stage.container("blocked") + "-upgradedb",
            command -> hand.label(command, Map.of("dev.inedobot.upgrade", "zzzzzzzz")));
    assertThat(asked("blocked"))
        .contains(stage.container("blocked") + "-upgradedb", "upgrades the database by itself")
        .contains("upgrade zzzzzzzz", "docker rm");
    assertThat(stage.engine.find(task)).isPresent();
    assertThat(stage.reported("blocked")).contains("24.0.4");
  }

  @Test
  void doesNotTouchAContainerThatIsNotTheOneApproved() throws Exception {
    Posted plan = stage.scene.ask("swapped", "2024.5", stage.alice);
    acknowledge(plan);
    String replaced = hand.recreate("swapped", command -> {});
    awaitRelease("swapped");
    stage.scene.click(plan.ts(), "upgrade.approve", stage.bob);
    Posted end = stage.scene.awaitEnd(plan.ts(), Duration.ofMinutes(2));

    assertThat(end.text()).endsWith("Failed").contains(replaced.substring(0, 12));
    assertThat(stage.threadText(end)).doesNotContain("*stop*");
    assertUntouched("swapped", replaced);
  }

  @Test
  void noticesADependantThatCameAfterTheApproval() throws Exception {
    String product = hand.inspect(stage.container("invaded")).getId();
    Posted plan = stage.scene.ask("invaded", "2024.5", stage.alice);
    acknowledge(plan);
    String guest =
        hand.sleeper(
            "invaded",
            stage.run + "-guest",
            c -> c.getHostConfig().withNetworkMode("container:" + product));
    hand.start(guest);
    stage.scene.click(plan.ts(), "upgrade.approve", stage.bob);
    Posted end = stage.scene.awaitEnd(plan.ts(), Duration.ofMinutes(2));

    assertThat(end.text())
        .endsWith("Failed")
        .contains("Since this was approved", stage.run + "-guest", "did not touch");
    assertUntouched("invaded", product);
    hand.remove(guest);
  }

  private static void assertUntouched(String instance, String id) {
    assertThat(hand.inspect(stage.container(instance)).getId()).isEqualTo(id);
    assertThat(hand.inspect(id).getState().getRunning()).isTrue();
    assertThat(stage.reported(instance)).contains("24.0.4");
    Awaitility.await("nothing of it is left")
        .atMost(Duration.ofSeconds(10))
        .until(() -> stage.engine.find(stage.container(instance) + "-next").isEmpty());
    assertThat(stage.engine.find(stage.container(instance) + "-old")).isEmpty();
  }
}
