package dev.inedobot.upgrade.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inedobot.upgrade.Actor;
import dev.inedobot.upgrade.Step;
import dev.inedobot.upgrade.UpgradeEvent;
import dev.inedobot.upgrade.UpgradeEvent.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DowntimeTest {
  private static UpgradeEvent finished(String text) {
    return UpgradeEvent.of(Instant.EPOCH, Kind.FINISHED, Actor.BOT, text);
  }

  @ParameterizedTest
  @CsvSource({
    "PT0.4S, 0.4 s",
    "PT12S, 12 s",
    "PT3M5S, 3 min 5 s",
    "PT2M, 2 min",
    "PT2H10M, 2 h 10 min"
  })
  void readsBackWhatARunSays(Duration downtime, String words) {
    UpgradeEvent end =
        finished(
            "proget runs ProGet 2024.5 now (before: 2024.4). "
                + Downtime.sentence(downtime)
                + " The old container could not be removed: see to proget-old yourself.");
    assertThat(Downtime.measured(List.of(finished("It failed."), end))).contains(words);
  }

  @Test
  void knowsNothingOfARunThatMeasuredNothing() {
    assertThat(Downtime.measured(List.of())).isEmpty();
    assertThat(Downtime.measured(List.of(finished("proget runs ProGet 2024.5 now.")))).isEmpty();
  }

  @Test
  void tellsHowLongAWayBackTook() {
    List<UpgradeEvent> events =
        List.of(
            UpgradeEvent.of(Instant.EPOCH, Kind.STEP_STARTED, Step.STOP, ""),
            UpgradeEvent.of(Instant.EPOCH.plusSeconds(30), Kind.STEP_FAILED, Step.HEALTH, ""),
            UpgradeEvent.of(Instant.EPOCH.plusSeconds(42), Kind.STEP_DONE, Step.HEALTH_OLD, ""),
            finished("proget runs ProGet 2024.4 again, with its data."));
    assertThat(Downtime.unmeasured(events)).endsWith("it took 42 s.");
    assertThat(Downtime.unmeasured(events.subList(0, 2))).isEmpty();
    assertThat(Downtime.unmeasured(List.of(finished("It was unavailable for 5 s.")))).isEmpty();
  }

  @Test
  void expectsWhatWasMeasuredBefore() {
    assertThat(Downtime.expected(List.of())).startsWith("unknown");
    assertThat(
            Downtime.expected(
                List.of(
                    new Downtime.Measured("2024.5", "5.1 s"),
                    new Downtime.Measured("2024.4", "4 s"))))
        .contains("5.1 s (to 2024.5), 4 s (to 2024.4)");
  }
}
