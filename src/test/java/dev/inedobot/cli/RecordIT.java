package dev.inedobot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.inedobot.audit.AuditFormat;
import dev.inedobot.demo.standin.StandInProduct;
import dev.inedobot.demo.standin.StandInTag;
import dev.inedobot.demo.workspace.Button;
import dev.inedobot.demo.workspace.Posted;
import dev.inedobot.store.LongRecord;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be had of the record of a real upgrade: the history in Slack, and the export. */
@Tag("docker")
final class RecordIT {
  @SuppressWarnings("NullAway.Init")
  private static Stage stage;

  @SuppressWarnings("NullAway.Init")
  private static Posted upgraded;

  @BeforeAll
  static void set(@TempDir Path directory) throws Exception {
    stage = new Stage(directory);
    // Ten that are long over, of an instance that there is no more.
    LongRecord.fill(stage.databaseUrl(), 10, 1);
    stage
        .publish(List.of(StandInTag.of(StandInProduct.PROGET, "24.0.5")))
        .with("proget", StandInTag.of(StandInProduct.PROGET, "24.0.4"))
        .start();
    Posted parent = stage.scene.ask("proget", "2024.5", stage.alice);
    stage.scene.click(parent.ts(), "backup.acknowledge", stage.alice);
    stage.scene.click(parent.ts(), "upgrade.approve", stage.bob);
    upgraded = stage.scene.awaitEnd(parent.ts(), Duration.ofMinutes(2));
    assertThat(upgraded.text()).endsWith("Succeeded");
  }

  @AfterAll
  static void strike() {
    stage.close();
  }

  private static String link() {
    return "https://local.slack.com/archives/%s/p%s"
        .formatted(stage.channel.id(), upgraded.ts().replace(".", ""));
  }

  @Test
  void tellsInSlackWhatWasDoneByWhomAndWhere() {
    String history = stage.tells(stage.alice, "/inedo history ProGet");
    assertThat(history)
        .contains(
            "*proget* ProGet 2024.4 → 2024.5: *Succeeded*",
            "took ",
            "asked for by <@" + stage.alice.id() + ">",
            "approved by <@" + stage.bob.id() + ">",
            "It was unavailable for ",
            "<" + link() + "|thread>");
    assertThat(stage.tells(stage.alice, "/inedo history progte")).contains("`proget`");
    assertThat(stage.tells(stage.alice, "/inedo history a b")).contains("/inedo history");
  }

  @Test
  void turnsItsPagesInPlace() {
    String first = stage.tells(stage.bob, "/inedo history instance-0");
    assertThat(first).contains("1 to 8", "*instance-0*");
    Posted page = shown();
    assertThat(page.buttons()).extracting(Button::actionId).containsExactly("history.older");

    turn(page, "history.older", "9 to 10");
    assertThat(shown().buttons()).extracting(Button::actionId).containsExactly("history.newer");
    turn(shown(), "history.newer", "1 to 8");
    assertThat(stage.workspace.messagesOnlyFor(stage.bob))
        .filteredOn(message -> message.text().contains("*Upgrades of instance-0*"))
        .hasSize(1);
  }

  private static Posted shown() {
    List<Posted> messages = stage.workspace.messagesOnlyFor(stage.bob);
    return messages.get(messages.size() - 1);
  }

  private static void turn(Posted page, String button, String expected) {
    stage.workspace.click(stage.bob, stage.channel, page.ts(), button);
    Awaitility.await("the page " + expected)
        .atMost(Duration.ofSeconds(15))
        .until(() -> shown().text().contains(expected));
  }

  @Test
  void exportsEveryEventBesideTheRunningBot() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int status =
        AuditExportCommand.export(
            stage.databaseUrl(),
            Instant.EPOCH,
            AuditFormat.JSON,
            new PrintStream(out, true, StandardCharsets.UTF_8));
    String json = out.toString(StandardCharsets.UTF_8);

    assertThat(status).isZero();
    List<JsonNode> entries =
        StreamSupport.stream(JsonMapper.builder().build().readTree(json).spliterator(), false)
            .filter(entry -> entry.path("instance").asText().equals("proget"))
            .toList();
    assertThat(entries)
        .filteredOn(entry -> !entry.path("state_after").isNull())
        .extracting(
            entry ->
                "%s %s by %s"
                    .formatted(
                        entry.path("event").asText(),
                        entry.path("state_after").asText(),
                        entry.path("actor_name").asText()))
        .containsExactly(
            "REQUESTED REQUESTED by alice",
            "BACKUP_ACKNOWLEDGED ACKNOWLEDGED by alice",
            "APPROVED QUEUED by bob",
            "RUN_STARTED RUNNING by inedobot",
            "FINISHED SUCCEEDED by inedobot");
    assertThat(entries)
        .filteredOn(entry -> entry.path("event").asText().equals("STEP_DONE"))
        .extracting(entry -> entry.path("step").asText())
        .containsExactly("pull", "create", "stop", "set aside", "start", "health", "remove");
    assertThat(entries)
        .allSatisfy(
            entry -> {
              assertThat(entry.path("message").asText()).isEqualTo(link());
              assertThat(entry.path("plan_hash").asText()).matches("[0-9a-f]{64}");
              assertThat(entry.path("digest_after").asText()).matches("sha256:[0-9a-f]{64}");
              assertThat(entry.path("image_id_before").asText()).matches("sha256:[0-9a-f]{64}");
            });
  }
}
