package dev.inedobot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inedobot.demo.standin.Misbehaviour;
import dev.inedobot.demo.standin.StandInProduct;
import dev.inedobot.demo.standin.StandInTag;
import dev.inedobot.demo.workspace.Button;
import dev.inedobot.demo.workspace.Member;
import dev.inedobot.demo.workspace.Posted;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people can do about an upgrade that Inedo allows no way back from without a restore. */
final class AttentionIT {
  private static final String OLD = "24.0.4";
  private static Stage stage;
  private static Member carol;
  private static Path files;

  @BeforeAll
  static void set(@TempDir Path directory) throws Exception {
    files = directory;
    stage = new Stage(directory);
    carol = stage.workspace.member("carol");
    StandInTag old = StandInTag.of(StandInProduct.PROGET, OLD);
    stage
        .approvedBy("{ approvers: [%s, %s] }".formatted(stage.alice.id(), stage.bob.id()))
        .publish(
            List.of(
                StandInTag.of(StandInProduct.PROGET, 26, Misbehaviour.CRASH_LOOP),
                StandInTag.of(StandInProduct.PROGET, "26.0.12")))
        .with("restored", old)
        .with("stubborn", old)
        .with(
            "late",
            old,
            "stable-for: 1s, health-timeout: 6s",
            List.of("STANDIN_MIGRATION_SECONDS=20"))
        .start();
  }

  @AfterAll
  static void strike() {
    stage.close();
  }

  private static Posted upgrade(String instance, String version) throws Exception {
    Posted parent = stage.scene.ask(instance, version, stage.alice);
    stage.scene.click(parent.ts(), "backup.acknowledge", stage.alice);
    stage.scene.click(parent.ts(), "upgrade.approve", stage.bob);
    Posted end = stage.scene.awaitEnd(parent.ts(), Duration.ofMinutes(2));
    assertThat(end.text()).endsWith("Needs attention");
    return end;
  }

  private static List<String> buttons(Posted message) {
    return message.buttons().stream().map(Button::actionId).toList();
  }

  private static Posted await(Posted parent, String state) throws Exception {
    return stage
        .scene
        .awaitMessage(parent.ts(), Duration.ofMinutes(2), message -> message.text().endsWith(state))
        .orElseThrow(() -> new AssertionError("It never came to " + state));
  }

  private static boolean runs(String container) {
    return stage.engine.find(container).orElseThrow().getState().getRunning();
  }

  /** What a restore does: the database has the schema of the old version again. */
  private static void restoreBackup(String container) throws Exception {
    Path schema = files.resolve("upgrading");
    Files.writeString(schema, "24\n");
    stage
        .engine
        .docker()
        .copyArchiveToContainerCmd(container)
        .withHostResource(schema.toString())
        .withRemotePath("/var/proget/database")
        .exec();
  }

  @Test
  void restoresTheBackupAndGoesBackThoughTheBotWasRestarted() throws Exception {
    Posted asked = upgrade("restored", "2026.91");
    assertThat(buttons(asked))
        .containsExactly("attention.wait", "attention.restore", "attention.go-back");

    stage.workspace.click(carol, stage.channel, asked.ts(), "attention.restore");
    Awaitility.await()
        .until(
            () ->
                stage.workspace.shownOnlyTo(carol).stream()
                    .anyMatch(said -> said.contains("not among the approvers")));

    stage.restartBot();
    stage.scene.click(asked.ts(), "attention.restore", stage.bob);
    Posted roomMade =
        stage
            .scene
            .awaitMessage(
                asked.ts(),
                Duration.ofMinutes(1),
                message -> buttons(message).contains("attention.restored"))
            .orElseThrow();
    assertThat(roomMade.text()).endsWith("Needs attention");
    String container = stage.container("restored");
    assertThat(runs(container)).isFalse();
    assertThat(runs(container + "-old")).isFalse();

    restoreBackup(container);
    stage.scene.click(asked.ts(), "attention.restored", stage.bob);
    Posted end = await(asked, "Rolled back");
    assertThat(stage.reported("restored")).contains(OLD);
    assertThat(stage.engine.find(container + "-old")).isEmpty();
    assertThat(stage.threadText(end))
        .contains(
            "<@%s> chose to restore the backup by hand and go back".formatted(stage.bob.id()),
            "<@%s> chose to start the old version".formatted(stage.bob.id()),
            "restored runs ProGet 2024.4 again");
  }

  @Test
  void saysSoWhenTheWayBackThatWasInsistedOnFailsAndGoesOnWatching() throws Exception {
    Posted asked = upgrade("stubborn", "2026.91");
    stage.scene.click(asked.ts(), "attention.go-back", stage.alice);
    Posted failed =
        stage
            .scene
            .awaitMessage(
                asked.ts(),
                Duration.ofMinutes(2),
                message -> buttons(message).equals(List.of("attention.go-back")))
            .orElseThrow();
    assertThat(failed.text())
        .contains("I went back to 2024.4, but that is not healthy either")
        .endsWith("Needs attention");

    restoreBackup(stage.container("stubborn"));
    await(asked, "Rolled back");
    assertThat(stage.reported("stubborn")).contains(OLD);
  }

  @Test
  void succeedsByItselfWhenTheDatabaseUpgradeTakesLongerThanTheDeadline() throws Exception {
    Posted asked = upgrade("late", "2026.12");
    assertThat(runs(stage.container("late"))).isTrue();
    stage.scene.click(asked.ts(), "attention.wait", stage.bob);
    await(asked, "Running");
    await(asked, "Needs attention");
    Posted end = await(asked, "Succeeded");
    assertThat(stage.reported("late")).contains("26.0.12");
    assertThat(stage.engine.find(stage.container("late") + "-old")).isEmpty();
    assertThat(stage.threadText(end)).contains("became healthy after all");
  }
}
