package dev.inedobot.upgrade.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which moment people mean. */
final class TypedTimeTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  /** 15:30 in Berlin. */
  private static final Instant NOW = Instant.parse("2026-11-25T14:30:00Z");

  private static TypedTime parse(String text, Instant now) {
    return TypedTime.parse(text, now, BERLIN);
  }

  @ParameterizedTest
  @CsvSource({
    "16:00, 2026-11-25T15:00:00Z",
    "2:00, 2026-11-26T01:00:00Z",
    "15:30, 2026-11-26T14:30:00Z",
    "2026-12-01 02:00, 2026-12-01T01:00:00Z",
    "2026-12-01T02:00, 2026-12-01T01:00:00Z",
    "in 3h, 2026-11-25T17:30:00Z",
    "In 45 min, 2026-11-25T15:15:00Z",
    "20m, 2026-11-25T14:50:00Z",
    "in 2d, 2026-11-27T14:30:00Z",
    "2026-12-01T02:00+02:00, 2026-12-01T00:00:00Z",
    "2026-12-01T02:00Z, 2026-12-01T02:00:00Z"
  })
  void understands(String text, Instant meant) {
    assertThat(parse(text, NOW))
        .isInstanceOfSatisfying(
            TypedTime.Clear.class, clear -> assertThat(clear.at().instant()).isEqualTo(meant));
  }

  @ParameterizedTest
  @CsvSource({
    "tomorrow, no time",
    "25:00, no time",
    "2026-02-30 02:00, no time",
    "2026-11-25 15:29, in the past",
    "2027-11-25 15:29, 90 days",
    "in 0m, in the past",
    "in 9999d, 90 days",
    "in -3h, no time"
  })
  void saysWhyNot(String text, String why) {
    assertThat(parse(text, NOW))
        .isInstanceOfSatisfying(
            TypedTime.Unclear.class,
            unclear -> {
              assertThat(unclear.refusal().reason()).contains(why);
              assertThat(unclear.refusal().remedy()).isNotEmpty();
            });
  }

  @Test
  void refusesATimeThatTheClocksPassOver() {
    TypedTime gap = parse("2027-03-28 02:30", Instant.parse("2027-03-27T12:00:00Z"));
    assertThat(gap)
        .isInstanceOfSatisfying(
            TypedTime.Unclear.class,
            unclear -> assertThat(unclear.refusal().reason()).contains("put forward over it"));
  }

  @Test
  void passesOverATimeThatOnlyTodayLacks() {
    // 03:10 in Berlin on the day on which 02:00 to 03:00 is skipped.
    TypedTime next = parse("02:30", Instant.parse("2027-03-28T01:10:00Z"));
    assertThat(next)
        .isInstanceOfSatisfying(
            TypedTime.Clear.class,
            clear -> assertThat(clear.at().instant()).isEqualTo("2027-03-29T00:30:00Z"));
  }

  @Test
  void showsBothOfATimeThatComesTwice() {
    Instant before = Instant.parse("2026-10-24T12:00:00Z");
    TypedTime twice = parse("2026-10-25 02:30", before);
    assertThat(twice)
        .isInstanceOfSatisfying(
            TypedTime.Unclear.class,
            unclear ->
                assertThat(unclear.refusal().reason())
                    .contains("2026-10-25T02:30+02:00", "2026-10-25T02:30+01:00"));
    assertThat(parse("2026-10-25T02:30+01:00", before))
        .isInstanceOfSatisfying(
            TypedTime.Clear.class,
            clear ->
                assertThat(clear.at().instant())
                    .isEqualTo(OffsetDateTime.parse("2026-10-25T02:30+01:00").toInstant()));
  }

  @Test
  void tellsLocalTimeAndUtc() {
    TypedTime.Clear night = (TypedTime.Clear) parse("2026-12-01 00:30", NOW);
    assertThat(night.at().words())
        .isEqualTo("Tue 2026-12-01 00:30 Europe/Berlin (Mon 2026-11-30 23:30 UTC)");
    TypedTime.Clear day = (TypedTime.Clear) parse("2026-12-01 12:00", NOW);
    assertThat(day.at().words()).isEqualTo("Tue 2026-12-01 12:00 Europe/Berlin (11:00 UTC)");
  }
}
