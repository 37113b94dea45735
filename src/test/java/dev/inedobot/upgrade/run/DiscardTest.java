package dev.inedobot.upgrade.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inedobot.store.Database;
import dev.inedobot.upgrade.Actor;
import dev.inedobot.upgrade.Upgrade;
import dev.inedobot.upgrade.UpgradeEvent;
import dev.inedobot.upgrade.UpgradeEvent.Kind;
import dev.inedobot.upgrade.UpgradeId;
import dev.inedobot.upgrade.UpgradeState;
import dev.inedobot.upgrade.plan.Backups;
import dev.inedobot.upgrade.plan.Plans;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When something that is kept may be deleted, and what is recorded if it can't be. */
final class DiscardTest {
  private static final Instant NOW = Instant.parse("2026-11-25T06:00:00Z");
  private static final UpgradeId ID = new UpgradeId("k7m2qxp4");
  private static final UpgradeId OTHER = new UpgradeId("zzzzzzzz");
  private static final Actor BOB = new Actor("U02BOB", "bob");
  private static final String PLACE = "/etc in the container proget";

  private final Database database;
  private final Journal journal;

  DiscardTest(@TempDir Path directory) {
    database = Database.open("jdbc:sqlite:" + directory.resolve("inedobot.db"));
    journal = database.journal();
    open(ID);
    journal.add(ID, event(Kind.DATA_KEPT, PLACE));
    journal.move(ID, UpgradeState.REQUESTED, UpgradeState.CANCELLED, event(Kind.CANCELLED, ""));
  }

  @AfterEach
  void close() {
    database.close();
  }

  private static UpgradeEvent event(Kind kind, String text) {
    return UpgradeEvent.of(NOW, kind, BOB, text);
  }

  private void open(UpgradeId id) {
    journal.open(
        new Upgrade(
            id, "proget", "ProGet", "2025.4", "2026.1", UpgradeState.REQUESTED, BOB, NOW, "C1"),
        Plans.withEmbeddedDatabase("2025.4", "2026.1"),
        event(Kind.REQUESTED, ""));
  }

  /** As after a start of the bot. */
  private Discard discard() {
    return new Discard(journal, new Hosts(Map.of()), Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private List<Kind> kinds() {
    return journal.events(ID).stream().map(UpgradeEvent::kind).toList();
  }

  @Test
  void isBegunOnceAtATimeAndCanBeBegunAgain() throws Exception {
    Discard discard = discard();
    assertThat(discard.begin(ID, BOB)).isEmpty();
    assertThat(discard.begin(ID, BOB))
        .hasValueSatisfying(why -> assertThat(why).contains("already"));
    discard.perform(ID);
    assertThat(discard.begin(ID, BOB)).isEmpty();
    assertThat(discard().begin(ID, BOB)).as("after a kill in the middle").isEmpty();
  }

  @Test
  void deletesNothingThatDoesNotHaveANameOfItsOwn() throws Exception {
    Discard discard = discard();
    assertThat(discard.begin(ID, BOB)).isEmpty();
    discard.perform(ID);
    assertThat(kinds()).endsWith(Kind.DISCARD_ASKED, Kind.DISCARD_FAILED);
    List<UpgradeEvent> events = journal.events(ID);
    assertThat(events.get(events.size() - 2).actor()).isEqualTo(BOB);
    assertThat(events.get(events.size() - 1).text())
        .contains(PLACE, "no name that I give", "click again");
    assertThat(Backups.allKept(events)).containsExactly(PLACE);
  }

  private void endFailed(UpgradeId id) {
    open(id);
    journal.add(id, event(Kind.DATA_KEPT, PLACE));
    journal.move(
        id, UpgradeState.REQUESTED, UpgradeState.ACKNOWLEDGED, event(Kind.BACKUP_ASKED, ""));
    journal.move(id, UpgradeState.ACKNOWLEDGED, UpgradeState.QUEUED, event(Kind.APPROVED, ""));
    journal.move(id, UpgradeState.QUEUED, UpgradeState.FAILED, event(Kind.FINISHED, ""));
  }

  @Test
  void saysAfterTheStartWhatTheEndOfTheBotCutOff() throws Exception {
    endFailed(OTHER);
    discard().takeUp();
    assertThat(journal.events(OTHER)).extracting(UpgradeEvent::kind).endsWith(Kind.FINISHED);

    assertThat(discard().begin(OTHER, BOB)).isEmpty();
    Discard started = discard();
    started.takeUp();
    started.takeUp();
    List<UpgradeEvent> events = journal.events(OTHER);
    assertThat(events)
        .extracting(UpgradeEvent::kind)
        .endsWith(Kind.FINISHED, Kind.DISCARD_ASKED, Kind.DISCARD_FAILED);
    assertThat(events.get(events.size() - 1).text()).contains(PLACE, "stopped", "Click again");
    assertThat(started.begin(OTHER, BOB)).isEmpty();
    started.perform(OTHER);
    started.takeUp();
    assertThat(journal.events(OTHER))
        .extracting(UpgradeEvent::kind)
        .endsWith(Kind.DISCARD_FAILED, Kind.DISCARD_ASKED, Kind.DISCARD_FAILED);
  }

  @Test
  void isNotBegunWhereNothingIsKept() {
    journal.add(ID, event(Kind.KEPT_DISCARDED, PLACE));
    assertThat(discard().begin(ID, BOB))
        .hasValueSatisfying(why -> assertThat(why).contains("Nothing is kept"));
    assertThat(kinds()).doesNotContain(Kind.DISCARD_ASKED);
  }

  @Test
  void waitsForAnUpgradeThatIsUnderWay() {
    open(OTHER);
    assertThat(discard().begin(ID, BOB))
        .hasValueSatisfying(why -> assertThat(why).contains("zzzzzzzz", "under way"));
    assertThat(kinds()).doesNotContain(Kind.DISCARD_ASKED);
  }
}
