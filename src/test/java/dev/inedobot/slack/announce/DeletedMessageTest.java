package dev.inedobot.slack.announce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inedobot.demo.workspace.Channel;
import dev.inedobot.demo.workspace.LocalWorkspace;
import dev.inedobot.demo.workspace.Posted;
import dev.inedobot.slack.SlackBot;
import dev.inedobot.slack.announce.Posts.SlackTrouble;
import dev.inedobot.slack.view.Message;
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
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is still told when people delete messages, or Slack does not let them be edited. */
final class DeletedMessageTest {
  private static final Instant NOW = Instant.parse("2026-11-25T06:00:00Z");
  private static final Actor ALICE = new Actor("U01ALICE", "alice");
  private static final UpgradeId ID = new UpgradeId("k7m2qxp4");

  private final LocalWorkspace workspace = LocalWorkspace.start();
  private final Channel ops = workspace.channel("ops");
  private final Database database;
  private final Journal journal;
  private @Nullable String editError;

  DeletedMessageTest(@TempDir Path directory) {
    database = Database.open("jdbc:sqlite:" + directory.resolve("inedobot.db"));
    journal = database.journal();
  }

  /** The workspace's, but for edits that are refused for a reason that it has not. */
  private final class Refusing implements Posts {
    private final Posts posts;

    Refusing(Posts posts) {
      this.posts = posts;
    }

    @Override
    public String post(String channel, @Nullable String thread, Message message)
        throws SlackTrouble {
      return posts.post(channel, thread, message);
    }

    @Override
    public void update(String channel, String ts, Message message) throws SlackTrouble {
      String error = editError;
      if (error != null) {
        throw SlackTrouble.refused(error);
      }
      posts.update(channel, ts, message);
    }
  }

  @BeforeEach
  void ask() {
    journal.open(
        new Upgrade(
            ID,
            "proget",
            "ProGet",
            "2023.9",
            "2024.5",
            UpgradeState.REQUESTED,
            ALICE,
            NOW,
            ops.id()),
        Observations.planned("2023.9", "2024.5"),
        UpgradeEvent.of(NOW, Kind.REQUESTED, ALICE, ""));
  }

  @AfterEach
  void close() {
    workspace.close();
    database.close();
  }

  /** As after a restart: with what is noted, and nothing else. */
  private boolean write() throws Exception {
    Posts posts =
        SlackBot.connect(workspace.apiUrl(), workspace.botToken(), workspace.signingSecret())
            .posts();
    Clock clock = Clock.systemUTC();
    return new UpgradeWriter(
            journal, database.messages(), new Refusing(posts), clock, new Paces(clock, p -> {}), ID)
        .write();
  }

  private void move(UpgradeState from, UpgradeState to, Kind kind, String text) {
    assertThat(journal.move(ID, from, to, UpgradeEvent.of(NOW, kind, ALICE, text))).isTrue();
  }

  private void acknowledge() {
    move(UpgradeState.REQUESTED, UpgradeState.ACKNOWLEDGED, Kind.BACKUP_ACKNOWLEDGED, "");
  }

  private void cancel() {
    move(UpgradeState.ACKNOWLEDGED, UpgradeState.CANCELLED, Kind.CANCELLED, "Not today.");
  }

  private Posted parent() {
    return workspace.messages(ops).get(0);
  }

  @Test
  void goesOnInTheThreadOfADeletedParentAndTellsTheOutcomeThere() throws Exception {
    write();
    String parent = parent().ts();
    acknowledge();
    write();
    workspace.delete(ops, parent);
    cancel();
    assertThat(write()).isTrue();
    assertThat(write()).as("nothing more is to be told").isTrue();

    assertThat(workspace.messages(ops)).isEmpty();
    List<Posted> thread = workspace.thread(ops, parent);
    assertThat(thread).hasSize(3);
    assertThat(thread.get(0).text()).contains("a backup of proget exists");
    assertThat(thread.get(1).text()).contains("cancelled this", "Not today.");
    assertThat(thread.get(2).text()).contains("proget").endsWith("Cancelled");
  }

  @Test
  void tellsTheOutcomeInTheChannelOnceThereIsNoThread() throws Exception {
    write();
    workspace.delete(ops, parent().ts());
    acknowledge();
    assertThat(write()).isFalse();
    assertThat(workspace.messages(ops)).hasSize(1);
    assertThat(parent().buttons()).as("it can still be approved").isNotEmpty();
    cancel();
    assertThat(write()).isTrue();
    assertThat(write()).isTrue();

    assertThat(workspace.messages(ops)).hasSize(2);
    assertThat(workspace.messages(ops).get(1).text()).contains("proget").endsWith("Cancelled");
  }

  @Test
  void goesOnWithoutAnAnswerThatWasDeleted() throws Exception {
    write();
    String parent = parent().ts();
    acknowledge();
    UpgradeEvent first = UpgradeEvent.of(NOW, Kind.WAITING, Actor.BOT, "One is before it.");
    journal.add(ID, first);
    write();
    List<Posted> thread = workspace.thread(ops, parent);
    assertThat(thread.get(1).text()).contains("One is before it.");
    workspace.delete(ops, thread.get(1).ts());
    journal.add(ID, UpgradeEvent.of(NOW, Kind.WAITING, Actor.BOT, "It is the next."));
    cancel();
    assertThat(write()).isTrue();

    assertThat(workspace.thread(ops, parent)).hasSize(2);
    assertThat(workspace.thread(ops, parent).get(1).text()).contains("cancelled this");
    assertThat(parent().text()).endsWith("Cancelled");
  }

  @Test
  void goesOnWhereSlackLetsNothingBeEdited() throws Exception {
    write();
    for (String error : List.of("edit_window_closed", "cant_update_message")) {
      editError = error;
      if (error.equals("edit_window_closed")) {
        acknowledge();
      } else {
        cancel();
      }
      write();
      write();
    }
    List<Posted> thread = workspace.thread(ops, parent().ts());
    assertThat(thread).hasSize(4);
    assertThat(thread.get(1).buttons()).as("what the parent can't ask").isNotEmpty();
    assertThat(thread.get(2).text()).contains("cancelled this");
    assertThat(thread.get(3).text()).endsWith("Cancelled");
    assertThat(parent().text()).doesNotEndWith("Cancelled");
  }

  @Test
  void asksWithNewButtonsEachTimeWhereTheParentCannotBeEdited() throws Exception {
    write();
    editError = "edit_window_closed";
    acknowledge();
    move(UpgradeState.ACKNOWLEDGED, UpgradeState.QUEUED, Kind.APPROVED, "");
    move(UpgradeState.QUEUED, UpgradeState.RUNNING, Kind.RUN_STARTED, "");
    needAttention("It is silent.");
    assertAsks("It is silent.");
    move(UpgradeState.NEEDS_ATTENTION, UpgradeState.RUNNING, Kind.CHOSEN, "KEEP_WAITING");
    write();
    needAttention("It is silent once more.");
    assertAsks("It is silent once more.");
    assertThat(write()).isFalse();
    assertAsks("It is silent once more.");
  }

  private void needAttention(String why) throws Exception {
    move(UpgradeState.RUNNING, UpgradeState.NEEDS_ATTENTION, Kind.FINISHED, why);
    write();
  }

  /** The newest message of the thread has the question and its buttons. */
  private void assertAsks(String why) {
    List<Posted> thread = workspace.thread(ops, parent().ts());
    Posted newest = thread.get(thread.size() - 1);
    assertThat(newest.text()).contains(why).endsWith("Needs attention");
    assertThat(newest.buttons()).isNotEmpty();
  }
}
