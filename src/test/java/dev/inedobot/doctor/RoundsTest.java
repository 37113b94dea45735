package dev.inedobot.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inedobot.doctor.Finding.Verdict;
import dev.inedobot.doctor.Rounds.Check;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

final class RoundsTest {
  private static List<Finding> never() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException given) {
      Thread.currentThread().interrupt();
    }
    return List.of();
  }

  private static Check fine(String subject) {
    return new Check(subject, () -> List.of(Finding.ok(subject, "Fine.")));
  }

  @Test
  void waitsForNoneLongerThanThereIsTimeAndKeepsTheOrder() {
    Check silent = new Check("silent", RoundsTest::never);
    Check failing =
        new Check(
            "failing",
            () -> {
              throw new IllegalStateException("on purpose");
            });

    List<Finding> found =
        Rounds.make(
            List.of(fine("first"), silent, silent, failing, fine("last")), Duration.ofSeconds(1));

    assertThat(found)
        .extracting(Finding::subject)
        .containsExactly("first", "silent", "silent", "failing", "last");
    assertThat(found)
        .extracting(Finding::verdict)
        .containsExactly(Verdict.OK, Verdict.UNKNOWN, Verdict.UNKNOWN, Verdict.FAILURE, Verdict.OK);
  }

  @Test
  void takesAnErrorOfItsOwnForAFailureWithAFix() {
    Check failing =
        new Check(
            "disk",
            () -> {
              throw new IllegalStateException("on purpose");
            });
    Finding found = Rounds.make(List.of(failing), Duration.ofSeconds(30)).get(0);
    assertThat(found.isFailure()).isTrue();
    assertThat(found.line())
        .isEqualTo(
            "failure  disk: It could not be checked: java.lang.IllegalStateException: on purpose."
                + " That is an error of mine: please report it, and look at this by hand meanwhile.");
  }

  @Test
  void takesTheSilenceOfWhatIsNeededForAFailure() {
    Check needed =
        new Check(
            "slack",
            RoundsTest::never,
            sentence -> Finding.failure("slack", sentence, "See that it can be reached."));
    assertThat(Rounds.make(List.of(needed), Duration.ofSeconds(1)))
        .containsExactly(
            Finding.failure("slack", "No answer came within 1 s.", "See that it can be reached."));
  }
}
