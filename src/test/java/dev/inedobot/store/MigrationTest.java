package dev.inedobot.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inedobot.upgrade.Step;
import dev.inedobot.upgrade.Upgrade;
import dev.inedobot.upgrade.UpgradeEvent;
import dev.inedobot.upgrade.UpgradeEvent.Kind;
import dev.inedobot.upgrade.UpgradeId;
import dev.inedobot.upgrade.UpgradeState;
import dev.inedobot.upgrade.run.Journal;
import dev.inedobot.upgrade.run.Journal.JournalProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file of an older version is brought up to date, after a copy. */
final class MigrationTest {
  private static final UpgradeId SUCCEEDED = new UpgradeId("aaaaaaaa");
  private static final UpgradeId KEEPING = new UpgradeId("bbbbbbbb");
  private static final UpgradeId WAITING = new UpgradeId("cccccccc");

  private final Path file;
  private final Path copy;

  MigrationTest(@TempDir Path directory) {
    this.file = directory.resolve("inedobot.db");
    this.copy = directory.resolve("inedobot.db.before-v2");
  }

  private String url() {
    return "jdbc:sqlite:" + file;
  }

  /** A file as the first version left it, with three upgrades. */
  private void first() {
    Flyway.configure(Database.class.getClassLoader())
        .dataSource(Database.source(url()))
        .locations("classpath:dev/inedobot/store/migration")
        .target("1")
        .load()
        .migrate();
    Jdbi.create(url())
        .useHandle(
            handle -> {
              upgrade(handle, SUCCEEDED, "proget", "SUCCEEDED");
              event(handle, SUCCEEDED, 1, "REQUESTED", null, "");
              event(handle, SUCCEEDED, 2, "STEP_DONE", "PULL", "pulled");
              event(handle, SUCCEEDED, 3, "OLD_KEPT", null, "2026-11-25T06:00:00Z");
              event(handle, SUCCEEDED, 4, "OLD_GONE", null, "removed");
              upgrade(handle, KEEPING, "otter", "SUCCEEDED");
              event(handle, KEEPING, 1, "OLD_KEPT", null, "2026-11-25T06:00:00Z");
              upgrade(handle, WAITING, "proget", "ACKNOWLEDGED");
              event(handle, WAITING, 1, "REQUESTED", null, "");
            });
  }

  private static void upgrade(Handle handle, UpgradeId id, String instance, String state) {
    handle.execute(
        "INSERT INTO upgrade VALUES (?, ?, 'ProGet', '2023.9', '2024.5', ?, 'U01ALICE', 'alice', ?,"
            + " 'C02OPS', ?)",
        id.value(),
        instance,
        state,
        JournalContract.NOW.toEpochMilli(),
        PlanJson.write(JournalContract.PLAN));
  }

  private static void event(
      Handle handle, UpgradeId id, int seq, String kind, @Nullable String step, String text) {
    handle.execute(
        "INSERT INTO upgrade_event VALUES (?, ?, ?, ?, 'U01ALICE', 'alice', ?, ?)",
        id.value(),
        seq,
        JournalContract.NOW.toEpochMilli(),
        kind,
        step,
        text);
  }

  private List<String> files() throws IOException {
    try (Stream<Path> beside = Files.list(file.toAbsolutePath().getParent())) {
      return beside.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void keepsWhatAnOlderVersionRecorded() {
    first();
    try (Database database = Database.open(url())) {
      Journal journal = database.journal();
      assertThat(journal.newest(null, 9))
          .extracting(Upgrade::id)
          .containsExactly(WAITING, KEEPING, SUCCEEDED);
      assertThat(journal.plan(SUCCEEDED)).isEqualTo(JournalContract.PLAN);
      assertThat(journal.events(SUCCEEDED).get(1))
          .isEqualTo(
              new UpgradeEvent(
                  JournalContract.NOW, Kind.STEP_DONE, JournalContract.ALICE, Step.PULL, "pulled"));
      assertThat(journal.keepingOld()).extracting(Upgrade::id).containsExactly(KEEPING);
      assertThat(
              journal.move(
                  WAITING,
                  UpgradeState.ACKNOWLEDGED,
                  UpgradeState.QUEUED,
                  JournalContract.event(Kind.APPROVED, "")))
          .isTrue();
    }
    List<String> states = new ArrayList<>();
    AuditTrail.open(url())
        .read(
            Instant.EPOCH,
            entry -> {
              if (entry.upgrade().equals(WAITING.value())) {
                states.add(entry.stateBefore() + " " + entry.stateAfter());
              }
            });
    assertThat(states).containsExactly("null null", "ACKNOWLEDGED QUEUED");
  }

  @Test
  void makesACopyOfTheFileAsItWasForItsOwnerOnly() throws IOException {
    first();
    Database.open(url()).close();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)))
        .isEqualTo("rw-------");
    Jdbi.create("jdbc:sqlite:" + copy)
        .useHandle(
            handle -> {
              assertThat(count(handle, "SELECT COUNT(*) FROM upgrade")).isEqualTo(3);
              assertThat(count(handle, "SELECT COUNT(*) FROM upgrade_event")).isEqualTo(6);
              assertThat(count(handle, "SELECT MAX(version) FROM flyway_schema_history"))
                  .isEqualTo(1);
            });
    assertThat(files()).containsExactly("inedobot.db", "inedobot.db.before-v2", "inedobot.db.lock");
  }

  private static int count(Handle handle, String query) {
    return handle.createQuery(query).mapTo(Integer.class).one();
  }

  @Test
  void copiesNothingWhenThereIsNothingToChange() throws IOException {
    Database.open(url()).close();
    Database.open(url()).close();
    assertThat(files()).containsExactly("inedobot.db", "inedobot.db.lock");
  }

  @Test
  void makesAnotherCopyBesideOneThatIsThere() throws IOException {
    first();
    Files.writeString(copy, "the last good one");
    Files.writeString(Path.of(copy + ".2"), "one more");
    Database.open(url()).close();
    assertThat(copy).hasContent("the last good one");
    assertThat(Path.of(copy + ".2")).hasContent("one more");
    Jdbi.create("jdbc:sqlite:" + copy + ".3")
        .useHandle(
            handle -> {
              assertThat(count(handle, "SELECT COUNT(*) FROM upgrade")).isEqualTo(3);
              assertThat(count(handle, "SELECT MAX(version) FROM flyway_schema_history"))
                  .isEqualTo(1);
            });
  }

  @Test
  void changesNothingWhenTheCopyCannotBeMade() throws IOException {
    first();
    Path inTheWay = Path.of(copy + ".part");
    Files.createDirectories(inTheWay.resolve("full"));
    assertThatThrownBy(() -> Database.open(url())).isInstanceOf(JournalProblem.class);
    Jdbi.create(url())
        .useHandle(
            handle ->
                assertThat(count(handle, "SELECT MAX(version) FROM flyway_schema_history"))
                    .isEqualTo(1));
  }
}
