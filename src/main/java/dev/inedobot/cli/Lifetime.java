package dev.inedobot.cli;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The parts of something that begins on one thread and may be closed by another at any moment, even
 * before it has begun. Safe for several threads.
 */
final class Lifetime implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Lifetime.class);

  /** What has to be closed, the last first. Guards itself, and the two below. */
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();

  private @Nullable Thread beginning;
  private boolean closed;
  private final Object closing = new Object();

  /** From now on closing interrupts this thread. */
  void begins() {
    synchronized (parts) {
      beginning = Thread.currentThread();
    }
  }

  /** From now on nobody interrupts this thread; true if another one closes it already. */
  boolean begun() {
    synchronized (parts) {
      beginning = null;
      return closed;
    }
  }

  /** Takes a part that is to be closed; closes it at once if it is too late. */
  <T extends AutoCloseable> T keep(T part) throws InterruptedException {
    synchronized (parts) {
      if (!closed) {
        parts.push(part);
        return part;
      }
    }
    close(part);
    throw new InterruptedException("It was closed while it began");
  }

  /** This part is closed before the others. */
  void endFirst(AutoCloseable part) {
    synchronized (parts) {
      if (parts.remove(part)) {
        parts.push(part);
      }
    }
  }

  /** Returns when everything that was begun is closed. */
  @Override
  public void close() {
    synchronized (parts) {
      closed = true;
      Thread begins = beginning;
      if (begins != null && begins != Thread.currentThread()) {
        begins.interrupt();
      }
    }
    // One after the other: a run writes down how far it is before the record is closed.
    synchronized (closing) {
      for (AutoCloseable part = next(); part != null; part = next()) {
        close(part);
      }
    }
  }

  private @Nullable AutoCloseable next() {
    synchronized (parts) {
      return parts.poll();
    }
  }

  private static void close(AutoCloseable part) {
    try {
      part.close();
    } catch (Exception problem) {
      LOG.warn("A part did not close: {}", problem.toString());
    }
  }
}
