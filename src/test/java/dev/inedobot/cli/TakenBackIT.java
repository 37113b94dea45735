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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Upgrades that end before they begin: nobody approved in time, or somebody took them back. */
@Tag("docker")
final class TakenBackIT {
  private static final StandInTag OLD = StandInTag.of(StandInProduct.PROGET, "24.0.4");
  private static final String BRIEF = "stable-for: 1s, approval: { expires-after: 8s }";
  private static final String LONG = "stable-for: 20s, health-timeout: 60s";

  @SuppressWarnings("NullAway.Init")
  private static Stage stage;

  @BeforeAll
  static void set(@TempDir Path directory) throws Exception {
    stage =
        new Stage(directory)
            .parallel(1)
            .publish(List.of(StandInTag.of(StandInProduct.PROGET, "24.0.5")))
            .with("unseen", OLD, BRIEF, List.of())
            .with("unapproved", OLD, BRIEF, List.of())
            .with("vetoed", OLD)
            .with("busy", OLD, LONG, List.of())
            .with("waiting", OLD)
            .start();
  }

  @AfterAll
  static void strike() {
    stage.close();
  }

  private static Posted acknowledged(String instance) throws Exception {
    Posted parent = stage.scene.ask(instance, "2024.5", stage.alice);
    stage.scene.click(parent.ts(), "backup.acknowledge", stage.alice);
    return await(parent, "Waiting for approval");
  }

  private static Posted approved(String instance, String state) throws Exception {
    Posted parent = acknowledged(instance);
    stage.scene.click(parent.ts(), "upgrade.approve", stage.bob);
    return await(parent, state);
  }

  private static Posted await(Posted parent, String state) throws Exception {
    return stage
        .scene
        .awaitMessage(
            parent.ts(), Duration.ofSeconds(30), message -> message.text().endsWith(state))
        .orElseThrow(() -> new AssertionError("It did not become: " + state));
  }

  private static void assertUntouched(String instance, Posted end) {
    assertThat(end.buttons()).isEmpty();
    assertThat(stage.reported(instance)).contains("24.0.4");
    assertThat(stage.workspace.thread(stage.channel, end.ts()))
        .noneMatch(reply -> reply.text().contains("*pull*"));
  }

  @Test
  void expiresWhenNobodyAcknowledgesInTime() throws Exception {
    Posted end = await(stage.scene.ask("unseen", "2024.5", stage.alice), "Expired");
    assertThat(end.text()).contains("Not approved within 8 s");
    assertUntouched("unseen", end);
  }

  @Test
  void expiresWhenNobodyApprovesInTime() throws Exception {
    Posted end = await(acknowledged("unapproved"), "Expired");
    assertThat(end.text()).contains("Backup acknowledged by", "Not approved within 8 s");
    assertUntouched("unapproved", end);
  }

  @Test
  void canBeVetoedBeforeItIsApproved() throws Exception {
    Posted parent = acknowledged("vetoed");
    stage.scene.click(parent.ts(), "upgrade.cancel", stage.bob);
    Posted end = await(parent, "Cancelled");
    assertThat(end.text()).contains("*Vetoed* by <@" + stage.bob.id() + ">");
    Awaitility.await("the thread says so to the one who asked")
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                stage.workspace.thread(stage.channel, parent.ts()).stream()
                    .anyMatch(
                        reply ->
                            reply.text().contains("vetoed this*, which <@" + stage.alice.id())));
    assertUntouched("vetoed", end);
  }

  @Test
  void canBeTakenBackWhileItWaitsForItsTurn() throws Exception {
    Posted busy = approved("busy", "Running");
    Posted waiting = approved("waiting", "Queued");
    stage.scene.click(waiting.ts(), "upgrade.cancel", stage.alice);
    Posted end = await(waiting, "Cancelled");
    assertThat(stage.scene.awaitEnd(busy.ts(), Duration.ofMinutes(2)).text()).endsWith("Succeeded");
    assertUntouched("waiting", end);
    assertThat(stage.reported("busy")).contains("24.0.5");
  }
}
