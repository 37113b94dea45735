package dev.inedobot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.inedobot.store.Database;
import dev.inedobot.upgrade.Actor;
import dev.inedobot.upgrade.Upgrade;
import dev.inedobot.upgrade.UpgradeEvent;
import dev.inedobot.upgrade.UpgradeEvent.Kind;
import dev.inedobot.upgrade.UpgradeId;
import dev.inedobot.upgrade.UpgradeState;
import dev.inedobot.upgrade.plan.Observations;
import dev.inedobot.upgrade.run.Journal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process as people start it: what it says and its exit status. */
final class MainProcessTest {
  private final Path directory;

  MainProcessTest(@TempDir Path directory) {
    this.directory = directory;
  }

  private record Ended(int status, String out, String error) {}

  private Ended run(String... arguments) throws IOException, InterruptedException {
    int status = start(Map.of(), arguments).waitFor();
    return new Ended(status, Files.readString(out()), Files.readString(error()));
  }

  private Path out() {
    return directory.resolve("out");
  }

  private Path error() {
    return directory.resolve("error");
  }

  private Process start(Map<String, String> environment, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                Main.class.getName()));
    command.addAll(List.of(arguments));
    ProcessBuilder process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectOutput(out().toFile())
            .redirectError(error().toFile());
    process
        .environment()
        .putAll(
            Map.of(
                "SLACK_BOT_TOKEN", "xoxb-none",
                "SLACK_SIGNING_SECRET", "none",
                "INEDOBOT_DATABASE_URL", url()));
    process.environment().putAll(environment);
    return process.start();
  }

  private String url() {
    return "jdbc:sqlite:" + directory.resolve("inedobot.db");
  }

  @Test
  void doesNotStartOnADamagedRecordAndSaysWhatToDo() throws Exception {
    Files.writeString(directory.resolve("inedobot.db"), "dear diary ".repeat(1000));
    Ended ended = run("serve");
    assertThat(ended.status()).isEqualTo(2);
    assertThat(ended.error())
        .startsWith("inedobot can't start: The database " + directory.resolve("inedobot.db"))
        .contains("restore a copy");
    assertThat(ended.error() + ended.out()).doesNotContain("\tat ", "Exception");
  }

  @Test
  void doesNotStartOnTheRecordOfAnotherBot() throws Exception {
    try (Database other = Database.open(url())) {
      Ended ended = run();
      assertThat(ended.status()).isEqualTo(2);
      assertThat(ended.error())
          .startsWith("inedobot can't start: ")
          .contains("in use by another inedobot");
      assertThat(ended.error() + ended.out()).doesNotContain("\tat ", "Exception");
      other.check();
    }
  }

  /** An upgrade that runs, as far as a record goes. */
  private void record(UpgradeId id) {
    Instant now = Instant.now();
    Actor alice = new Actor("U01ALICE", "alice");
    try (Database database = Database.open(url())) {
      Journal journal = database.journal();
      journal.open(
          new Upgrade(
              id,
              "proget",
              "ProGet",
              "2023.9",
              "2024.5",
              UpgradeState.REQUESTED,
              alice,
              now,
              "C02OPS"),
          Observations.planned("2023.9", "2024.5"),
          UpgradeEvent.of(now, Kind.REQUESTED, alice, ""));
      UpgradeState from = UpgradeState.REQUESTED;
      for (UpgradeState to :
          List.of(UpgradeState.ACKNOWLEDGED, UpgradeState.QUEUED, UpgradeState.RUNNING)) {
        journal.move(id, from, to, UpgradeEvent.of(now, Kind.NOTE, alice, ""));
        from = to;
      }
    }
  }

  @Test
  void endsCleanlyWhenItIsToldToWhileSlackIsAway() throws Exception {
    UpgradeId id = new UpgradeId("k7m2qxp4");
    record(id);
    Process bot =
        start(
            Map.of(
                "SLACK_API_URL", "http://127.0.0.1:1/api/",
                "DOCKER_HOST", "tcp://127.0.0.1:1"),
            "serve");
    try {
      Awaitility.await("Slack is tried")
          .atMost(Duration.ofSeconds(60))
          .until(() -> Files.readString(out()).contains("trying again"));
      bot.destroy();
      assertThat(bot.waitFor(20, TimeUnit.SECONDS)).as("it ends in time").isTrue();
    } finally {
      bot.destroyForcibly().waitFor();
    }
    assertThat(bot.exitValue()).isEqualTo(143);
    assertThat(Files.readString(error())).doesNotContain("can't start", "\tat ");
    try (Database database = Database.open(url())) {
      assertThat(database.journal().events(id))
          .extracting(UpgradeEvent::text)
          .anyMatch(text -> text.startsWith("I am being stopped."));
    }
  }

  @Test
  void exportsBesideABotThatHasTheRecordOpen() throws Exception {
    try (Database other = Database.open(url())) {
      Ended ended = run("audit", "export", "--format", "json", "--since", "30d");
      assertThat(ended).isEqualTo(new Ended(0, ended.out(), ""));
      assertThat(JsonMapper.builder().build().readTree(ended.out()).isArray()).isTrue();
      other.check();
    }
  }

  @Test
  void saysWhenThereIsNothingToExport() throws Exception {
    Ended ended = run("audit", "export", "--format", "csv");
    assertThat(ended.status()).isEqualTo(2);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.error())
        .startsWith("There is no database " + directory.resolve("inedobot.db"))
        .doesNotContain("\tat ");
  }

  @Test
  void saysWhichMomentsItUnderstands() throws Exception {
    Database.open(url()).close();
    Ended ended = run("audit", "export", "--format", "csv", "--since", "yesterday");
    assertThat(ended).isEqualTo(new Ended(2, "", ended.error()));
    assertThat(ended.error()).contains("30d").doesNotContain("\tat ");
  }
}
