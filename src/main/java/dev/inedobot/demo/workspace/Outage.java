package dev.inedobot.demo.workspace;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;

/** What is made to go wrong with the API on purpose. Safe for several threads. */
final class Outage {
  private static final Duration SLOW = Duration.ofSeconds(4);

  private final Map<String, Queue<Duration>> limited = new HashMap<>();
  private final Queue<Duration> limitedWhatever = new ArrayDeque<>();
  private boolean down;
  private boolean slow;
  private boolean dropNext;

  synchronized void down(boolean isDown) {
    down = isDown;
  }

  synchronized void slow(boolean isSlow) {
    slow = isSlow;
  }

  synchronized boolean isDown() {
    return down;
  }

  synchronized boolean isSlow() {
    return slow;
  }

  /** How long an answer takes. */
  synchronized Duration delay() {
    return slow ? SLOW : Duration.ZERO;
  }

  /** How a call fails now. */
  enum Failure {
    NONE,
    UNAVAILABLE,
    DROPPED
  }

  /** How the next call fails: while it is down, by turns with an answer and without one. */
  synchronized Failure next() {
    if (!down) {
      return Failure.NONE;
    }
    dropNext = !dropNext;
    return dropNext ? Failure.UNAVAILABLE : Failure.DROPPED;
  }

  synchronized void limit(String method, int times, Duration retryAfter) {
    Queue<Duration> waits = limited.computeIfAbsent(method, m -> new ArrayDeque<>());
    for (int i = 0; i < times; i++) {
      waits.add(retryAfter);
    }
  }

  /** The same for the next calls of whatever methods. */
  synchronized void limitNext(int times, Duration retryAfter) {
    for (int i = 0; i < times; i++) {
      limitedWhatever.add(retryAfter);
    }
  }

  /** How long the caller of a method has to wait; empty if the call is taken. */
  synchronized Optional<Duration> limit(String method) {
    Duration wait = limitedWhatever.poll();
    if (wait != null) {
      return Optional.of(wait);
    }
    Queue<Duration> waits = limited.get(method);
    return waits == null ? Optional.empty() : Optional.ofNullable(waits.poll());
  }
}
