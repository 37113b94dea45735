package dev.inedobot.upgrade;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * A moment for which something was asked for.
 *
 * @param instant the moment
 * @param zone the time zone that it was said in
 */
public record BeginAt(Instant instant, ZoneId zone) {
  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("EEE yyyy-MM-dd HH:mm", Locale.ENGLISH);

  /** Local time and UTC, for example {@code Tue 2026-12-01 02:00 Europe/Berlin (01:00 UTC)}. */
  public String words() {
    String local = LOCAL.format(instant.atZone(zone));
    String utc = LOCAL.format(instant.atOffset(ZoneOffset.UTC));
    if (zone.getRules().getOffset(instant).equals(ZoneOffset.UTC)) {
      return utc + " UTC";
    }
    boolean sameDay = local.substring(0, 14).equals(utc.substring(0, 14));
    return "%s %s (%s UTC)".formatted(local, zone, sameDay ? utc.substring(15) : utc);
  }
}
