package dev.inedobot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inedobot.demo.standin.StandInProduct;
import dev.inedobot.demo.standin.StandInTag;
import dev.inedobot.demo.workspace.Posted;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The database upgraded by a process of its own: alone, and before the new version starts. */
final class DatabaseUpgradeIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String TIMING = "stable-for: 1s, health-timeout: 60s";
  private static Stage stage;

  @BeforeAll
  static void set(@TempDir Path directory) throws Exception {
    stage = new Stage(directory);
    StandInTag old = StandInTag.of(StandInProduct.PROGET, "24.0.4");
    stage
        .publish(
            List.of(
                StandInTag.of(StandInProduct.PROGET, "24.0.5"),
                StandInTag.of(StandInProduct.PROGET, "25.0.13"),
                StandInTag.of(StandInProduct.PROGET, "26.0.12"),
                StandInTag.of(StandInProduct.BUILDMASTER, "24.0.4")))
        .with("alone", old)
        .with("half", old, TIMING, List.of("STANDIN_UPGRADEDB=fails"))
        .with(
            "first", old, TIMING, List.of("STANDIN_UPGRADEDB=slow", "STANDIN_UPGRADEDB_SECONDS=20"))
        .with(
            "long",
            old,
            TIMING + ", database-timeout: 4s",
            List.of("STANDIN_UPGRADEDB=slow", "STANDIN_UPGRADEDB_SECONDS=25"))
        .with("master", StandInTag.of(StandInProduct.BUILDMASTER, "24.0.3"))
        .start();
  }

  @AfterAll
  static void strike() {
    stage.close();
  }

  private static Posted carriedOut(String line) throws Exception {
    Posted parent = stage.scene.say(line, stage.alice);
    stage.scene.click(parent.ts(), "backup.acknowledge", stage.alice);
    stage.scene.click(parent.ts(), "upgrade.approve", stage.bob);
    return stage.scene.awaitEnd(parent.ts(), PATIENCE);
  }

  private static void nothingIsLeft(String instance) {
    for (String gone : List.of("-old", "-next", "-upgradedb")) {
      assertThat(stage.engine.find(stage.container(instance) + gone)).isEmpty();
    }
  }

  @Test
  void upgradesTheDatabaseAloneAndGoesOnWithTheOldVersion() throws Exception {
    Posted end = carriedOut("/inedo upgradedb alone 2025.13");
    assertThat(end.text())
        .contains("The database of alone is upgraded to 2025.13", "goes on with version 2024.4")
        .endsWith("Succeeded");
    assertThat(stage.reported("alone")).contains("24.0.4");
    assertThat(stage.threadText(end))
        .containsSubsequence(
            "1/5 *pull*",
            "2/5 *stop*",
            "3/5 *upgrade database*",
            "/usr/local/proget/service/proget upgradedb",
            "4/5 *start old*",
            "5/5 *health old*");
    nothingIsLeft("alone");
  }

  @Test
  void bringsTheProductBackIfTheDatabaseUpgradeFailsAtHalf() throws Exception {
    Posted end = carriedOut("/inedo upgradedb half 2024.5");
    assertThat(end.text()).contains("exit code 1", "upgraded by half").endsWith("Rolled back");
    assertThat(stage.reported("half")).contains("24.0.4");
    assertThat(stage.threadText(end)).contains("Database script 3 of 4 failed");
    nothingIsLeft("half");
  }

  /** The bot lets a step end for some seconds, and this one takes longer. */
  @Test
  void upgradesTheDatabaseFirstThoughTheBotIsStoppedInTheMiddle() throws Exception {
    Posted parent = stage.scene.say("/inedo upgrade first 2025.13 --db-first", stage.alice);
    stage.scene.click(parent.ts(), "backup.acknowledge", stage.alice);
    stage.scene.click(parent.ts(), "upgrade.approve", stage.bob);
    Awaitility.await("the database is being upgraded")
        .atMost(PATIENCE)
        .until(
            () ->
                stage.workspace.thread(stage.channel, parent.ts()).stream()
                    .anyMatch(reply -> reply.text().contains("*upgrade database* — running")));
    stage.restartBot();

    Posted end = stage.scene.awaitEnd(parent.ts(), PATIENCE);
    assertThat(end.text()).endsWith("Succeeded");
    assertThat(stage.reported("first")).contains("25.0.13");
    assertThat(stage.threadText(end))
        .containsSubsequence(
            "*set aside*",
            "*upgrade database* — interrupted",
            "the database was being upgraded",
            "*upgrade database* — done",
            "*start*",
            "*health*");
    nothingIsLeft("first");
  }

  @Test
  void neverEndsOneThatTakesTooLongAndGoesOnOnceItHasEnded() throws Exception {
    Posted asked = carriedOut("/inedo upgradedb long 2024.5");
    assertThat(asked.text())
        .contains("It still runs after 4 s. I let it run")
        .endsWith("Needs attention");
    String container = stage.container("long");
    assertThat(stage.engine.find(container).orElseThrow().getState().getRunning()).isFalse();

    Posted end =
        stage
            .scene
            .awaitMessage(asked.ts(), PATIENCE, message -> message.text().endsWith("Succeeded"))
            .orElseThrow(() -> new AssertionError(stage.workspace.transcript(stage.channel)));
    assertThat(end.text()).contains("The database of long is upgraded to 2024.5");
    assertThat(stage.reported("long")).contains("24.0.4");
    nothingIsLeft("long");
  }

  @Test
  void refusesItWhereInedoDoesNotHaveItOrNoWayBack() {
    assertThat(stage.tells(stage.alice, "/inedo upgradedb master 2024.4"))
        .contains("only applies to ProGet");
    assertThat(stage.tells(stage.alice, "/inedo upgradedb alone 2026.12")).contains("--db-first");
  }
}
