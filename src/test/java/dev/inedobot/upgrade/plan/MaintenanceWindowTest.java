package dev.inedobot.upgrade.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When a window is open, over midnight, over the week's end and over daylight saving. */
final class MaintenanceWindowTest {
  private static final MaintenanceWindow SATURDAY = window("Sat 22:00-04:00 Europe/Berlin");

  private static MaintenanceWindow window(String text) {
    return MaintenanceWindow.parse(text, ZoneOffset.UTC);
  }

  private static Instant at(String text) {
    return OffsetDateTime.parse(text).toInstant();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-28T21:59:59+01:00, false",
    "2026-11-28T22:00:00+01:00, true",
    "2026-11-29T00:30:00+01:00, true",
    "2026-11-29T03:59:59+01:00, true",
    "2026-11-29T04:00:00+01:00, false",
    "2026-11-29T22:30:00+01:00, false",
    "2026-11-28T02:00:00+01:00, false"
  })
  void belongsToTheDayOnWhichItOpens(String at, boolean open) {
    assertThat(SATURDAY.isOpen(at(at))).isEqualTo(open);
  }

  @Test
  void opensNextWeekOnceItIsOver() {
    assertThat(SATURDAY.opens(at("2026-11-25T12:00:00Z")))
        .isEqualTo(at("2026-11-28T22:00:00+01:00"));
    assertThat(SATURDAY.opens(at("2026-11-29T04:00:00+01:00")))
        .isEqualTo(at("2026-12-05T22:00:00+01:00"));
    assertThat(SATURDAY.closes(at("2026-11-29T01:00:00+01:00")))
        .isEqualTo(at("2026-11-29T04:00:00+01:00"));
  }

  @Test
  void lastsAsLongAsTheClockSaysWhenItIsPutBackOrForward() {
    // Back at 03:00 on 2026-10-25, forward at 02:00 on 2027-03-28.
    assertThat(SATURDAY.closes(at("2026-10-25T00:00:00+02:00")))
        .isEqualTo(at("2026-10-25T04:00:00+01:00"));
    MaintenanceWindow gap = window("Sun 02:30-02:45 Europe/Berlin");
    assertThat(gap.opens(at("2027-03-28T00:00:00+01:00")))
        .isEqualTo(at("2027-03-28T03:30:00+02:00"));
    MaintenanceWindow twice = window("Sun 02:15-02:45 Europe/Berlin");
    assertThat(twice.isOpen(at("2026-10-25T02:30:00+02:00"))).isTrue();
    assertThat(twice.isOpen(at("2026-10-25T02:30:00+01:00"))).isTrue();
  }

  @Test
  void mayLastAWholeDay() {
    MaintenanceWindow sunday = window("Sun 00:00-24:00 UTC");
    assertThat(sunday.isOpen(at("2026-11-29T00:00:00Z"))).isTrue();
    assertThat(sunday.isOpen(at("2026-11-29T23:59:59Z"))).isTrue();
    assertThat(sunday.isOpen(at("2026-11-30T00:00:00Z"))).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Sat 22:00-04:00 Europe/Berlin | Sat 22:00-04:00 Europe/Berlin
          saturday 2:00 - 4:00 UTC      | Sat 02:00-04:00 UTC
          Mon-Fri 20:00-23:00           | Mon,Tue,Wed,Thu,Fri 20:00-23:00 Europe/Vienna
          Fri-Mon 20:00-23:00 UTC       | Mon,Fri,Sat,Sun 20:00-23:00 UTC
          Sat,Sun 00:00-06:00 UTC       | Sat,Sun 00:00-06:00 UTC
          daily 03:00-05:00 UTC         | daily 03:00-05:00 UTC
          """)
  void isReadAndWritten(String typed, String canonical) {
    MaintenanceWindow read = MaintenanceWindow.parse(typed, ZoneId.of("Europe/Vienna"));
    assertThat(read).hasToString(canonical);
    assertThat(window(canonical)).isEqualTo(read);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Sat",
        "22:00-04:00",
        "Someday 22:00-04:00",
        "Sat 25:00-04:00",
        "Sat 22:00-04:00 Europe/Nowhere",
        "Sat 22:00",
        "S 22:00-04:00",
        "Mon-Wed-Fri 22:00-23:00"
      })
  void refusesWhatIsNone(String text) {
    assertThatThrownBy(() -> window(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Sat 22:00-04:00 Europe/Berlin");
  }
}
