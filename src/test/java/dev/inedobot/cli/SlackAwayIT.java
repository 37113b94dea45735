package dev.inedobot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inedobot.demo.standin.StandInProduct;
import dev.inedobot.demo.standin.StandInTag;
import dev.inedobot.demo.workspace.Posted;
import dev.inedobot.upgrade.plan.Names;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An upgrade waits for nobody; what Slack missed is told when it is back. */
@Tag("docker")
final class SlackAwayIT {
  private static final StandInTag OLD = StandInTag.of(StandInProduct.PROGET, "24.0.4");

  @SuppressWarnings("NullAway.Init")
  private Stage stage;

  @BeforeEach
  void set(@TempDir Path directory) throws Exception {
    stage =
        new Stage(directory)
            .publish(List.of(StandInTag.of(StandInProduct.PROGET, "24.0.5")))
            .with("proget", OLD, "stable-for: 1s, health-timeout: 60s", List.of())
            .with("limited", OLD, "stable-for: 1s, health-timeout: 60s", List.of())
            .start();
  }

  @AfterEach
  void strike() {
    stage.close();
  }

  private Posted acknowledged(String instance) throws Exception {
    Posted parent = stage.scene.ask(instance, "2024.5", stage.alice);
    stage.scene.click(parent.ts(), "backup.acknowledge", stage.alice);
    stage.scene.awaitMessage(
        parent.ts(), Duration.ofSeconds(30), m -> m.text().endsWith("Waiting for approval"));
    return parent;
  }

  private void awaitDone(String instance) {
    Awaitility.await("the old container is gone, Slack or not")
        .atMost(Duration.ofMinutes(2))
        .until(
            () ->
                stage.reported(instance).filter("24.0.5"::equals).isPresent()
                    && stage.engine.find(Names.old(stage.container(instance))).isEmpty());
  }

  private void assertToldOnceAndInOrder(Posted end) {
    assertThat(end.text()).endsWith("Succeeded");
    List<String> thread = stage.wholeThread(end).stream().map(Posted::text).toList();
    assertThat(thread).doesNotHaveDuplicates();
    assertThat(thread.stream().filter(told -> told.matches("(?s)[1-7]/7 .*")))
        .extracting(told -> told.substring(0, 3))
        .containsExactly("1/7", "2/7", "3/7", "4/7", "5/7", "6/7", "7/7");
    assertThat(thread).last().asString().contains("*Succeeded.*");
  }

  @Test
  void theThreadIsCompletedInOrderWhenSlackComesBack() throws Exception {
    Posted parent = acknowledged("proget");
    // The approval itself needs Slack: it is asked whether bob may approve.
    stage.scene.click(parent.ts(), "upgrade.approve", stage.bob);
    stage.scene.awaitMessage(
        parent.ts(), Duration.ofSeconds(30), m -> !m.text().endsWith("Waiting for approval"));
    stage.workspace.apiDown(true);
    awaitDone("proget");
    int told = stage.workspace.thread(stage.channel, parent.ts()).size();
    assertThat(told).as("messages that got through before").isLessThan(8);

    stage.workspace.apiDown(false);
    assertToldOnceAndInOrder(stage.scene.awaitEnd(parent.ts(), Duration.ofMinutes(2)));
  }

  @Test
  void aBotThatEndsWhileSlackIsAwayTellsTheRestAtItsNextStart() throws Exception {
    Posted parent = acknowledged("proget");
    stage.scene.click(parent.ts(), "upgrade.approve", stage.bob);
    stage.scene.awaitMessage(
        parent.ts(), Duration.ofSeconds(30), m -> !m.text().endsWith("Waiting for approval"));
    stage.workspace.apiDown(true);
    awaitDone("proget");
    stage.stopBot();
    stage.workspace.apiDown(false);
    stage.restartBot();
    assertToldOnceAndInOrder(stage.scene.awaitEnd(parent.ts(), Duration.ofMinutes(2)));
  }

  @Test
  void aLimitedChannelHoldsUpNoOther() throws Exception {
    Posted limited = acknowledged("limited");
    Posted parent = acknowledged("proget");
    stage.scene.click(limited.ts(), "upgrade.approve", stage.bob);
    stage.workspace.answerRateLimited("chat.postMessage", 2, Duration.ofSeconds(4));
    stage.scene.click(parent.ts(), "upgrade.approve", stage.bob);
    awaitDone("limited");
    awaitDone("proget");
    assertToldOnceAndInOrder(stage.scene.awaitEnd(parent.ts(), Duration.ofMinutes(2)));
    assertToldOnceAndInOrder(stage.scene.awaitEnd(limited.ts(), Duration.ofMinutes(2)));
    assertThat(stage.workspace.refusals())
        .as("calls that Slack refused but for the two that it limited")
        .noneMatch(refusal -> !refusal.contains("ratelimited"));
  }
}
