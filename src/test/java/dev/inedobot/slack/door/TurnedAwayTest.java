package dev.inedobot.slack.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

final class TurnedAwayTest {
  private static final Instant NOW = Instant.parse("2026-11-25T06:00:00Z");

  private final TurnedAway turnedAway = new TurnedAway();

  @Test
  void tellsTheFirstAtOnceAndOfTheOthersHowManyTheyWere() {
    assertThat(turnedAway.add("FORGED", NOW)).contains("FORGED");
    assertThat(turnedAway.add("FORGED", NOW.plusSeconds(1))).isEmpty();
    assertThat(turnedAway.add("REPLAYED", NOW.plusSeconds(59))).isEmpty();
    assertThat(turnedAway.add("UNSIGNED", NOW.plusSeconds(60)))
        .contains("UNSIGNED; 2 more since the last such line");
    assertThat(turnedAway.add("UNSIGNED", NOW.plusSeconds(200))).contains("UNSIGNED");
  }
}
