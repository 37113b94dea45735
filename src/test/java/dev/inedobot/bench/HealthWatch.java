package dev.inedobot.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A client that asks a product's health address all the time, from outside, and notes when the old
 * version answered last and when the new one answered first.
 */
final class HealthWatch implements AutoCloseable {
  private static final Duration BETWEEN = Duration.ofMillis(5);
  private static final int PATIENCE_MILLIS = 2_000;
  private static final byte[] QUESTION =
      "GET /health HTTP/1.0\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private final int port;
  private final String old;
  private final String next;
  private final CountDownLatch seenOld = new CountDownLatch(1);
  private final CountDownLatch seenNext = new CountDownLatch(1);
  private final Thread thread = new Thread(this::watch, "health watch");
  private volatile long lastOld;
  private volatile long firstNext;
  private volatile boolean closed;

  /**
   * Begins to ask.
   *
   * @param old a release such as {@code 24.0.4}
   */
  HealthWatch(int port, String old, String next) {
    this.port = port;
    this.old = "\"" + old + "\"";
    this.next = "\"" + next + "\"";
    thread.setDaemon(true);
    thread.start();
  }

  private void watch() {
    try {
      while (!closed && firstNext == 0) {
        String answer = ask();
        long now = System.nanoTime();
        if (answer.contains(old)) {
          lastOld = now;
          seenOld.countDown();
        } else if (answer.contains(next)) {
          firstNext = now;
          seenNext.countDown();
        }
        Thread.sleep(BETWEEN.toMillis());
      }
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  /** What it answers if that is good, else nothing. */
  private String ask() {
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.getOutputStream().write(QUESTION);
      String answer =
          new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      return answer.startsWith("HTTP/1.1 200 ") ? answer : "";
    } catch (IOException down) {
      return "";
    }
  }

  void awaitOld() throws InterruptedException {
    await(seenOld, "the old version");
  }

  /** When the new version was first seen to be good, by {@link System#nanoTime}. */
  long awaitNext() throws InterruptedException {
    await(seenNext, "the new version");
    return firstNext;
  }

  private void await(CountDownLatch seen, String who) throws InterruptedException {
    if (!seen.await(5, TimeUnit.MINUTES)) {
      throw new IllegalStateException(who + " did not answer on port " + port + " in 5 minutes");
    }
  }

  /** From the last good answer of the old version to the first one of the new. */
  Duration downtime() throws InterruptedException {
    return Duration.ofNanos(awaitNext() - lastOld);
  }

  @Override
  public void close() {
    closed = true;
  }
}
