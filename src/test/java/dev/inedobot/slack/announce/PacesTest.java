package dev.inedobot.slack.announce;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Slack counts all upgrades together; the clock stands still, so each wait is as long as it is. */
final class PacesTest {
  private final List<Duration> waits = new CopyOnWriteArrayList<>();
  private final Paces paces = new Paces(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), waits::add);

  private static void together(int threads, int times, Turn turn) throws InterruptedException {
    Thread[] all = new Thread[threads];
    for (int i = 0; i < threads; i++) {
      all[i] =
          new Thread(
              () -> {
                try {
                  for (int n = 0; n < times; n++) {
                    turn.await();
                  }
                } catch (InterruptedException stopping) {
                  Thread.currentThread().interrupt();
                }
              });
      all[i].start();
    }
    for (Thread each : all) {
      each.join();
    }
  }

  private interface Turn {
    void await() throws InterruptedException;
  }

  @Test
  void allWritersTogetherEditNoMoreThanSlackTakes() throws Exception {
    together(4, 25, paces::awaitEdit);
    assertThat(waits).hasSize(80).doesNotHaveDuplicates();
    assertThat(waits).contains(Duration.ofMillis(1250), Duration.ofMillis(80 * 1250));
  }

  @Test
  void aChannelHasItsOwnPace() throws Exception {
    together(5, 2, () -> paces.awaitPost("C1"));
    assertThat(waits).hasSize(5);
    paces.awaitPost("C2");
    assertThat(waits).as("another channel does not wait").hasSize(5);
  }
}
