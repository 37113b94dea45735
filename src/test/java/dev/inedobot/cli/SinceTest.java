package dev.inedobot.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SinceTest {
  private static final Instant NOW = Instant.parse("2026-11-25T06:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "2026-11-01, 2026-11-01T00:00:00Z",
    "2026-11-01T12:30:00Z, 2026-11-01T12:30:00Z",
    "2026-11-01T12:30:00+01:00, 2026-11-01T11:30:00Z",
    "12h, 2026-11-24T18:00:00Z",
    "30d, 2026-10-26T06:00:00Z",
    "4w, 2026-10-28T06:00:00Z",
    "0d, 2026-11-25T06:00:00Z",
  })
  void reads(String text, Instant expected) {
    assertThat(Since.parse(text, NOW)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "yesterday", "2026-13-01", "2026-11-31", "30", "30m", "-3d", "9999999d"})
  void saysWhatCanBeGivenInstead(String text) {
    assertThatThrownBy(() -> Since.parse(text, NOW))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2026-11-01")
        .hasMessageContaining("30d");
  }
}
