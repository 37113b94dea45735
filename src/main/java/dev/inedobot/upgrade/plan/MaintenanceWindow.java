package dev.inedobot.upgrade.plan;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When an instance may be upgraded, every week. It belongs to the days on which it opens: {@code
 * Sat 22:00-04:00} closes on Sunday. A local time that daylight saving skips is the one after the
 * gap; of one that it doubles the first opens and the second closes.
 *
 * @param days on which it opens, at least one
 * @param from when it opens, local time
 * @param to when it closes; not after {@code from} for the day after; equal for a whole day
 * @param zone whose local time that is
 */
public record MaintenanceWindow(Set<DayOfWeek> days, LocalTime from, LocalTime to, ZoneId zone) {
  private static final Pattern FORM =
      Pattern.compile(
          "(\\S+)\\s+(\\d{1,2}:\\d{2})\\s*[-–]\\s*(\\d{1,2}:\\d{2})(?:\\s+(\\S+))?",
          Pattern.CASE_INSENSITIVE);
  private static final String DAILY = "daily";

  public MaintenanceWindow {
    days = Set.copyOf(days);
    if (days.isEmpty()) {
      throw new IllegalArgumentException("a window opens on some day");
    }
  }

  /**
   * Reads a window, such as {@code Sat 22:00-04:00 Europe/Berlin}, {@code Mon-Fri 20:00-23:00},
   * {@code Sat,Sun 02:00-06:00 UTC} or {@code daily 03:00-05:00 UTC}.
   *
   * @param usual the zone if none is named
   * @throws IllegalArgumentException if it is none; the message says why
   */
  public static MaintenanceWindow parse(String text, ZoneId usual) {
    Matcher form = FORM.matcher(text.strip());
    if (!form.matches()) {
      throw wrong(text);
    }
    try {
      String zone = form.group(4);
      return new MaintenanceWindow(
          days(form.group(1)),
          time(form.group(2)),
          time(form.group(3)),
          zone == null ? usual : ZoneId.of(zone));
    } catch (DateTimeException unknown) {
      throw wrong(text);
    }
  }

  private static IllegalArgumentException wrong(String text) {
    return new IllegalArgumentException(
        "“%s” is no window; write it like Sat 22:00-04:00 Europe/Berlin, or Mon-Fri 20:00-23:00 UTC"
            .formatted(text));
  }

  private static LocalTime time(String text) {
    return text.equals("24:00")
        ? LocalTime.MIDNIGHT
        : LocalTime.parse(text.length() < 5 ? "0" + text : text);
  }

  private static Set<DayOfWeek> days(String text) {
    if (text.equalsIgnoreCase(DAILY)) {
      return EnumSet.allOf(DayOfWeek.class);
    }
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    for (String part : text.split(",", -1)) {
      String[] range = part.split("-", -1);
      if (range.length > 2) {
        throw new DateTimeException("no range of days: " + part);
      }
      DayOfWeek last = day(range[range.length - 1]);
      DayOfWeek each = day(range[0]);
      days.add(each);
      while (each != last) {
        each = each.plus(1);
        days.add(each);
      }
    }
    return days;
  }

  private static DayOfWeek day(String text) {
    for (DayOfWeek day : DayOfWeek.values()) {
      String name = day.name();
      if (text.length() >= 2 && name.startsWith(text.toUpperCase(Locale.ROOT))) {
        return day;
      }
    }
    throw new DateTimeException("no day: " + text);
  }

  /** Whether it is open. */
  public boolean isOpen(Instant at) {
    return !opens(at).isAfter(at);
  }

  /** When it opens next; the moment itself, or earlier, if it is open then. */
  public Instant opens(Instant at) {
    LocalDate day = at.atZone(zone).toLocalDate().minusDays(2);
    // A day without the window's hour still has a window, so eleven days always have one.
    for (int tries = 0; tries < 11; tries++, day = day.plusDays(1)) {
      if (days.contains(day.getDayOfWeek()) && closing(day).isAfter(at)) {
        return opening(day);
      }
    }
    throw new IllegalStateException("no window within a week of " + at);
  }

  /** When the window closes that is open, or opens next. */
  public Instant closes(Instant at) {
    return closing(opens(at).atZone(zone).toLocalDate());
  }

  private Instant opening(LocalDate day) {
    return ZonedDateTime.of(day, from, zone).withEarlierOffsetAtOverlap().toInstant();
  }

  private Instant closing(LocalDate day) {
    LocalDate last = to.isAfter(from) ? day : day.plusDays(1);
    return ZonedDateTime.of(last, to, zone).withLaterOffsetAtOverlap().toInstant();
  }

  /** As it can be {@linkplain #parse parsed}. */
  @Override
  public String toString() {
    StringJoiner names = new StringJoiner(",");
    if (days.size() == DayOfWeek.values().length) {
      names.add(DAILY);
    } else {
      days.stream()
          .sorted()
          .forEach(
              day ->
                  names.add(
                      day.name().charAt(0) + day.name().substring(1, 3).toLowerCase(Locale.ROOT)));
    }
    return "%s %s-%s %s".formatted(names, from, to, zone);
  }
}
