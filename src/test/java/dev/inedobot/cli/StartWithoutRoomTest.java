package dev.inedobot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inedobot.config.ConfigReader;
import dev.inedobot.demo.workspace.LocalWorkspace;
import dev.inedobot.store.Database;
import dev.inedobot.upgrade.Actor;
import dev.inedobot.upgrade.Upgrade;
import dev.inedobot.upgrade.UpgradeEvent;
import dev.inedobot.upgrade.UpgradeEvent.Kind;
import dev.inedobot.upgrade.UpgradeId;
import dev.inedobot.upgrade.UpgradeState;
import dev.inedobot.upgrade.plan.Observations;
import dev.inedobot.upgrade.run.Journal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A record that takes some writes no more keeps the bot neither from its upgrades nor from Slack.
 */
final class StartWithoutRoomTest {
  private static final UpgradeId ID = new UpgradeId("k7m2qxp4");
  private static final String WORKSPACE = "SELECT COUNT(*) FROM slack_workspace";
  private static final String APPOINTMENTS = "SELECT COUNT(*) FROM scheduled_tasks";

  private final String url;
  private final Path directory;

  StartWithoutRoomTest(@TempDir Path directory) {
    this.directory = directory;
    this.url = "jdbc:sqlite:" + directory.resolve("inedobot.db");
  }

  private void record() {
    Instant now = Instant.now();
    Upgrade upgrade =
        new Upgrade(
            ID,
            "proget",
            "ProGet",
            "2023.9",
            "2024.5",
            UpgradeState.REQUESTED,
            Actor.BOT,
            now,
            "C02OPS");
    try (Database database = Database.open(url)) {
      Journal journal = database.journal();
      journal.open(
          upgrade,
          Observations.planned("2023.9", "2024.5"),
          UpgradeEvent.of(now, Kind.REQUESTED, Actor.BOT, ""));
      UpgradeState from = UpgradeState.REQUESTED;
      for (UpgradeState to :
          List.of(UpgradeState.ACKNOWLEDGED, UpgradeState.QUEUED, UpgradeState.RUNNING)) {
        journal.move(ID, from, to, UpgradeEvent.of(now, Kind.NOTE, Actor.BOT, ""));
        from = to;
      }
    }
  }

  /** What the first writes of a start meet on a disk without room. */
  private static void fill(Handle handle) {
    handle.execute(
        "INSERT INTO scheduled_tasks (task_name, task_instance, execution_time, picked, version)"
            + " VALUES ('look', 'aaaaaaaa REQUESTED', 4102444800000, 0, 1)");
    handle.execute(
        "CREATE TRIGGER full_tasks BEFORE DELETE ON scheduled_tasks"
            + " BEGIN SELECT RAISE(FAIL, 'database or disk is full'); END");
    handle.execute(
        "CREATE TRIGGER full_workspace BEFORE INSERT ON slack_workspace"
            + " BEGIN SELECT RAISE(FAIL, 'database or disk is full'); END");
  }

  private int count(String query) {
    return Jdbi.create(url)
        .withHandle(handle -> handle.createQuery(query).mapTo(Integer.class).one());
  }

  @Test
  void goesOnWithItsUpgradesAndMakesTheRestGoodLater() throws Exception {
    record();
    Jdbi.create(url).useHandle(StartWithoutRoomTest::fill);
    try (LocalWorkspace workspace = LocalWorkspace.start()) {
      Map<String, String> environment =
          Map.of(
              "SLACK_API_URL",
              workspace.apiUrl(),
              "SLACK_BOT_TOKEN",
              workspace.botToken(),
              "SLACK_SIGNING_SECRET",
              workspace.signingSecret(),
              "INEDOBOT_BIND",
              "127.0.0.1",
              "INEDOBOT_PORT",
              "0",
              "INEDOBOT_DATABASE_URL",
              url,
              "DOCKER_HOST",
              "tcp://127.0.0.1:1");
      try (Bot bot = Bot.start(ConfigReader.read(environment, null, directory), Map.of())) {
        assertThat(Http.get(bot.port(), "/healthz").statusCode()).isEqualTo(200);
        assertThat(count(WORKSPACE)).isZero();
        assertThat(count(APPOINTMENTS)).isOne();
        Jdbi.create(url)
            .useHandle(
                handle -> {
                  handle.execute("DROP TRIGGER full_tasks");
                  handle.execute("DROP TRIGGER full_workspace");
                });
        Awaitility.await("both are written")
            .atMost(Duration.ofSeconds(30))
            .until(() -> count(WORKSPACE) == 1 && count(APPOINTMENTS) == 0);
      }
    }
    try (Database database = Database.open(url)) {
      assertThat(database.journal().events(ID))
          .as("it was being gone on with")
          .extracting(UpgradeEvent::text)
          .anyMatch(text -> text.startsWith("I am being stopped."));
    }
  }
}
