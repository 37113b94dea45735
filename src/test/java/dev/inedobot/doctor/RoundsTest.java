package dev.inedobot.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inedobot.doctor.Finding.Verdict;
import dev.inedobot.doctor.Rounds.Check;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

final class RoundsTest {
  private static Check fine(String subject) {
    return new Check(subject, () -> List.of(Finding.ok(subject, "Fine.")));
  }

  @Test
  void waitsForNoneLongerThanThereIsTimeAndKeepsTheOrder() {
    CountDownLatch never = new CountDownLatch(1);
    Check silent =
        new Check(
            "silent",
            () -> {
              try {
                never.await();
              } catch (InterruptedException given) {
                Thread.currentThread().interrupt();
              }
              return List.of();
            });
    Check failing =
        new Check(
            "failing",
            () -> {
              throw new IllegalStateException("on purpose");
            });
    long start = System.nanoTime();

    List<Finding> found =
        Rounds.make(
            List.of(fine("first"), silent, silent, failing, fine("last")), Duration.ofSeconds(1));

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
    assertThat(found)
        .extracting(Finding::subject)
        .containsExactly("first", "silent", "silent", "failing", "last");
    assertThat(found)
        .extracting(Finding::verdict)
        .containsExactly(Verdict.OK, Verdict.UNKNOWN, Verdict.UNKNOWN, Verdict.UNKNOWN, Verdict.OK);
    assertThat(found.get(3).sentence()).contains("on purpose");
  }
}
