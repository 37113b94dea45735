package dev.inedobot.upgrade.run;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands still until it is moved. Safe for several threads. */
final class MovedClock extends Clock {
  private Instant now;

  MovedClock(Instant now) {
    this.now = now;
  }

  synchronized void move(Duration by) {
    now = now.plus(by);
  }

  @Override
  public synchronized Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("Nobody needs another zone");
  }
}
