package dev.inedobot.upgrade;

/** What a person can choose when an upgrade needs attention. */
public enum Choice {
  /** Go on waiting for the new version; one that was stopped or has ended is started again. */
  KEEP_WAITING("to keep waiting for the new version"),
  /** Stop the new version and start the old one, whatever its database is like by now. */
  GO_BACK("to go back"),
  /** Stop the new version, so that the backup of the database can be restored. */
  RESTORE("to restore the backup by hand and go back"),
  /** Restore the backup that the bot has taken, and start the old version on it. */
  RESTORE_BACKUP("to restore the backup and go back"),
  /** The backup is restored: start the old version. */
  RESTORED("to start the old version: the backup is restored");

  private final String words;

  Choice(String words) {
    this.words = words;
  }

  /** What follows “alice chose”. */
  public String words() {
    return words;
  }
}
