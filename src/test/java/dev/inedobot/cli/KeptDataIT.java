package dev.inedobot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import dev.inedobot.demo.Rows;
import dev.inedobot.demo.standin.Misbehaviour;
import dev.inedobot.demo.standin.StandInProduct;
import dev.inedobot.demo.standin.StandInTag;
import dev.inedobot.demo.workspace.Button;
import dev.inedobot.demo.workspace.Posted;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a restore keeps aside stays until an approver has it deleted. */
final class KeptDataIT {
  private static final String OLD = "25.0.12";
  private static final String BACKUPS = "/var/proget/backups";
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static Stage stage;

  @BeforeAll
  static void set(@TempDir Path directory) throws Exception {
    stage = new Stage(directory);
    stage
        .publish(List.of(StandInTag.of(StandInProduct.PROGET, 26, Misbehaviour.NEVER_HEALTHY)))
        .approvedBy("{ approvers: [%s] }".formatted(stage.bob.id()))
        .with(
            "kept",
            StandInTag.of(StandInProduct.PROGET, OLD),
            "stable-for: 1s, health-timeout: 8s",
            List.of())
        .start();
  }

  @AfterAll
  static void strike() {
    stage.close();
  }

  @Test
  void isDeletedForAnApproverAndOnlyThat() throws Exception {
    new Rows(stage.engine.port(stage.container("kept")).orElseThrow()).write("before");
    Posted end = restored();
    String kept =
        list().stream().filter(name -> name.contains("-failed-")).findFirst().orElseThrow();
    assertThat(discard(end)).isPresent();

    stage.workspace.click(stage.alice, stage.channel, end.ts(), "kept.discard");
    Awaitility.await("alice is told that she may not")
        .atMost(PATIENCE)
        .until(
            () ->
                stage.workspace.shownOnlyTo(stage.alice).stream()
                    .anyMatch(said -> said.contains("not among the approvers")));
    assertThat(list()).contains(kept);

    String container = stage.container("kept");
    stage.engine.docker().stopContainerCmd(container).withTimeout(30).exec();
    stage.scene.click(end.ts(), "kept.discard", stage.bob);
    awaitInThread(end, "does not run");
    stage.engine.docker().startContainerCmd(container).exec();
    stage.awaitVersion("kept", OLD);
    assertThat(list()).contains(kept);

    stage.restartBot();
    Posted asSeen = parent(end);
    stage.scene.click(end.ts(), "kept.discard", stage.bob);
    awaitInThread(end, "Deleted");
    Awaitility.await("the button is gone")
        .atMost(PATIENCE)
        .until(() -> discard(parent(end)).isEmpty());
    assertThat(list())
        .noneMatch(name -> name.contains("-failed-"))
        .anyMatch(name -> name.endsWith(".ahdbexp"));

    stage.workspace.clickAsSeen(stage.bob, stage.channel, asSeen, "kept.discard");
    Awaitility.await("bob is told that it is done")
        .atMost(PATIENCE)
        .until(
            () ->
                stage.workspace.shownOnlyTo(stage.bob).stream()
                    .anyMatch(said -> said.contains("Nothing is kept any more")));
    assertThat(stage.reported("kept")).contains(OLD);
    assertThat(new Rows(stage.engine.port(container).orElseThrow()).read())
        .containsExactly("before");
  }

  private static Posted restored() throws Exception {
    Posted parent = stage.scene.ask("kept", "2026.90", stage.alice);
    stage.scene.click(parent.ts(), "backup.run", stage.alice);
    stage.scene.click(parent.ts(), "upgrade.approve", stage.bob);
    Posted asked = stage.scene.awaitEnd(parent.ts(), PATIENCE);
    assertThat(asked.text()).endsWith("Needs attention");
    stage.scene.click(asked.ts(), "attention.restore-backup", stage.bob);
    return stage
        .scene
        .awaitMessage(asked.ts(), PATIENCE, message -> message.text().endsWith("Rolled back"))
        .orElseThrow(() -> new AssertionError(stage.workspace.transcript(stage.channel)));
  }

  private static Posted parent(Posted message) {
    return stage.workspace.messages(stage.channel).stream()
        .filter(there -> there.ts().equals(message.ts()))
        .findFirst()
        .orElseThrow();
  }

  private static Optional<Button> discard(Posted message) {
    return message.buttons().stream()
        .filter(button -> button.actionId().equals("kept.discard"))
        .findFirst();
  }

  private static void awaitInThread(Posted parent, String words) {
    Awaitility.await(words)
        .atMost(PATIENCE)
        .until(
            () ->
                stage.workspace.thread(stage.channel, parent.ts()).stream()
                    .anyMatch(reply -> reply.text().contains(words)));
  }

  /** The names in the directory of backups. */
  private static List<String> list() throws InterruptedException {
    StringBuilder said = new StringBuilder();
    String exec =
        stage
            .engine
            .docker()
            .execCreateCmd(stage.container("kept"))
            .withCmd("ls", "-A", BACKUPS)
            .withAttachStdout(true)
            .exec()
            .getId();
    stage
        .engine
        .docker()
        .execStartCmd(exec)
        .exec(
            new ResultCallback.Adapter<Frame>() {
              @Override
              public void onNext(Frame frame) {
                said.append(new String(frame.getPayload(), StandardCharsets.UTF_8));
              }
            })
        .awaitCompletion();
    return said.toString().lines().toList();
  }
}
