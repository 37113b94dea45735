package dev.inedobot.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inedobot.upgrade.Upgrade;
import dev.inedobot.upgrade.UpgradeEvent.Kind;
import dev.inedobot.upgrade.run.Journal.JournalProblem;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file: who may read it, who has it, and what is said when it can't be used. */
final class DatabaseTest {
  private static final int PAGE = 4096;

  private final Path file;

  DatabaseTest(@TempDir Path directory) {
    this.file = directory.resolve("inedobot.db");
  }

  private String url() {
    return "jdbc:sqlite:" + file;
  }

  private void fill(int upgrades) {
    try (Database database = Database.open(url())) {
      for (int i = 0; i < upgrades; i++) {
        Upgrade upgrade = JournalContract.upgrade("%08d".formatted(i), "instance-" + i);
        database
            .journal()
            .open(upgrade, JournalContract.PLAN, JournalContract.event(Kind.REQUESTED, ""));
      }
    }
  }

  private void assertRefused(String... words) {
    assertThatThrownBy(() -> Database.open(url()))
        .isInstanceOf(JournalProblem.class)
        .hasMessageContaining(file.toString())
        .message()
        .contains(words);
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private List<String> files() throws IOException {
    try (Stream<Path> beside = Files.list(file.toAbsolutePath().getParent())) {
      return beside.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  private Path beside(String ending) {
    return file.resolveSibling(file.getFileName() + ending);
  }

  @Test
  void keepsAllItsFilesToTheirOwner() throws IOException {
    try (Database database = Database.open(url())) {
      database.check();
      assertThat(files())
          .containsExactly("inedobot.db", "inedobot.db-shm", "inedobot.db-wal", "inedobot.db.lock");
      for (String ending : List.of("", "-shm", "-wal", ".lock")) {
        assertThat(mode(beside(ending))).as(ending).isEqualTo("rw-------");
      }
    }
  }

  @Test
  void takesAFileThatOthersCouldReadFromThem() throws IOException {
    fill(1);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    try (Database database = Database.open(url())) {
      database.check();
      assertThat(mode(file)).isEqualTo("rw-------");
      assertThat(mode(beside("-wal"))).isEqualTo("rw-------");
    }
  }

  @Test
  void writesThroughALogToTheDiskAndWaitsForOthers() {
    fill(1);
    Jdbi.create(Database.source(url()))
        .useHandle(
            handle -> {
              assertThat(pragma(handle, "journal_mode")).isEqualTo("wal");
              assertThat(pragma(handle, "synchronous")).as("full").isEqualTo("2");
              assertThat(pragma(handle, "busy_timeout")).isEqualTo("5000");
              assertThat(pragma(handle, "foreign_keys")).isEqualTo("1");
            });
  }

  private static String pragma(Handle handle, String name) {
    return handle.createQuery("PRAGMA " + name).mapTo(String.class).one();
  }

  @Test
  void isKeptByAnotherProcessUntilThatEnds() throws IOException {
    try (OtherProcess other = OtherProcess.holding(url())) {
      assertThat(other).isNotNull();
      assertRefused("in use by another inedobot", "stop the other one");
    }
    try (Database database = Database.open(url())) {
      database.check();
    }
  }

  @Test
  void saysWhenItsBeginningIsDamaged() throws IOException {
    fill(1);
    overwrite(0, 100);
    assertRefused("is no SQLite database, or its beginning is damaged", "restore a copy");
  }

  @Test
  void saysWhenAPageInTheMiddleIsDamaged() throws IOException {
    fill(40);
    long pages = Files.size(file) / PAGE;
    assertThat(pages).isGreaterThan(20);
    overwrite(pages / 2 * PAGE, PAGE);
    assertRefused("is damaged", "restore a copy");
  }

  @Test
  void saysWhenItsEndIsMissing() throws IOException {
    fill(40);
    try (RandomAccessFile cut = new RandomAccessFile(file.toFile(), "rw")) {
      cut.setLength(cut.length() / 2 / PAGE * PAGE);
    }
    assertRefused("is damaged", "restore a copy");
  }

  private void overwrite(long from, int length) throws IOException {
    byte[] garbage = new byte[length];
    Arrays.fill(garbage, (byte) 0xA5);
    try (RandomAccessFile damaged = new RandomAccessFile(file.toFile(), "rw")) {
      damaged.seek(from);
      damaged.write(garbage);
    }
  }

  @Test
  void saysWhenANewerVersionWroteIt() {
    fill(1);
    Jdbi.create(url())
        .useHandle(
            handle ->
                handle.execute(
                    "INSERT INTO flyway_schema_history (installed_rank, version, description, type, script,"
                        + " checksum, installed_by, execution_time, success)"
                        + " VALUES (99, '99', 'later', 'SQL', 'V99__later.sql', 1, 'x', 1, 1)"));
    assertRefused("written by a newer inedobot", "Use that version", "inedobot.db.before-v");
  }

  @Test
  void saysWhenItIsAnotherProgramsDatabaseAndLeavesItAsItIs() throws IOException {
    Jdbi.create(url()).useHandle(handle -> handle.execute("CREATE TABLE recipe (name TEXT)"));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    byte[] before = Files.readAllBytes(file);

    assertRefused("can't be used", "another program's", "INEDOBOT_DATABASE_URL");

    assertThat(mode(file)).isEqualTo("rw-r--r--");
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
    assertThat(files()).containsExactly("inedobot.db");
    Jdbi.create(url())
        .useHandle(handle -> assertThat(pragma(handle, "journal_mode")).isEqualTo("delete"));
  }

  @Test
  void leavesAFileThatIsNoDatabaseAsItIs() throws IOException {
    Files.writeString(file, "dear diary ".repeat(1000));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertRefused("is no SQLite database");
    assertThat(mode(file)).isEqualTo("rw-r--r--");
    assertThat(files()).containsExactly("inedobot.db");
  }

  @Test
  void opensAFileWhoseNameHasCharactersOfAnAddress() throws IOException {
    Path odd = file.resolveSibling("in edo%20bot#1.db");
    Database.open("jdbc:sqlite:" + odd).close();
    Database.open("jdbc:sqlite:" + odd).close();
    assertThat(Files.size(odd)).isPositive();
  }

  @Test
  void saysWhenAnotherProgramHasItLocked() {
    fill(1);
    Jdbi.create(url())
        .useHandle(
            handle -> {
              handle.execute("PRAGMA locking_mode = EXCLUSIVE");
              handle.execute("UPDATE upgrade SET channel = 'C'");
              assertRefused("locked by another program");
            });
  }

  @Test
  void saysWhenItsDirectoryIsMissing() {
    Path nowhere = file.resolveSibling("nosuch").resolve("inedobot.db");
    assertThatThrownBy(() -> Database.open("jdbc:sqlite:" + nowhere))
        .isInstanceOf(JournalProblem.class)
        .hasMessageContaining(nowhere.toString())
        .hasMessageContaining("its directory exists");
  }
}
