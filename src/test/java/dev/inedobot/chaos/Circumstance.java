package dev.inedobot.chaos;

/** What else happens when the bot is killed. */
enum Circumstance {
  /** Nothing: it is started again at once. */
  ALONE("nothing else happens"),
  /** The engine is stopped, as that of a machine that restarts, and comes back after the bot. */
  ENGINE_RESTARTS("the engine restarts"),
  /**
   * The record's disk is full from the stop of the old container on, or from the kill if that comes
   * first, until the product has been seen to run.
   */
  DISK_FULL("the record's disk is full");

  private final String words;

  Circumstance(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }
}
