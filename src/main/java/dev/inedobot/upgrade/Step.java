package dev.inedobot.upgrade;

/**
 * One visible action of a run, by the verb under which it appears in the thread. The order is the
 * order of the run; the steps of the way back follow those of the way there.
 */
public enum Step {
  PULL("pull", "Pull the new image", false),
  BACK_UP("back up", "Back up the database", false),
  PROVE("prove", "Prove the backup by a trial restore", false),
  CREATE("create", "Create the new container", false),
  STOP("stop", "Stop the old container", true),
  SET_ASIDE("set aside", "Set the old container aside", true),
  UPGRADE_DATABASE("upgrade database", "Upgrade the database alone", true),
  START("start", "Start the new container", true),
  HEALTH("health", "Wait until the new version is healthy", true),
  REMOVE("remove", "Remove the old container", false),

  CLEAN_UP("clean up", "Remove what this upgrade created", false),
  STOP_NEW("stop new", "Stop the new container", true),
  KEEP_DATA("keep data", "Keep the data of the failed state aside", true),
  RESTORE("restore", "Restore the backup of the database", true),
  PUT_BACK("put back", "Give the old container its name and restart policy back", true),
  START_OLD("start old", "Start the old container", true),
  HEALTH_OLD("health old", "Wait until the old version is healthy", true);

  private final String verb;
  private final String title;
  private final boolean down;

  Step(String verb, String title, boolean down) {
    this.verb = verb;
    this.title = title;
    this.down = down;
  }

  /** The short name, for example {@code set aside}. */
  public String verb() {
    return verb;
  }

  /** What it does, as a sentence without a full stop. */
  public String title() {
    return title;
  }

  /** Whether the product is, or may be, unavailable during this step. */
  public boolean isDowntime() {
    return down;
  }

  /** Whether it belongs to going back or cleaning up rather than to the upgrade itself. */
  public boolean isWayBack() {
    return compareTo(CLEAN_UP) >= 0;
  }
}
