package dev.inedobot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inedobot.demo.standin.StandInProduct;
import dev.inedobot.demo.standin.StandInTag;
import dev.inedobot.demo.workspace.Member;
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

/** Two approvals, by a user and by a member of a group, and not by the one who asked. */
@Tag("docker")
final class ApprovalIT {
  @SuppressWarnings("NullAway.Init")
  private static Stage stage;

  @SuppressWarnings("NullAway.Init")
  private static Member carol;

  @BeforeAll
  static void set(@TempDir Path directory) throws Exception {
    stage = new Stage(directory);
    carol = stage.workspace.member("carol");
    String group = stage.workspace.userGroup("admins", List.of(carol, stage.alice));
    stage
        .approvedBy(
            "{ approvers: [%s, %s], required: 2, allow-self-approval: false }"
                .formatted(stage.bob.id(), group))
        .publish(List.of(StandInTag.of(StandInProduct.PROGET, "24.0.5")))
        .with("proget", StandInTag.of(StandInProduct.PROGET, "24.0.4"))
        .with("away", StandInTag.of(StandInProduct.PROGET, "24.0.4"))
        .start();
  }

  @AfterAll
  static void strike() {
    stage.close();
  }

  private static Posted acknowledged(String instance) throws Exception {
    Posted parent = stage.scene.ask(instance, "2024.5", stage.alice);
    stage.scene.click(parent.ts(), "backup.acknowledge", stage.alice);
    assertThat(
            stage.scene.awaitMessage(
                parent.ts(),
                Duration.ofSeconds(20),
                message -> message.text().endsWith("Waiting for approval")))
        .isPresent();
    return parent;
  }

  private static void approve(Posted parent, Member who, String answer) {
    int before = stage.workspace.shownOnlyTo(who).size();
    stage.workspace.click(who, stage.channel, parent.ts(), "upgrade.approve");
    Awaitility.await(who.name() + " is told " + answer)
        .atMost(Duration.ofSeconds(15))
        .until(
            () ->
                stage.workspace.shownOnlyTo(who).stream()
                    .skip(before)
                    .anyMatch(said -> said.contains(answer)));
  }

  @Test
  void countsEachApproverOnceAndNobodyElse() throws Exception {
    Posted parent = acknowledged("proget");

    approve(parent, stage.alice, "somebody else must approve");
    approve(parent, stage.workspace.member("dave"), "not among the approvers");
    stage.workspace.click(stage.bob, stage.channel, parent.ts(), "upgrade.approve");
    Awaitility.await("bob's approval is in the thread")
        .atMost(Duration.ofSeconds(20))
        .until(() -> thread(parent).contains("<@" + stage.bob.id() + "> approved"));
    approve(parent, stage.bob, "needs somebody else too");
    assertThat(stage.reported("proget")).contains("24.0.4");
    stage.workspace.click(carol, stage.channel, parent.ts(), "upgrade.approve");

    Posted end = stage.scene.awaitEnd(parent.ts(), Duration.ofMinutes(2));
    assertThat(end.text()).endsWith("Succeeded");
    assertThat(stage.threadText(end).split("> approved at ", -1)).hasSize(3);
  }

  private static String thread(Posted parent) {
    StringBuilder text = new StringBuilder();
    stage.workspace.thread(stage.channel, parent.ts()).forEach(r -> text.append(r.text()));
    return text.toString();
  }

  @Test
  void upgradesWithoutSlackAndCompletesTheThreadWhenItIsBack() throws Exception {
    Posted parent = acknowledged("away");
    stage.workspace.click(stage.bob, stage.channel, parent.ts(), "upgrade.approve");
    stage.workspace.click(carol, stage.channel, parent.ts(), "upgrade.approve");
    assertThat(
            stage.scene.awaitMessage(
                parent.ts(),
                Duration.ofSeconds(20),
                message -> !message.text().endsWith("Waiting for approval")))
        .isPresent();
    stage.workspace.apiDown(true);

    stage.awaitVersion("away", "24.0.5");
    stage.workspace.apiDown(false);

    Posted end = stage.scene.awaitEnd(parent.ts(), Duration.ofMinutes(2));
    assertThat(end.text()).endsWith("Succeeded");
    String thread = stage.threadText(end);
    for (String verb :
        List.of("pull", "create", "stop", "set aside", "start", "health", "remove")) {
      assertThat(thread.split("\\*" + verb + "\\* — ", -1)).as(verb).hasSize(2);
    }
    assertThat(thread).containsSubsequence("*pull*", "*stop*", "*health*", "*Succeeded.*");
  }
}
