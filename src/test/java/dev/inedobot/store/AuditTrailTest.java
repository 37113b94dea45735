package dev.inedobot.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inedobot.audit.AuditEntry;
import dev.inedobot.slack.announce.MessageBook;
import dev.inedobot.upgrade.Actor;
import dev.inedobot.upgrade.Step;
import dev.inedobot.upgrade.UpgradeEvent;
import dev.inedobot.upgrade.UpgradeEvent.Kind;
import dev.inedobot.upgrade.UpgradeId;
import dev.inedobot.upgrade.UpgradeState;
import dev.inedobot.upgrade.plan.Observations;
import dev.inedobot.upgrade.run.Journal;
import dev.inedobot.upgrade.run.Journal.JournalProblem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads beside a bot that has the file open and writes. */
final class AuditTrailTest {
  private static final Instant NOW = JournalContract.NOW;
  private static final Actor BOB = new Actor("U02BOB", "bob");
  private static final UpgradeId FIRST = new UpgradeId("aaaaaaaa");
  private static final UpgradeId SECOND = new UpgradeId("bbbbbbbb");

  private final String url;
  private final Path file;

  AuditTrailTest(@TempDir Path directory) {
    file = directory.resolve("inedobot.db");
    url = "jdbc:sqlite:" + file;
  }

  private static UpgradeEvent at(int seconds, Kind kind, Actor actor, String text) {
    return UpgradeEvent.of(NOW.plusSeconds(seconds), kind, actor, text);
  }

  private static void record(Database database) {
    Journal journal = database.journal();
    journal.open(
        JournalContract.upgrade(FIRST.value(), "proget"),
        JournalContract.PLAN,
        at(0, Kind.REQUESTED, JournalContract.ALICE, ""));
    journal.move(
        FIRST,
        UpgradeState.REQUESTED,
        UpgradeState.ACKNOWLEDGED,
        at(1, Kind.BACKUP_ACKNOWLEDGED, JournalContract.ALICE, ""));
    journal.move(
        FIRST,
        UpgradeState.ACKNOWLEDGED,
        UpgradeState.QUEUED,
        at(2, Kind.APPROVED, BOB, "=looks fine"));
    journal.add(
        FIRST, UpgradeEvent.of(NOW.plusSeconds(3), Kind.STEP_STARTED, Step.SET_ASIDE, "so"));
    // The container that the second one replaces.
    journal.add(FIRST, at(4, Kind.CREATED, Actor.BOT, Observations.OLD_ID));
    journal.move(
        FIRST,
        UpgradeState.QUEUED,
        UpgradeState.FAILED,
        at(5, Kind.FINISHED, Actor.BOT, "It failed."));
    database.messages().workspace("T01LOCAL", "https://example.slack.com/");
    database
        .messages()
        .record(
            FIRST, MessageBook.PARENT, new MessageBook.Posted("C02OPS", "1795586704.000200", "h"));
    journal.open(
        JournalContract.upgrade(SECOND.value(), "proget"),
        JournalContract.PLAN,
        at(6, Kind.REQUESTED, BOB, ""));
  }

  private List<AuditEntry> read(Instant since) {
    List<AuditEntry> entries = new ArrayList<>();
    AuditTrail.open(url).read(since, entries::add);
    return entries;
  }

  @Test
  void tellsWhoDidWhatWhenAndWhatItChanged() {
    try (Database database = Database.open(url)) {
      record(database);
      List<AuditEntry> entries = read(Instant.EPOCH);

      assertThat(entries)
          .extracting(entry -> entry.event() + " " + entry.stateBefore() + " " + entry.stateAfter())
          .containsExactly(
              "REQUESTED null REQUESTED",
              "BACKUP_ACKNOWLEDGED REQUESTED ACKNOWLEDGED",
              "APPROVED ACKNOWLEDGED QUEUED",
              "STEP_STARTED null null",
              "CREATED null null",
              "FINISHED QUEUED FAILED",
              "REQUESTED null REQUESTED");
      assertThat(entries.get(2))
          .isEqualTo(
              new AuditEntry(
                  "2026-11-25T06:00:02.123Z",
                  "aaaaaaaa",
                  3,
                  "proget",
                  "ProGet",
                  "APPROVED",
                  null,
                  "ACKNOWLEDGED",
                  "QUEUED",
                  "U02BOB",
                  "bob",
                  "=looks fine",
                  "2023.9",
                  "2024.5",
                  "proget.inedo.com/productimages/inedo/proget:24.0.4",
                  "sha256:" + "1".repeat(64),
                  null,
                  "proget.inedo.com/productimages/inedo/proget:24.0.5",
                  "sha256:" + "d".repeat(64),
                  JournalContract.PLAN.hash(),
                  "https://example.slack.com/archives/C02OPS/p1795586704000200"));
      assertThat(entries.get(3).step()).isEqualTo("set aside");
    }
  }

  @Test
  void knowsTheDigestOfAContainerThatAnEarlierUpgradeMade() {
    try (Database database = Database.open(url)) {
      record(database);
      AuditEntry second = read(NOW.plusSeconds(6)).get(0);
      assertThat(second.upgrade()).isEqualTo("bbbbbbbb");
      assertThat(second.digestBefore()).isEqualTo("sha256:" + "d".repeat(64));
      assertThat(second.message()).isNull();
    }
  }

  @Test
  void readsFromAMomentOn() {
    try (Database database = Database.open(url)) {
      record(database);
    }
    assertThat(read(NOW.plusSeconds(5)))
        .extracting(AuditEntry::event)
        .containsExactly("FINISHED", "REQUESTED");
    assertThat(read(NOW.plusSeconds(7))).isEmpty();
  }

  @Test
  void isNotDisturbedByWhatIsWrittenMeanwhile() {
    try (Database database = Database.open(url)) {
      record(database);
      List<String> read = new ArrayList<>();
      AuditTrail.open(url)
          .read(
              Instant.EPOCH,
              entry -> {
                read.add(entry.event());
                database.journal().add(SECOND, at(60, Kind.NOTE, Actor.BOT, "meanwhile"));
              });
      assertThat(read).hasSize(7).doesNotContain("NOTE");
      assertThat(read(NOW.plusSeconds(60))).hasSize(7);
    }
  }

  @Test
  void saysWhenThereIsNoSuchFileAndMakesNone() {
    assertThatThrownBy(() -> AuditTrail.open(url))
        .isInstanceOf(JournalProblem.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("INEDOBOT_DATABASE_URL");
    assertThat(Files.exists(file)).isFalse();
  }

  @Test
  void leavesAFileOfAnOlderVersionAlone() {
    Flyway.configure(Database.class.getClassLoader())
        .dataSource(Database.source(url))
        .locations("classpath:dev/inedobot/store/migration")
        .target("1")
        .load()
        .migrate();
    assertThatThrownBy(() -> AuditTrail.open(url))
        .isInstanceOf(JournalProblem.class)
        .hasMessageContaining("older inedobot");
  }

  @Test
  void saysWhenItIsNoDatabase() throws java.io.IOException {
    Files.writeString(file, "dear diary ".repeat(1000));
    assertThatThrownBy(() -> AuditTrail.open(url))
        .isInstanceOf(JournalProblem.class)
        .hasMessageContaining("is no SQLite database");
  }
}
