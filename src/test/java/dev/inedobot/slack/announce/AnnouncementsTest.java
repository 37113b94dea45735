package dev.inedobot.slack.announce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inedobot.slack.announce.Posts.SlackTrouble;
import dev.inedobot.slack.view.Message;
import dev.inedobot.store.Database;
import dev.inedobot.upgrade.Actor;
import dev.inedobot.upgrade.Upgrade;
import dev.inedobot.upgrade.UpgradeEvent;
import dev.inedobot.upgrade.UpgradeEvent.Kind;
import dev.inedobot.upgrade.UpgradeId;
import dev.inedobot.upgrade.UpgradeState;
import dev.inedobot.upgrade.plan.Plans;
import dev.inedobot.upgrade.run.Journal;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What other channels are told of a downtime, and the one who asked of a channel that is lost. */
final class AnnouncementsTest {
  private static final Instant NOW = Instant.parse("2026-11-25T06:00:00Z");
  private static final Actor ALICE = new Actor("U01ALICE", "alice");
  private static final UpgradeId ID = new UpgradeId("k7m2qxp4");
  private static final String OPS = "C02OPS";
  private static final String NEWS = "C03NEWS";
  private static final String ALL = "C04ALL";
  private static final String DEV = "C05DEV";

  private final Database database;
  private final Journal journal;
  private final Map<String, SlackTrouble> trouble = new HashMap<>();
  private final Map<String, List<String>> channels = new HashMap<>();
  private final List<String> thread = new ArrayList<>();
  private final List<String> order = new ArrayList<>();
  private List<Message.Button> buttons = List.of();
  private int posts;

  AnnouncementsTest(@TempDir Path directory) {
    database = Database.open("jdbc:sqlite:" + directory.resolve("inedobot.db"));
    journal = database.journal();
    database.messages().workspace("T01ACME", "https://example.slack.com/");
  }

  @AfterEach
  void close() {
    database.close();
  }

  private final class Slack implements Posts {
    @Override
    public String post(String channel, @Nullable String parent, Message message)
        throws SlackTrouble {
      SlackTrouble problem = trouble.get(channel);
      if (problem != null) {
        throw problem;
      }
      posts++;
      order.add(parent == null ? channel : "thread");
      buttons = message.buttons();
      if (parent == null) {
        channels.computeIfAbsent(channel, first -> new ArrayList<>()).add(message.text());
      } else {
        thread.add(message.text());
      }
      return "17000000%02d.000001".formatted(posts);
    }

    @Override
    public void update(String channel, String ts, Message message) throws SlackTrouble {
      SlackTrouble problem = trouble.get(channel);
      if (problem != null) {
        throw problem;
      }
    }
  }

  private void ask(String... announceTo) {
    journal.open(
        new Upgrade(
            ID, "proget", "ProGet", "2023.9", "2024.5", UpgradeState.REQUESTED, ALICE, NOW, OPS),
        Plans.announcedIn(announceTo),
        UpgradeEvent.of(NOW, Kind.REQUESTED, ALICE, "Expected downtime: about 5 s <!here>."));
    move(UpgradeState.REQUESTED, UpgradeState.ACKNOWLEDGED, Kind.BACKUP_ACKNOWLEDGED, "");
    move(UpgradeState.ACKNOWLEDGED, UpgradeState.QUEUED, Kind.APPROVED, "");
  }

  private void move(UpgradeState from, UpgradeState to, Kind kind, String text) {
    assertThat(journal.move(ID, from, to, UpgradeEvent.of(NOW, kind, ALICE, text))).isTrue();
  }

  private void begin() {
    move(UpgradeState.QUEUED, UpgradeState.RUNNING, Kind.RUN_STARTED, "");
  }

  private void succeed() {
    move(
        UpgradeState.RUNNING,
        UpgradeState.SUCCEEDED,
        Kind.FINISHED,
        "proget runs ProGet 2024.5 now. It was unavailable for 5.1 s.");
  }

  /** As after a restart: with what is noted, and nothing else. */
  private UpgradeWriter writer() {
    Clock clock = Clock.systemUTC();
    return new UpgradeWriter(
        journal, database.messages(), new Slack(), clock, new Paces(clock, pause -> {}), ID);
  }

  private List<String> told(String channel) {
    return channels.getOrDefault(channel, List.of());
  }

