package dev.inedobot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inedobot.config.ConfigReader;
import dev.inedobot.demo.workspace.Channel;
import dev.inedobot.demo.workspace.LocalWorkspace;
import dev.inedobot.demo.workspace.Member;
import dev.inedobot.demo.workspace.Posted;
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
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A bot that is stopped gives the stop sign before anything else: what it acknowledged it still
 * takes, but nothing begins by that any more.
 */
final class StopOrderTest {
  private static final UpgradeId ONE = new UpgradeId("k7m2qxp4");
  private static final UpgradeId OTHER = new UpgradeId("zzzzzzzz");

  private final LocalWorkspace workspace = LocalWorkspace.start();
  private final Channel ops = workspace.channel("ops");
  private final Member bob = workspace.member("bob");
  private final CountDownLatch approving = new CountDownLatch(1);
  private final CountDownLatch closing = new CountDownLatch(1);
  private final CountDownLatch begun = new CountDownLatch(1);
  private final AtomicInteger approvals = new AtomicInteger();
  private final String url;
  private final Path directory;

  StopOrderTest(@TempDir Path directory) {
    this.directory = directory;
    this.url = "jdbc:sqlite:" + directory.resolve("inedobot.db");
  }

  @AfterEach
  void leave() {
    workspace.close();
  }

  private void record(Journal journal, UpgradeId id, String instance) {
    Instant now = Instant.now();
    Actor alice = new Actor("U01ALICE", "alice");
    journal.open(
        new Upgrade(
            id,
            instance,
            "ProGet",
            "2023.9",
            "2024.5",
            UpgradeState.REQUESTED,
            alice,
            now,
            ops.id()),
        Observations.planned("2023.9", "2024.5"),
        UpgradeEvent.of(now, Kind.REQUESTED, alice, ""));
    journal.move(
        id,
        UpgradeState.REQUESTED,
        UpgradeState.ACKNOWLEDGED,
        UpgradeEvent.of(now, Kind.BACKUP_ACKNOWLEDGED, alice, ""));
  }

  /**
   * The first approval is written once the bot is being closed. The second one holds up the end
   * until the first upgrade has begun, or for the time that it would certainly take to begin.
   */
  private void onWrite(String what) {
    try {
      if (what.equals("before ACKNOWLEDGED to QUEUED")) {
        approving.countDown();
        closing.await();
        if (approvals.incrementAndGet() == 2) {
          var unused = begun.await(1, TimeUnit.SECONDS);
        }
      } else if (what.equals("before QUEUED to RUNNING")) {
        begun.countDown();
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  private Bot start() throws Exception {
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
    Bot bot =
        Bot.start(
            ConfigReader.read(environment, null, directory),
            Map.of(),
            Bot::engine,
            new ObservedRecord(this::onWrite));
    workspace.sendTo(URI.create("http://127.0.0.1:" + bot.port() + "/slack/events"));
    return bot;
  }

  private static boolean isServing(int port) throws InterruptedException {
    try {
      return Http.get(port, "/healthz").statusCode() == 200;
    } catch (IOException gone) {
      return false;
    }
  }

  @Test
  void takesWhatItAcknowledgedAndBeginsNothing() throws Exception {
    try (Database database = Database.open(url)) {
      record(database.journal(), ONE, "proget");
      record(database.journal(), OTHER, "otter");
    }
    Bot bot = start();
    int port = bot.port();
    Awaitility.await("both ask for an approval")
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                workspace.messages(ops).stream()
                        .filter(message -> message.text().endsWith("Waiting for approval"))
                        .count()
                    == 2);
    for (Posted parent : workspace.messages(ops)) {
      assertThat(workspace.click(bob, ops, parent.ts(), "upgrade.approve").inTime()).isTrue();
    }
    assertThat(approving.await(30, TimeUnit.SECONDS)).isTrue();
    Thread stopping = new Thread(bot::close, "stopping");
    stopping.start();
    Awaitility.await("it takes nothing more")
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> !isServing(port));
    closing.countDown();
    stopping.join();

    assertThat(begun.getCount()).as("nothing began").isOne();
    try (Database database = Database.open(url)) {
      List<UpgradeState> states =
          List.of(ONE, OTHER).stream()
              .map(id -> database.journal().find(id).orElseThrow().state())
              .toList();
      assertThat(states).containsOnly(UpgradeState.QUEUED);
    }
    assertThat(workspace.messages(ops))
        .as("and it is told")
        .allMatch(message -> message.text().endsWith("Queued"));
  }
}
