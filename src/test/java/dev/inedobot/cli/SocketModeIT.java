package dev.inedobot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inedobot.demo.standin.StandInProduct;
import dev.inedobot.demo.standin.StandInTag;
import dev.inedobot.demo.workspace.Delivery;
import dev.inedobot.demo.workspace.Posted;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main job in Socket Mode, with connections that end in the middle. */
@Tag("docker")
final class SocketModeIT {
  @SuppressWarnings("NullAway.Init")
  private static Stage stage;

  @BeforeAll
  static void set(@TempDir Path directory) throws Exception {
    stage =
        new Stage(directory)
            .bySocket()
            .with("proget", StandInTag.of(StandInProduct.PROGET, "24.0.4"))
            .with("otter", StandInTag.of(StandInProduct.OTTER, "24.0.2"))
            .publish(
                List.of(
                    StandInTag.of(StandInProduct.PROGET, "24.0.5"),
                    StandInTag.of(StandInProduct.OTTER, "24.0.3")))
            .start();
  }

  @AfterAll
  static void strike() {
    stage.close();
  }

  private static void drop() {
    stage.workspace.dropConnections();
    stage.awaitConnections();
  }

  @Test
  void upgradesThoughBothConnectionsAreDroppedAgainAndAgain() throws Exception {
    Posted parent = stage.scene.ask("proget", "2024.5", stage.alice);
    drop();
    stage.scene.click(parent.ts(), "backup.acknowledge", stage.alice);
    drop();
    stage.scene.click(parent.ts(), "upgrade.approve", stage.bob);
    assertThat(
            stage.scene.awaitMessage(
                parent.ts(), Duration.ofSeconds(60), m -> m.text().endsWith("Running")))
        .isPresent();
    stage.workspace.dropConnections();

    Posted ended = stage.scene.awaitEnd(parent.ts(), Duration.ofMinutes(3));

    assertThat(ended.text()).endsWith("Succeeded");
    assertThat(stage.reported("proget")).contains("24.0.5");
    assertThat(stage.threadText(ended))
        .containsSubsequence(
            "<@" + stage.alice.id() + "> acknowledged",
            "<@" + stage.bob.id() + "> approved",
            "*pull* — done in ",
            "*remove* — done in ",
            "*Succeeded.*");
    stage.awaitConnections();
    assertThat(stage.tells(stage.alice, "/inedo status")).contains("2024.5");
    assertThat(stage.workspace.refusals()).isEmpty();
  }

  @Test
  void actsOnceOnWhatComesByBothConnections() throws Exception {
    Posted parent = stage.scene.ask("otter", "2024.3", stage.alice);
    stage.scene.click(parent.ts(), "backup.acknowledge", stage.alice);
    assertThat(
            stage.scene.awaitMessage(
                parent.ts(),
                Duration.ofSeconds(30),
                m -> m.buttons().stream().anyMatch(b -> b.actionId().equals("upgrade.approve"))))
        .isPresent();
    Delivery approved =
        stage.workspace.click(stage.bob, stage.channel, parent.ts(), "upgrade.approve");
    for (int i = 0; i < 5; i++) {
      assertThat(stage.workspace.redeliver(approved).inTime()).isTrue();
    }

    Posted ended = stage.scene.awaitEnd(parent.ts(), Duration.ofMinutes(3));

    assertThat(ended.text()).endsWith("Succeeded");
    assertThat(stage.threadText(ended).split(" approved at", -1)).hasSize(2);
    assertThat(stage.workspace.shownOnlyTo(stage.bob))
        .as("a second approval would have been told off")
        .isEmpty();
  }

  @Test
  void answersHealthOnThisMachineAndTakesNothingElseOverHttp() throws Exception {
    assertThat(Http.get(stage.port(), "/healthz").statusCode()).isEqualTo(200);
    assertThat(Http.get(stage.port(), "/readyz").body()).contains("slack: ok");
    assertThat(Http.get(stage.port(), "/slack/events").statusCode()).isEqualTo(404);
  }
}
