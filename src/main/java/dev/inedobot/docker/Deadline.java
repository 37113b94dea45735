package dev.inedobot.docker;

import java.time.Duration;

/**
 * When a wait is over.
 *
 * @param nanos by {@link System#nanoTime()}
 */
record Deadline(long nanos) {
  static Deadline in(Duration duration) {
    return new Deadline(System.nanoTime() + duration.toNanos());
  }

  boolean isOver() {
    return left().isZero();
  }

  /** How long it is until then; never below zero. */
  Duration left() {
    return Duration.ofNanos(Math.max(0, nanos - System.nanoTime()));
  }

  /** That long, or what is left if that is less. */
  Duration atMost(Duration duration) {
    Duration left = left();
    return left.compareTo(duration) < 0 ? left : duration;
  }
}
