package dev.inedobot.slack.announce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inedobot.slack.announce.MessageBook.Posted;
import dev.inedobot.slack.announce.Posts.SlackTrouble;
import dev.inedobot.slack.view.Message;
import dev.inedobot.slack.view.UpgradeMessages;
import dev.inedobot.store.Database;
import dev.inedobot.upgrade.Actor;
import dev.inedobot.upgrade.Upgrade;
import dev.inedobot.upgrade.UpgradeEvent;
import dev.inedobot.upgrade.UpgradeEvent.Kind;
import dev.inedobot.upgrade.UpgradeId;
import dev.inedobot.upgrade.UpgradeState;
import dev.inedobot.upgrade.plan.Observations;
import dev.inedobot.upgrade.run.Journal.JournalProblem;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class UpgradeWriterTest {
  private static final Instant NOW = Instant.parse("2026-11-25T06:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final Actor ALICE = new Actor("U01ALICE", "alice");
  private static final UpgradeId ID = new UpgradeId("k7m2qxp4");

  private final Database database;
  private final Slack slack = new Slack();
  private @Nullable SlackTrouble uneditable;
  private boolean full;

  UpgradeWriterTest(@TempDir Path directory) {
    database = Database.open("jdbc:sqlite:" + directory.resolve("inedobot.db"));
  }

  @AfterEach
  void close() {
    database.close();
  }

  /** Notes what it is told to write. */
  private final class Slack implements Posts {
    final List<String> posted = new ArrayList<>();
    final List<String> updated = new ArrayList<>();

    @Override
    public String post(String channel, @Nullable String thread, Message message) {
      posted.add(message.text());
      return "1." + posted.size();
    }

    @Override
    public void update(String channel, String ts, Message message) throws SlackTrouble {
      updated.add(ts);
      SlackTrouble trouble = uneditable;
      if (trouble != null) {
        throw trouble;
      }
    }
  }

  /** The database's own, on a disk that may be full. */
  private final class Book implements MessageBook {
    @Override
    public Map<String, Posted> posted(UpgradeId id) {
      return database.messages().posted(id);
    }

    @Override
    public void record(UpgradeId id, String slot, Posted message) {
      if (full) {
        throw new JournalProblem("The disk is full.", null);
      }
      database.messages().record(id, slot, message);
    }

    @Override
    public void workspace(String teamId, String url) {
      database.messages().workspace(teamId, url);
    }

    @Override
    public Optional<Workspace> workspace() {
      return database.messages().workspace();
    }

    @Override
    public Optional<String> link(UpgradeId id) {
      return database.messages().link(id);
    }
  }

  private void ask() {
    Upgrade upgrade =
        new Upgrade(
            ID,
            "proget",
            "ProGet",
            "2023.9",
            "2024.5",
            UpgradeState.REQUESTED,
            ALICE,
            NOW,
            "C02OPS");
    database
        .journal()
        .open(
            upgrade,
            Observations.planned("2023.9", "2024.5"),
            UpgradeEvent.of(NOW, Kind.REQUESTED, ALICE, ""));
  }

  private void cancel() {
    assertThat(
            database
                .journal()
                .move(
                    ID,
                    UpgradeState.REQUESTED,
                    UpgradeState.CANCELLED,
                    UpgradeEvent.of(NOW, Kind.CANCELLED, ALICE, "Not today.")))
        .isTrue();
  }

  private void add(Kind kind, String text) {
    database.journal().add(ID, UpgradeEvent.of(NOW, kind, Actor.BOT, text));
  }

  private void move(UpgradeState from, UpgradeState to) {
    UpgradeEvent event = UpgradeEvent.of(NOW, Kind.NOTE, Actor.BOT, to.words());
    assertThat(database.journal().move(ID, from, to, event)).isTrue();
  }

  private UpgradeWriter writer() {
    return new UpgradeWriter(
        database.journal(), new Book(), slack, CLOCK, new Paces(CLOCK, pause -> {}), ID);
  }

  /** As if another version of the bot had worded all of it otherwise. */
  private void reword() {
    UpgradeMessages.of(
            database.journal().find(ID).orElseThrow(),
            database.journal().plan(ID),
            database.journal().events(ID))
        .keySet()
        .forEach(
            slot ->
                database
                    .messages()
                    .record(ID, slot, new Posted("C02OPS", "1." + slot, "of another version")));
  }

  @Test
  void leavesWhatHasEndedAsItWasTold() throws Exception {
    ask();
    writer().write();
    cancel();
    assertThat(writer().write()).isTrue();
    int posted = slack.posted.size();
    slack.updated.clear();
    reword();
    assertThat(writer().write()).isTrue();
    assertThat(slack.updated).isEmpty();

    database
        .journal()
        .add(ID, UpgradeEvent.of(NOW, Kind.OLD_GONE, Actor.BOT, "The old container is gone."));
    assertThat(writer().write()).isTrue();
    assertThat(slack.updated).isEmpty();
    assertThat(slack.posted).hasSize(posted + 1);
    assertThat(slack.posted.get(posted)).contains("The old container is gone.");
  }

  @Test
  void editsWhatHasEndedWhereTheRecordWentOn() throws Exception {
    ask();
    add(Kind.DATA_KEPT, "a place");
    move(UpgradeState.REQUESTED, UpgradeState.ACKNOWLEDGED);
    move(UpgradeState.ACKNOWLEDGED, UpgradeState.QUEUED);
    move(UpgradeState.QUEUED, UpgradeState.RUNNING);
    move(UpgradeState.RUNNING, UpgradeState.SUCCEEDED);
    assertThat(writer().write()).isTrue();
    int posted = slack.posted.size();
    slack.updated.clear();

    add(Kind.KEPT_DISCARDED, "a place");
    assertThat(writer().write()).isTrue();
    assertThat(slack.posted).hasSize(posted + 1);
    assertThat(slack.updated).as("the parent, whose button is gone").containsExactly("1.1");
    assertThat(writer().write()).isTrue();
    assertThat(slack.updated).as("once").hasSize(1);
  }

  @Test
  void insistsOnNoEditOfWhatEndedBeforeThatWasNoted() throws Exception {
    ask();
    cancel();
    for (String error : List.of("is_archived", "edit_window_closed")) {
      reword();
      uneditable = SlackTrouble.refused(error);
      assertThat(writer().write()).as(error).isTrue();
    }
    assertThat(slack.updated).as("it is tried").isNotEmpty();
    assertThat(slack.posted).isEmpty();
  }

  @Test
  void editsTheParentOfWhatEndedWhenTheBotWasStopped() throws Exception {
    ask();
    cancel();
    reword();
    assertThat(writer().write()).isTrue();
    assertThat(slack.updated).contains("1." + UpgradeMessages.PARENT);
  }

  @Test
  void tellsNothingTwiceWhileWhereItStandsCanNotBeNoted() throws Exception {
    ask();
    UpgradeWriter writer = writer();
    full = true;
    for (int tries = 0; tries < 3; tries++) {
      assertThatThrownBy(writer::write).isInstanceOf(JournalProblem.class);
    }
    full = false;
    writer.write();

    assertThat(slack.posted).hasSize(1);
    assertThat(slack.updated).isEmpty();
    assertThat(database.messages().posted(ID)).hasSize(1);
  }
}
