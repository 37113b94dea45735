package dev.inedobot.demo.workspace;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * The newest requests between the workspace and the bot, without tokens. Safe for several threads.
 */
final class Traffic {
  private static final int KEPT = 100;

  private final Clock clock;
  private final Deque<Entry> newest = new ArrayDeque<>();
  private final List<Consumer<Entry>> listeners = new CopyOnWriteArrayList<>();

  /**
   * One request and its answer.
   *
   * @param at when it was answered
   * @param way how it went: {@code HTTP} or {@code socket}
   * @param what for example {@code → /inedo status} or {@code ← chat.update}; the arrow points to
   *     the bot or to Slack
   * @param carried what was sent, for reading
   * @param wrong whether the answer is an error
   */
  record Entry(
      Instant at,
      String way,
      String what,
      String carried,
      String answer,
      boolean wrong,
      Duration took) {}

  Traffic(Clock clock) {
    this.clock = clock;
  }

  void add(String way, String what, String carried, String answer, boolean wrong, Duration took) {
    Entry entry = new Entry(clock.instant(), way, what, carried, answer, wrong, took);
    synchronized (newest) {
      newest.addLast(entry);
      if (newest.size() > KEPT) {
        newest.removeFirst();
      }
    }
    listeners.forEach(listener -> listener.accept(entry));
  }

  /** The oldest first. */
  List<Entry> all() {
    synchronized (newest) {
      return List.copyOf(newest);
    }
  }

  /** Tells each new entry, on the thread that adds it; returns what ends that. */
  Runnable tell(Consumer<Entry> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }
}
