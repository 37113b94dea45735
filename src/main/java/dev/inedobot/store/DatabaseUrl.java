package dev.inedobot.store;

import dev.inedobot.upgrade.run.Journal.JournalProblem;
import java.nio.file.Path;

/** Reads {@code jdbc:sqlite:…}. */
final class DatabaseUrl {
  private static final String PREFIX = "jdbc:sqlite:";

  private DatabaseUrl() {}

  /** The file. Throws {@link JournalProblem} if the address names none. */
  static Path file(String url) {
    String name =
        url.startsWith(PREFIX) ? url.substring(PREFIX.length()).replaceFirst("\\?.*$", "") : "";
    // SQLite would make another file of these than the name says, or none at all.
    if (name.isEmpty()
        || name.startsWith(":")
        || name.startsWith("file:")
        || url.contains(":memory:")) {
      throw new JournalProblem(
          "The database must be a SQLite file, such as jdbc:sqlite:inedobot.db.", null);
    }
    return Path.of(name).toAbsolutePath();
  }
}
