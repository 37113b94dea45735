package dev.inedobot.store;

import dev.inedobot.upgrade.run.Journal.JournalProblem;
import java.nio.file.Path;

/** Reads {@code jdbc:sqlite:…}. */
final class DatabaseUrl {
  private static final String PREFIX = "jdbc:sqlite:";

  private DatabaseUrl() {}

  /** The file. Throws {@link JournalProblem} if the address names none. */
  static Path file(String url) {
    if (!url.startsWith(PREFIX) || url.length() == PREFIX.length() || url.contains(":memory:")) {
      throw new JournalProblem(
          "The database must be a SQLite file, such as jdbc:sqlite:inedobot.db.", null);
    }
    String name = url.substring(PREFIX.length()).replaceFirst("\\?.*$", "");
    return Path.of(name).toAbsolutePath();
  }
}
