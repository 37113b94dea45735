package dev.inedobot.slack;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * An answer that goes into the acknowledgement if it is there soon enough, and by a message of its
 * own otherwise. Slack takes the acknowledgement within three seconds only.
 */
final class EarlyOrLate implements Reply {
  private final Reply late;
  private final CompletableFuture<Answer> first = new CompletableFuture<>();
  private boolean acknowledged;

  EarlyOrLate(Reply late) {
    this.late = late;
  }

  @Override
  public void give(Answer answer) {
    synchronized (this) {
      if (!acknowledged && !first.isDone()) {
        first.complete(answer);
        return;
      }
    }
    late.give(answer);
  }

  /** The answer if it comes within the time, or null; from then on answers go the other way. */
  @Nullable Answer within(Duration time) {
    try {
      first.get(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException later) {
      // Then it goes the other way, unless it came at this very moment.
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    }
    synchronized (this) {
      acknowledged = true;
      return first.getNow(null);
    }
  }
}
