package dev.inedobot.chaos;

/** What happens at the moment, or what else when the bot is killed. */
enum Circumstance {
  /** Nothing: it is started again at once. */
  ALONE("nothing else happens"),
  /**
   * The bot is not killed but held, by SIGSTOP, for long, and goes on. Nothing of it is for a time
   * that could run out meanwhile: it holds a lock on its record as long as its process is there.
   */
  PAUSED("held instead of killed"),
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
