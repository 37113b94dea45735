package dev.inedobot.upgrade.run;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The sign that the bot is to end: pauses end at once, and no further step is begun. A step that is
 * under way may come to its end. Safe for several threads.
 */
public final class StopSign implements Pauses {
  private final CountDownLatch given = new CountDownLatch(1);

  /** Gives the sign. Once is enough. */
  public void give() {
    given.countDown();
  }

  public boolean isGiven() {
    return given.getCount() == 0;
  }

  @Override
  public void pause(Duration duration) throws InterruptedException {
    if (given.await(duration.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new InterruptedException("the bot stops");
    }
  }
}
