package dev.inedobot.store;

import dev.inedobot.upgrade.run.Journal.JournalProblem;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationState;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.sqlite.SQLiteDataSource;

/** The tables of a database file, as far as versioned migrations have brought them. */
final class Schema {
  /** The table of the migrations: the first that is made. */
  static final String HISTORY = "flyway_schema_history";

  static final String MIGRATIONS = "classpath:dev/inedobot/store/migration";

  private final SQLiteDataSource source;
  private final Path file;
  private final Flyway flyway;

  Schema(SQLiteDataSource source, Path file) {
    this.source = source;
    this.file = file;
    this.flyway =
        Flyway.configure(Schema.class.getClassLoader())
            .dataSource(source)
            .table(HISTORY)
            .locations(MIGRATIONS)
            .ignoreMigrationPatterns(new String[0])
            .load();
  }

  /**
   * Brings the tables up to date. If there is something to change in a file that has tables
   * already, a copy of the file is made next to it first, {@code <file>.before-v<version>}; a copy
   * that is there is left as it is, for it may be the last good one, and the new one is called
   * {@code <file>.before-v<version>.2}, or the next number that is free.
   *
   * @throws JournalProblem if the file is none of ours, damaged, or of a newer inedobot
   */
  void bringUpToDate() throws IOException {
    try {
      MigrationInfoService info = flyway.info();
      refuseNewer(info);
      MigrationInfo[] pending = info.pending();
      if (info.current() != null && pending.length > 0) {
        copy(free(file.getFileName() + ".before-v" + pending[0].getVersion()));
      }
      flyway.migrate();
    } catch (FlywayException | JdbiException failure) {
      throw SqlFailure.unusable(file, failure);
    }
  }

  /** Throws {@link JournalProblem} unless the tables are those of this version. Changes nothing. */
  void refuseOthers() {
    try {
      MigrationInfoService info = flyway.info();
      refuseNewer(info);
      if (info.current() == null) {
        throw new JournalProblem("The database %s holds no record yet.".formatted(file), null);
      }
      if (info.pending().length > 0) {
        throw new JournalProblem(
            "The database %s was written by an older inedobot. Start this one on it once; that brings it"
                    .formatted(file)
                + " up to date and keeps a copy.",
            null);
      }
    } catch (FlywayException failure) {
      throw SqlFailure.unusable(file, failure);
    }
  }

  private void refuseNewer(MigrationInfoService info) {
    boolean newer =
        Arrays.stream(info.applied())
            .map(MigrationInfo::getState)
            .anyMatch(
                state ->
                    state == MigrationState.FUTURE_SUCCESS
                        || state == MigrationState.FUTURE_FAILED);
    if (newer) {
      throw new JournalProblem(
          "The database %s was written by a newer inedobot. Use that version, or restore the copy that it"
                  .formatted(file)
              + " made next to the file before it changed it (%s.before-v…): remove the file with its -wal and -shm"
                  .formatted(file.getFileName())
              + " first, for what is in those belongs to no other file.",
          null);
    }
  }

  private Path free(String name) {
    Path free = file.resolveSibling(name);
    for (int number = 2; Files.exists(free); number++) {
      free = file.resolveSibling(name + "." + number);
    }
    return free;
  }

  /** Under another name until it is complete and on disk. */
  private void copy(Path copy) throws IOException {
    Path part = copy.resolveSibling(copy.getFileName() + ".part");
    Files.deleteIfExists(part);
    Files.createFile(part, OwnerOnly.ATTRIBUTE);
    Jdbi.create(source).useHandle(handle -> handle.execute("VACUUM INTO ?", part.toString()));
    try (FileChannel written = FileChannel.open(part, StandardOpenOption.WRITE)) {
      written.force(true);
    }
    Files.move(part, copy, StandardCopyOption.ATOMIC_MOVE);
  }
}
