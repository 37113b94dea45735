package dev.inedobot.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inedobot.doctor.DatabaseFacts;
import dev.inedobot.slack.announce.MessageBook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DatabaseCheckupTest {
  private final Path directory;
  private final Path file;

  DatabaseCheckupTest(@TempDir Path directory) {
    this.directory = directory;
    this.file = directory.resolve("inedobot.db");
  }

  private DatabaseFacts look() {
    return DatabaseCheckup.look("jdbc:sqlite:" + file);
  }

  /** Each file's name with its size and time. */
  private Map<String, List<Object>> files() throws IOException {
    Map<String, List<Object>> all = new TreeMap<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path each : files.toList()) {
        all.put(
            each.getFileName().toString(),
            List.of(Files.size(each), Files.getLastModifiedTime(each)));
      }
    }
    return all;
  }

  @Test
  void makesNothingBeforeTheFirstStart() throws Exception {
    DatabaseFacts facts = look();
    assertThat(facts.exists()).isFalse();
    assertThat(facts.writable()).isTrue();
    assertThat(facts.problem()).isNull();
    assertThat(files()).isEmpty();
  }

  @Test
  void looksBesideABotThatRunsAndChangesNothing() throws Exception {
    try (Database open = Database.open("jdbc:sqlite:" + file)) {
      open.messages().workspace("T1", "https://x.slack.com/");
      Map<String, List<Object>> before = files();
      DatabaseFacts facts = look();
      assertThat(facts.exists()).isTrue();
      assertThat(facts.writable()).isTrue();
      assertThat(facts.ownerOnly()).isTrue();
      assertThat(facts.problem()).isNull();
      assertThat(files()).isEqualTo(before);
      open.check();
    }
    assertThat(look().schema()).contains(look().newest());
  }

  @Test
  void seesWhatCantBeUsed() throws Exception {
    Files.writeString(file, "dear diary ".repeat(1000));
    assertThat(look().problem()).contains("no SQLite database");
    Files.delete(file);
    Jdbi.create("jdbc:sqlite:" + file).useHandle(h -> h.execute("CREATE TABLE theirs (a TEXT)"));
    assertThat(look().problem()).contains("another program's");
    Files.delete(file);
    Database.open("jdbc:sqlite:" + file).close();
    Jdbi.create("jdbc:sqlite:" + file)
        .useHandle(
            h ->
                h.execute(
                    "UPDATE flyway_schema_history SET version = '999' WHERE installed_rank ="
                        + " (SELECT MAX(installed_rank) FROM flyway_schema_history)"));
    assertThat(look().problem()).contains("newer inedobot");
  }

  private Optional<MessageBook.Workspace> workspace() {
    return DatabaseCheckup.workspace("jdbc:sqlite:" + file);
  }

  @Test
  void readsWhichWorkspaceTheRecordBelongsTo() throws Exception {
    assertThat(workspace()).isEmpty();
    assertThat(files()).as("nothing is made").isEmpty();
    try (Database open = Database.open("jdbc:sqlite:" + file)) {
      assertThat(open.messages().workspace()).isEmpty();
      open.messages().workspace("T1", "https://x.slack.com/");
      assertThat(open.messages().workspace())
          .contains(new MessageBook.Workspace("T1", "https://x.slack.com/"));
    }
    Map<String, List<Object>> before = files();
    assertThat(workspace()).contains(new MessageBook.Workspace("T1", "https://x.slack.com/"));
    assertThat(files()).isEqualTo(before);
    Jdbi.create("jdbc:sqlite:" + file)
        .useHandle(h -> h.execute("ALTER TABLE slack_workspace DROP COLUMN team_id"));
    assertThat(workspace())
        .as("before the id was noted")
        .contains(new MessageBook.Workspace("", "https://x.slack.com/"));
    Jdbi.create("jdbc:sqlite:" + file).useHandle(h -> h.execute("DROP TABLE slack_workspace"));
    assertThat(workspace()).isEmpty();
  }

  @Test
  void tellsAnotherWorkspaceByItsIdOrWhereThatIsUnknownByItsAddress() {
    String url = "https://x.slack.com/";
    MessageBook.Workspace noted = new MessageBook.Workspace("T1", url);
    assertThat(noted.isOtherThan("T1", "https://renamed.slack.com/")).isFalse();
    assertThat(noted.isOtherThan("T2", url)).isTrue();
    assertThat(noted.isOtherThan("", url)).isFalse();
    MessageBook.Workspace old = new MessageBook.Workspace("", url);
    assertThat(old.isOtherThan("T1", url)).isFalse();
    assertThat(old.isOtherThan("T1", "https://y.slack.com/")).isTrue();
    assertThat(old.isOtherThan("T1", "")).isFalse();
    assertThat(new MessageBook.Workspace("", "").isOtherThan("T1", url)).isFalse();
  }

  @Test
  void seesWhoMayReadIt() throws Exception {
    Database.open("jdbc:sqlite:" + file).close();
    assertThat(look().ownerOnly()).isTrue();
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(look().ownerOnly()).isFalse();
  }

  @Test
  void seesThatItsDirectoryIsMissing() {
    DatabaseFacts facts =
        DatabaseCheckup.look("jdbc:sqlite:" + directory.resolve("missing/inedobot.db"));
    assertThat(facts.directoryExists()).isFalse();
    assertThat(facts.writable()).isFalse();
  }
}
