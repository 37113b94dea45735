package dev.inedobot.upgrade;

/** What a request is for. */
public enum Work {
  /** The product runs another version afterwards. */
  UPGRADE("upgrade"),
  /** The same, with the database upgraded as a step of its own before the new version starts. */
  UPGRADE_DATABASE_FIRST("upgrade"),
  /** The database is upgraded, and the product goes on with the version that it had. */
  DATABASE("database upgrade"),
  /** The database is backed up; nothing else changes. */
  BACKUP("backup");

  private final String words;

  Work(String words) {
    this.words = words;
  }

  /** What follows “the”, for example {@code backup}. */
  public String words() {
    return words;
  }

  /** Whether another version runs afterwards. */
  public boolean replaces() {
    return this == UPGRADE || this == UPGRADE_DATABASE_FIRST;
  }

  /** Whether the database is upgraded by a process that does nothing else. */
  public boolean upgradesDatabase() {
    return this == UPGRADE_DATABASE_FIRST || this == DATABASE;
  }
}
