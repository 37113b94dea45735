package dev.inedobot.upgrade.run;

import java.time.Duration;

/** Lets time pass: the one place where a run waits, so that tests decide how long that takes. */
@FunctionalInterface
public interface Pauses {
  /**
   * Waits.
   *
   * @throws InterruptedException when the bot is told to stop
   */
  void pause(Duration duration) throws InterruptedException;
}
