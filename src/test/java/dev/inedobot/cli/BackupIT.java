package dev.inedobot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inedobot.demo.Rows;
import dev.inedobot.demo.standin.Misbehaviour;
import dev.inedobot.demo.standin.StandInProduct;
import dev.inedobot.demo.standin.StandInTag;
import dev.inedobot.demo.workspace.Button;
import dev.inedobot.demo.workspace.Posted;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backups from the conversation, and going back with them. */
final class BackupIT {
  private static final String OLD = "25.0.12";
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static Stage stage;

  @BeforeAll
  static void set(@TempDir Path directory) throws Exception {
    stage = new Stage(directory);
    StandInTag old = StandInTag.of(StandInProduct.PROGET, OLD);
    String timing = "stable-for: 1s, health-timeout: 60s";
    stage
        .publish(
            List.of(
                StandInTag.of(StandInProduct.PROGET, "25.0.13"),
                StandInTag.of(StandInProduct.PROGET, 26, Misbehaviour.NEVER_HEALTHY)))
        .with("good", old)
        .with("failing", old, timing, List.of("STANDIN_DUMP=fails"))
        .with("empty", old, timing, List.of("STANDIN_DUMP=empty"))
        .with("hopeless", old, "stable-for: 1s, health-timeout: 8s", List.of())
        .with(
            "unrestorable",
            old,
            "stable-for: 1s, health-timeout: 8s",
            List.of("STANDIN_RESTORE=fails"))
        .start();
  }

  @AfterAll
  static void strike() {
    stage.close();
  }

  private static Posted backedUp(String instance, String version) throws Exception {
    Posted parent = stage.scene.ask(instance, version, stage.alice);
    assertThat(buttons(parent))
        .startsWith("backup.run", "backup.run-with-volumes", "backup.acknowledge");
    stage.scene.click(parent.ts(), "backup.run", stage.alice);
    stage.scene.click(parent.ts(), "upgrade.approve", stage.bob);
    return stage.scene.awaitEnd(parent.ts(), PATIENCE);
  }

  private static Rows rows(String instance) {
    return new Rows(stage.engine.port(stage.container(instance)).orElseThrow());
  }

  private static List<String> buttons(Posted message) {
    return message.buttons().stream().map(Button::actionId).toList();
  }

  @Test
  void takesABackupBeforeAnythingIsTouchedAndSaysWhereItIs() throws Exception {
    rows("good").write("before");
    Posted alone = stage.scene.say("/inedo backup good", stage.alice);
    assertThat(stage.scene.awaitEnd(alone.ts(), PATIENCE).text())
        .contains("Back up good", "whole backup of ProGet")
        .endsWith("Succeeded");

    Posted end = backedUp("good", "2025.13");
    assertThat(end.text()).endsWith("Succeeded");
    assertThat(stage.threadText(end))
        .containsSubsequence(
            "1/8 *pull*",
            "2/8 *back up*",
            "/var/proget/backups/good-25.0.12-",
            "SHA-256",
            "3/8 *create*",
            "8/8 *remove*");
    assertThat(stage.reported("good")).contains("25.0.13");
    assertThat(rows("good").read()).containsExactly("before");
    assertThat(stage.tells(stage.bob, "/inedo history good")).contains("2025.12, backup");
  }

  @Test
  void touchesNothingIfTheBackupFails() throws Exception {
    Posted end = backedUp("failing", "2025.13");
    assertThat(end.text()).contains("this stand-in's dumps fail").endsWith("Failed");
    assertThat(stage.reported("failing")).contains(OLD);
    assertThat(stage.threadText(end)).doesNotContain("*create*", "*stop*");
  }

  @Test
  void takesAnEmptyFileForNoBackup() throws Exception {
    Posted end = backedUp("empty", "2025.13");
    assertThat(end.text()).contains("is empty").endsWith("Failed");
    assertThat(stage.reported("empty")).contains(OLD);
  }

  @Test
  void goesBackWithTheDataOfBeforeThoughTheBotIsStoppedInTheMiddle() throws Exception {
    rows("hopeless").write("written-before");
    Posted asked = backedUp("hopeless", "2026.90");
    assertThat(asked.text()).endsWith("Needs attention");
    assertThat(buttons(asked)).contains("attention.restore-backup");

    stage.restartBot();
    stage.scene.click(asked.ts(), "attention.restore-backup", stage.bob);
    Awaitility.await("the restore is under way")
        .atMost(PATIENCE)
        .until(
            () ->
                stage.workspace.thread(stage.channel, asked.ts()).stream()
                    .anyMatch(reply -> reply.text().contains("*keep data*")));
    stage.restartBot();
    Posted end =
        stage
            .scene
            .awaitMessage(asked.ts(), PATIENCE, message -> message.text().endsWith("Rolled back"))
            .orElseThrow(() -> new AssertionError(stage.workspace.transcript(stage.channel)));
    assertThat(end.text()).contains("The backup of", "is not in it", "is kept in");
    assertThat(stage.reported("hopeless")).contains(OLD);
    assertThat(rows("hopeless").read()).containsExactly("written-before");
    String container = stage.container("hopeless");
    for (String gone : List.of("-old", "-next", "-keep-data")) {
      assertThat(stage.engine.find(container + gone)).isEmpty();
    }
    assertThat(stage.threadText(end))
        .containsSubsequence(
            "chose to restore the backup", "*keep data*", "*restore*", "*health old*");
  }

  /**
   * A person who is asked may start a container on the data, so nothing else may be at work on it.
   */
  @Test
  void leavesNothingAtWorkOnTheDataWhenARestoreFails() throws Exception {
    Posted first = backedUp("unrestorable", "2026.90");
    assertThat(first.text()).endsWith("Needs attention");
    stage.scene.click(first.ts(), "attention.restore-backup", stage.bob);
    Posted asked =
        stage
            .scene
            .awaitMessage(
                first.ts(),
                PATIENCE,
                message ->
                    buttons(message)
                        .equals(List.of("attention.restore-backup", "attention.restored")))
            .orElseThrow(() -> new AssertionError(stage.workspace.transcript(stage.channel)));

    assertThat(asked.text())
        .contains("this stand-in's restores fail", "The database is not whole")
        .endsWith("Needs attention");
    String container = stage.container("unrestorable");
    for (String gone : List.of("-keep-data", "-clear-data", "-restore-data")) {
      assertThat(stage.engine.find(container + gone)).isEmpty();
    }
    for (String stopped : List.of("-old", "-next")) {
      assertThat(stage.engine.find(container + stopped).orElseThrow().getState().getRunning())
          .isFalse();
    }
  }
}
