package dev.inedobot.store;

import dev.inedobot.upgrade.run.Journal.JournalProblem;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What the database says, for people. */
final class SqlFailure {
  private SqlFailure() {}

  /** A call that failed, and what to do about it. */
  static JournalProblem of(String what, RuntimeException failure) {
    SQLiteException sqlite = sqlite(failure);
    String why = sqlite == null ? null : why(sqlite);
    return new JournalProblem(
        why == null
            ? "Tried to %s in the database, but that failed: %s"
                .formatted(what, root(failure).getMessage())
            : "Tried to %s in the database, but it %s".formatted(what, why),
        failure);
  }

  /** A file that can't be opened or brought up to date, and what to do about it. */
  static JournalProblem unusable(Path file, RuntimeException failure) {
    SQLiteException sqlite = sqlite(failure);
    String why = sqlite == null ? null : why(sqlite);
    return new JournalProblem(
        why == null
            ? "The database %s can't be used: %s. It may be another program's: set INEDOBOT_DATABASE_URL to"
                    .formatted(file, firstLine(failure))
                + " the file of an inedobot, or to one that does not exist yet."
            : "The database %s %s".formatted(file, why),
        failure);
  }

  /** A file with tables, none of them an inedobot's. */
  static JournalProblem foreign(Path file) {
    return new JournalProblem(
        "The database %s can't be used: it is another program's. Set INEDOBOT_DATABASE_URL to the file of an"
                .formatted(file)
            + " inedobot, or to one that does not exist yet.",
        null);
  }

  /** A file whose pages do not fit together. */
  static JournalProblem damaged(Path file, String finding) {
    return new JournalProblem(
        "The database %s %s (%s)".formatted(file, DAMAGED, finding.strip().replace('\n', ' ')),
        null);
  }

  private static final String DAMAGED =
      "is damaged. Move it away together with its -wal and -shm files, and restore a copy of it;"
          + " “sqlite3 FILE .recover” saves what can still be read.";

  /** What follows “the database”; null for what a person can't do anything about by itself. */
  private static @Nullable String why(SQLiteException failure) {
    return switch (primary(failure)) {
      case SQLITE_NOTADB ->
          "is no SQLite database, or its beginning is damaged. Set INEDOBOT_DATABASE_URL to another"
              + " file, or restore a copy of it.";
      case SQLITE_CORRUPT -> DAMAGED;
      case SQLITE_BUSY, SQLITE_LOCKED ->
          "is locked by another program. Close whatever has it open, such as sqlite3 or a backup.";
      case SQLITE_FULL -> "finds no room on its disk. Free some space.";
      case SQLITE_IOERR ->
          "could not read or write its disk (%s). See whether the disk is full or failing."
              .formatted(failure.getResultCode().name());
      case SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_PERM ->
          "can't be written. See that the bot's user may write to the file and to its directory.";
      default -> null;
    };
  }

  /** SQLite's extended codes have the primary one in their low eight bits. */
  private static SQLiteErrorCode primary(SQLiteException failure) {
    return SQLiteErrorCode.getErrorCode(failure.getResultCode().code & 0xff);
  }

  private static @Nullable SQLiteException sqlite(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLiteException sqlite) {
        return sqlite;
      }
    }
    return null;
  }

  private static Throwable root(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  private static String firstLine(Throwable failure) {
    return String.valueOf(failure.getMessage())
        .lines()
        .findFirst()
        .orElse("")
        .replaceFirst("[.!]+$", "");
  }

  /** Whether the file is not even SQLite's. */
  static boolean isNoDatabase(RuntimeException failure) {
    SQLiteException sqlite = sqlite(failure);
    return sqlite != null && primary(sqlite) == SQLiteErrorCode.SQLITE_NOTADB;
  }

  /** Whether a rule of the schema kept a row out. */
  static boolean isUniqueViolation(RuntimeException failure) {
    SQLiteException sqlite = sqlite(failure);
    return sqlite != null && sqlite.getResultCode() == SQLiteErrorCode.SQLITE_CONSTRAINT_UNIQUE;
  }
}