  @Test
  void tellsOneLineBeforeAndOneAfterAndNeitherAgainAfterARestart() throws Exception {
    ask(NEWS, ALL);
    writer().write();
    assertThat(told(NEWS)).isEmpty();
    begin();
    writer().write();
    writer().write();
    succeed();
    writer().write();
    assertThat(writer().write()).isTrue();

    for (String channel : List.of(NEWS, ALL)) {
      assertThat(told(channel)).hasSize(2);
      assertThat(told(channel).get(0))
          .contains("*proget* (ProGet 2023.9)", "2024.5", "Expected downtime: about 5 s", "alice")
          .contains("<https://example.slack.com/archives/C02OPS/p", "|Its thread>")
          .doesNotContain("<!here>", "<@")
          .doesNotContain("\n");
      assertThat(told(channel).get(1))
          .contains("*Succeeded*", "unavailable for 5.1 s")
          .doesNotContain("\n");
    }
    assertThat(thread).noneMatch(reply -> reply.contains("I can't tell"));
  }

  @Test
  void tellsNothingOfWhatIsAheadOnceItIsOver() throws Exception {
    ask(NEWS);
    begin();
    succeed();
    writer().write();
    assertThat(told(NEWS)).singleElement().asString().contains("*Succeeded*");
  }

  @Test
  void tellsNothingOfARunThatNeverBegan() throws Exception {
    ask(NEWS);
    move(UpgradeState.QUEUED, UpgradeState.CANCELLED, Kind.VETOED, "");
    assertThat(writer().write()).isTrue();
    assertThat(told(NEWS)).isEmpty();
  }

  @Test
  void saysInTheThreadWhichChannelTakesNoneAndGoesOn() throws Exception {
    trouble.put(NEWS, SlackTrouble.refused("not_in_channel"));
    ask(NEWS, ALL);
    begin();
    writer().write();
    succeed();
    assertThat(writer().write()).isTrue();
    assertThat(writer().write()).isTrue();

    assertThat(told(ALL)).hasSize(2);
    assertThat(thread.stream().filter(reply -> reply.contains("<#" + NEWS + ">")))
        .singleElement()
        .asString()
        .contains("`not_in_channel`", "Invite me");
    assertThat(thread).anyMatch(reply -> reply.contains("*Succeeded.*"));
  }

  @Test
  void sendsLaterWhatCanNotBeSentNowAndHoldsUpNothing() throws Exception {
    trouble.put(NEWS, SlackTrouble.rateLimited(Duration.ofSeconds(9)));
    ask(NEWS);
    begin();
    Instant now = Instant.now();
    UpgradeWriter writer = writer();
    assertThat(writer.write()).isFalse();
    assertThat(writer.nextAnnouncement())
        .hasValueSatisfying(
            due -> assertThat(due).isBetween(now.plusSeconds(9), Instant.now().plusSeconds(9)));
    assertThat(thread).anyMatch(reply -> reply.contains("begins at"));
    trouble.clear();
    writer.write();
    assertThat(told(NEWS)).as("not before it is due").isEmpty();
    writer().write();
    assertThat(told(NEWS)).hasSize(1);
  }

  @Test
  void isNotAtItsEndWhileALineIsPutOff() throws Exception {
    trouble.put(NEWS, SlackTrouble.rateLimited(Duration.ofSeconds(9)));
    ask(NEWS);
    begin();
    succeed();
    assertThat(writer().write()).isFalse();
    trouble.clear();
    assertThat(writer().write()).isTrue();
    assertThat(told(NEWS)).singleElement().asString().contains("*Succeeded*");
  }

  @Test
  void tellsOtherChannelsBeforeTheThreadOfWhatIsAheadAndAfterItOfTheEnd() throws Exception {
    ask(NEWS);
    writer().write();
    order.clear();
    begin();
    writer().write();
    assertThat(order).startsWith(NEWS, "thread");
    succeed();
    writer().write();
    assertThat(order).endsWith("thread", NEWS);
  }

  @Test
  void tellsOtherChannelsThoughItsOwnTakesNothing() throws Exception {
    ask(NEWS);
    writer().write();
    SlackTrouble archived = SlackTrouble.refused("is_archived");
    trouble.put(OPS, archived);
    begin();
    assertThatThrownBy(() -> writer().write()).isSameAs(archived);
    assertThat(told(NEWS)).hasSize(1);
  }

