package dev.inedobot.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inedobot.slack.announce.MessageBook.Posted;
import dev.inedobot.upgrade.UpgradeId;
import dev.inedobot.upgrade.run.Journal;
import dev.inedobot.upgrade.run.Journal.JournalProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The journal on a real file. */
final class SqliteJournalTest extends JournalContract {
  private final Path directory;
  private Database database;

  SqliteJournalTest(@TempDir Path directory) {
    this.directory = directory;
    this.database = Database.open(url());
  }

  private String url() {
    return "jdbc:sqlite:" + directory.resolve("inedobot.db");
  }

  @Override
  Journal journal() {
    return database.journal();
  }

  @BeforeEach
  void canBeRead() {
    database.check();
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void keepsItsFileToItsOwner() throws IOException {
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(directory.resolve("inedobot.db"))))
        .isEqualTo("rw-------");
  }

  @Test
  void keepsEverythingAcrossARestart() {
    open(upgrade("aaaaaaaa", "proget"));
    Posted posted = new Posted("C02OPS", "1.2", "hash");
    database.messages().record(new UpgradeId("aaaaaaaa"), "parent", posted);
    database.close();
    database = Database.open(url());
    assertThat(journal().activeFor("proget")).contains(upgrade("aaaaaaaa", "proget"));
    assertThat(journal().plan(new UpgradeId("aaaaaaaa"))).isEqualTo(PLAN);
    assertThat(journal().events(new UpgradeId("aaaaaaaa"))).hasSize(1);
    assertThat(database.messages().posted(new UpgradeId("aaaaaaaa")))
        .isEqualTo(Map.of("parent", posted));
  }

  @Test
  void remembersTheNewestContentOfAMessage() {
    UpgradeId id = new UpgradeId("aaaaaaaa");
    open(upgrade("aaaaaaaa", "proget"));
    database.messages().record(id, "parent", new Posted("C02OPS", "1.2", "old"));
    database.messages().record(id, "step", new Posted("C02OPS", "1.3", "other"));
    database.messages().record(id, "parent", new Posted("C02OPS", "1.2", "new"));
    assertThat(database.messages().posted(id))
        .containsOnly(
            Map.entry("parent", new Posted("C02OPS", "1.2", "new")),
            Map.entry("step", new Posted("C02OPS", "1.3", "other")));
  }

  @Test
  void keepsASecondBotOut() {
    assertThatThrownBy(() -> Database.open(url()))
        .isInstanceOf(JournalProblem.class)
        .hasMessageContaining("in use by another inedobot");
  }

  @Test
  void saysWhatIsWrongWithAFileOfSomethingElse() throws IOException {
    Path other = directory.resolve("notes.txt");
    Files.writeString(other, "dear diary ".repeat(1000));
    assertThatThrownBy(() -> Database.open("jdbc:sqlite:" + other))
        .isInstanceOf(JournalProblem.class)
        .hasMessageContaining("notes.txt");
  }
}
