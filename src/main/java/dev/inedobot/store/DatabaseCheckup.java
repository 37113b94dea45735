package dev.inedobot.store;

import dev.inedobot.doctor.DatabaseFacts;
import dev.inedobot.slack.announce.MessageBook;
import dev.inedobot.upgrade.run.Journal.JournalProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * Looks at the database's file, without its lock and without changing anything in or beside it, so
 * that it can be done before the first start and beside a bot that runs.
 */
public final class DatabaseCheckup {
  private static final Set<PosixFilePermission> OWNERS =
      Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private DatabaseCheckup() {}

  /**
   * Looks.
   *
   * @param url {@code jdbc:sqlite:} and the path of the file
   * @throws JournalProblem if the address names no file
   */
  public static DatabaseFacts look(String url) {
    Path file = DatabaseUrl.file(url);
    Path directory = file.getParent();
    boolean directoryExists = directory != null && Files.isDirectory(directory);
    boolean exists = Files.isRegularFile(file);
    boolean writable =
        directoryExists
            && Files.isWritable(directory)
            && (!Files.exists(file) || (exists && Files.isWritable(file)));
    String newest = newest();
    Version version = exists && Files.isReadable(file) ? version(file) : Version.UNKNOWN;
    return new DatabaseFacts(
        file,
        exists,
        writable,
        directoryExists,
        !exists || isOwnerOnly(file),
        Optional.ofNullable(version.schema()),
        newest,
        problem(file, version, newest));
  }

  /**
   * The workspace that the record belongs to; empty if none is noted, or it can't be told.
   *
   * @param url {@code jdbc:sqlite:} and the path of the file
   * @throws JournalProblem if the address names no file
   */
  public static Optional<MessageBook.Workspace> workspace(String url) {
    Path file = DatabaseUrl.file(url);
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      return Optional.empty();
    }
    try {
      return asItIs(file).withHandle(handle -> SqlMessageBook.workspace(handle));
    } catch (JdbiException untold) {
      return Optional.empty();
    }
  }

  private static boolean isOwnerOnly(Path file) {
    try {
      return OWNERS.containsAll(Files.getPosixFilePermissions(file));
    } catch (IOException | UnsupportedOperationException untold) {
      return true;
    }
  }

  /** What the file says of its tables. */
  private record Version(@Nullable String schema, boolean foreign, boolean noDatabase) {
    static final Version UNKNOWN = new Version(null, false, false);
  }

  /** Read as if it never changed: without locks, and without what is in its log only. */
  private static Jdbi asItIs(Path file) {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:file:" + file.toUri().getRawPath() + "?immutable=1");
    return Jdbi.create(source);
  }

  private static Version version(Path file) {
    try {
      return asItIs(file)
          .withHandle(
              handle -> {
                List<String> tables =
                    handle
                        .createQuery("SELECT name FROM sqlite_master WHERE type = 'table'")
                        .mapTo(String.class)
                        .list();
                if (!tables.contains(Schema.HISTORY)) {
                  return new Version(null, !tables.isEmpty(), false);
                }
                return new Version(
                    handle
                        .createQuery(
                            "SELECT version FROM "
                                + Schema.HISTORY
                                + " WHERE success = 1 AND version IS NOT NULL"
                                + " ORDER BY installed_rank DESC LIMIT 1")
                        .mapTo(String.class)
                        .findOne()
                        .orElse(null),
                    false,
                    false);
              });
    } catch (JdbiException failure) {
      return SqlFailure.isNoDatabase(failure) ? new Version(null, false, true) : Version.UNKNOWN;
    }
  }

  private static @Nullable String problem(Path file, Version version, String newest) {
    if (version.noDatabase()) {
      return "%s is no SQLite database, or it is damaged. Restore a copy, or set INEDOBOT_DATABASE_URL to another file."
          .formatted(file);
    }
    if (version.foreign()) {
      return "%s is another program's database. Set INEDOBOT_DATABASE_URL to another file."
          .formatted(file);
    }
    String schema = version.schema();
    return schema != null && isNewer(schema, newest)
        ? "%s was written by a newer inedobot (version %s, this one knows %s). Start that one."
            .formatted(file, schema, newest)
        : null;
  }

  private static boolean isNewer(String schema, String newest) {
    try {
      return Integer.parseInt(schema) > Integer.parseInt(newest);
    } catch (NumberFormatException odd) {
      return !schema.equals(newest);
    }
  }

  /** The newest version of the tables that this code knows; no file is needed to tell it. */
  private static String newest() {
    SQLiteDataSource nowhere = new SQLiteDataSource();
    nowhere.setUrl("jdbc:sqlite::memory:");
    MigrationInfo[] all =
        Flyway.configure(DatabaseCheckup.class.getClassLoader())
            .dataSource(nowhere)
            .locations(Schema.MIGRATIONS)
            .load()
            .info()
            .all();
    return Arrays.stream(all)
        .map(info -> info.getVersion().getVersion())
        .reduce((before, after) -> after)
        .orElse("0");
  }
}