  @Test
  void sendsAgainOnlyWhatSlackCertainlyDidNotTake() throws Exception {
    trouble.put(
        NEWS, SlackTrouble.unreachable("Read timed out", new SocketTimeoutException("Read")));
    trouble.put(DEV, SlackTrouble.refused("fatal_error"));
    trouble.put(ALL, SlackTrouble.unreachable("refused", new ConnectException("refused")));
    ask(NEWS, ALL, DEV);
    begin();
    assertThatCode(() -> writer().write()).doesNotThrowAnyException();
    trouble.clear();
    writer().write();
    assertThat(told(ALL)).hasSize(1);
    assertThat(told(NEWS)).as("Slack may have taken it").isEmpty();
    assertThat(told(DEV)).as("Slack may have taken it").isEmpty();
    assertThat(thread).noneMatch(reply -> reply.contains("I can't tell"));
  }

  @Test
  void doesNotSendAgainWhatMayHaveBeenSentWhenTheBotWasKilled() throws Exception {
    ask(NEWS);
    begin();
    writer().write();
    database
        .messages()
        .record(ID, "announced before " + NEWS, new MessageBook.Posted(NEWS, "", "sending"));
    writer().write();
    assertThat(told(NEWS)).hasSize(1);
  }

  @Test
  void tellsTheOneWhoAskedThatTheChannelIsLostAndHowItEnded() throws Exception {
    ask();
    writer().write();
    SlackTrouble archived = SlackTrouble.refused("is_archived");
    trouble.put(OPS, archived);
    begin();
    UpgradeWriter writer = writer();
    assertThatThrownBy(writer::write).isSameAs(archived);
    writer.tellRequester(archived, NOW);
    writer.tellRequester(archived, NOW);
    succeed();
    writer().tellRequester(archived, NOW.plusSeconds(1));
    writer().tellRequester(archived, NOW.plusSeconds(1));

    assertThat(told(ALICE.id())).hasSize(2);
    assertThat(told(ALICE.id()).get(0))
        .contains("<#C02OPS>", "`is_archived`", "does not wait")
        .endsWith("Running");
    assertThat(told(ALICE.id()).get(1)).contains("unavailable for 5.1 s").endsWith("Succeeded");
    trouble.clear();
    assertThat(writer().write()).isTrue();
    assertThat(thread).anyMatch(reply -> reply.contains("*Succeeded.*"));
  }

  @Test
  void tellsNobodyDirectlyWhatEndedBeforeTheBotWasStarted() throws Exception {
    ask();
    writer().write();
    begin();
    succeed();
    SlackTrouble archived = SlackTrouble.refused("is_archived");
    writer().tellRequester(archived, NOW.plusSeconds(1));
    assertThat(told(ALICE.id())).isEmpty();
    writer().tellRequester(archived, NOW);
    assertThat(told(ALICE.id())).hasSize(1);
  }

  @Test
  void asksTheOneWhoAskedForAChoiceEachTimeThatTheChannelIsLost() throws Exception {
    ask();
    writer().write();
    begin();
    SlackTrouble archived = SlackTrouble.refused("is_archived");
    for (String why : List.of("It did not get healthy.", "It did not get healthy again.")) {
      move(UpgradeState.RUNNING, UpgradeState.NEEDS_ATTENTION, Kind.FINISHED, why);
      writer().tellRequester(archived, NOW);
      writer().tellRequester(archived, NOW);
      assertThat(buttons).extracting(Message.Button::action).contains("attention.wait");
      move(UpgradeState.NEEDS_ATTENTION, UpgradeState.RUNNING, Kind.CHOSEN, "KEEP_WAITING");
    }
    assertThat(told(ALICE.id())).hasSize(2);
    assertThat(told(ALICE.id()).get(0))
        .contains("did not get healthy.", "waits for a choice", "Who can choose: ")
        .doesNotContain("does not wait")
        .endsWith("Needs attention");
    assertThat(told(ALICE.id()).get(1)).contains("did not get healthy again.");
    writer().tellRequester(archived, NOW);
    assertThat(buttons).as("nothing is to be chosen now").isEmpty();
  }
}
