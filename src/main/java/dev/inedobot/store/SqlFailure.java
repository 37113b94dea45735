package dev.inedobot.store;

import dev.inedobot.upgrade.run.Journal.JournalProblem;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What the database says, for people. */
final class SqlFailure {
  private SqlFailure() {}

  static JournalProblem of(String what, RuntimeException failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return new JournalProblem(
        "Tried to %s in the database, but that failed: %s".formatted(what, root.getMessage()),
        failure);
  }

  /** Whether a rule of the schema kept a row out. */
  static boolean isUniqueViolation(RuntimeException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLiteException sqlite) {
        return sqlite.getResultCode() == SQLiteErrorCode.SQLITE_CONSTRAINT_UNIQUE;
      }
    }
    return false;
  }
}
