package dev.inedobot.slack.socket;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.inedobot.slack.socket.EnvelopeListener.Shortcoming;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes envelopes from all connections. Each is acted upon once, however often and by whichever
 * connection it comes, and each arrival is acknowledged in time, whatever the listener does. Safe
 * for several threads.
 */
final class Intake implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
  private static final int THREADS = 64;
  private static final int WAITING = 500;
  private static final Duration REMEMBERED = Duration.ofMinutes(30);
  private static final int MOST_REMEMBERED = 20_000;

  private final EnvelopeListener listener;
  private final Duration patience;
  private final Cache<String, CompletableFuture<Acknowledgement>> seen =
      Caffeine.newBuilder().expireAfterWrite(REMEMBERED).maximumSize(MOST_REMEMBERED).build();
  private final ThreadPoolExecutor workers;
  private final Object lock = new Object();

  /** Guarded by the lock, as is the next. */
  private boolean closed;

  private int underWay;

  /**
   * @param patience after what time an envelope is acknowledged though its listener is not done
   */
  Intake(EnvelopeListener listener, Duration patience) {
    this.listener = listener;
    this.patience = patience;
    this.workers =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(WAITING),
            task -> {
              Thread thread = new Thread(task, "slack-envelope");
              thread.setDaemon(true);
              return thread;
            });
    workers.allowCoreThreadTimeOut(true);
  }

  /**
   * Takes an envelope; returns at once. When the intake is closed the envelope is left to Slack,
   * unacknowledged.
   *
   * @param back sends the acknowledgement
   */
  void take(Envelope envelope, Consumer<String> back) {
    synchronized (lock) {
      if (closed) {
        LOG.info("An envelope came too late: the bot is ending");
        return;
      }
      underWay++;
    }
    var unused =
        answer(envelope)
            .thenAccept(answer -> back.accept(envelope.acknowledged(answer.payload())))
            .whenComplete(
                (sent, failure) -> {
                  if (failure != null) {
                    LOG.warn("An acknowledgement could not be sent: {}", failure.toString());
                  }
                  done();
                });
  }

  private void done() {
    synchronized (lock) {
      underWay--;
      lock.notifyAll();
    }
  }

  private CompletableFuture<Acknowledgement> answer(Envelope envelope) {
    CompletableFuture<Acknowledgement> answer = new CompletableFuture<>();
    CompletableFuture<Acknowledgement> first = seen.asMap().putIfAbsent(envelope.id(), answer);
    if (first != null) {
      LOG.info("An envelope came again");
      return first;
    }
    Acknowledgement late = instead(envelope, Shortcoming.LATE);
    var unusedTimer = answer.completeOnTimeout(late, patience.toMillis(), TimeUnit.MILLISECONDS);
    try {
      workers.execute(
          () -> {
            Acknowledgement result = taken(envelope);
            if (!answer.complete(result)) {
              afterwards(envelope, result);
            }
          });
    } catch (RejectedExecutionException busy) {
      LOG.warn("An envelope was not taken: too much to do");
      answer.complete(instead(envelope, Shortcoming.BUSY));
    }
    var unused = answer.thenAcceptAsync(settled -> settled.then().run());
    return answer;
  }

  /** It was acknowledged in the meantime, so what came of it has to be told otherwise. */
  private void afterwards(Envelope envelope, Acknowledgement result) {
    result.then().run();
    String payload = result.payload();
    if (payload != null && !payload.isBlank()) {
      listener.afterwards(envelope, payload);
    }
  }

  private Acknowledgement taken(Envelope envelope) {
    try {
      return listener.take(envelope);
    } catch (Exception | LinkageError unforeseen) {
      LOG.error("An envelope's listener failed", unforeseen);
      return instead(envelope, Shortcoming.FAILED);
    }
  }

  private Acknowledgement instead(Envelope envelope, Shortcoming why) {
    try {
      return listener.instead(envelope, why);
    } catch (RuntimeException unforeseen) {
      LOG.error("No better acknowledgement could be made", unforeseen);
      return Acknowledgement.PLAIN;
    }
  }

  /** Takes no more envelopes; returns when all that were taken are acknowledged. */
  @Override
  public void close() {
    long until = System.nanoTime() + patience.toNanos();
    synchronized (lock) {
      closed = true;
      try {
        for (long left = patience.toMillis();
            underWay > 0 && left > 0;
            left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime())) {
          lock.wait(left);
        }
      } catch (InterruptedException hurried) {
        Thread.currentThread().interrupt();
      }
    }
    workers.shutdown();
  }
}
