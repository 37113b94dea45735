package dev.inedobot.upgrade.plan;

import dev.inedobot.upgrade.BeginAt;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A moment in the future as people type it. */
public sealed interface TypedTime {
  /** It means one moment. */
  record Clear(BeginAt at) implements TypedTime {}

  /** It means none, or two. */
  record Unclear(Refusal refusal) implements TypedTime {}

  Pattern FROM_NOW =
      Pattern.compile("(?:in\\s*)?(\\d{1,4})\\s*(m|min|h|d)", Pattern.CASE_INSENSITIVE);
  Pattern TIME = Pattern.compile("(\\d{1,2}):(\\d{2})");
  Pattern DAY_AND_TIME = Pattern.compile("(\\d{4}-\\d{2}-\\d{2})[ T](\\d{1,2}):(\\d{2})");
  Duration FURTHEST = Duration.ofDays(90);
  String FORMS = "Write it like `02:00`, `2026-12-01 02:00` or `in 3h`.";

  /**
   * Reads a moment: {@code 02:00} for the next time that the clock shows it, {@code 2026-12-01
   * 02:00}, {@code in 3h}, or with an offset, {@code 2026-12-01T02:00+01:00}.
   *
   * @param zone the time zone of the one who typed it
   */
  static TypedTime parse(String text, Instant now, ZoneId zone) {
    String typed = text.strip();
    try {
      Matcher fromNow = FROM_NOW.matcher(typed);
      if (fromNow.matches()) {
        return checked(now.plus(amount(fromNow)), now, zone, typed);
      }
      Matcher time = TIME.matcher(typed);
      if (time.matches()) {
        return next(time(time.group(1), time.group(2)), now, zone, typed);
      }
      Matcher both = DAY_AND_TIME.matcher(typed);
      if (both.matches()) {
        LocalDate day = LocalDate.parse(both.group(1));
        return local(day.atTime(time(both.group(2), both.group(3))), now, zone, typed);
      }
      return checked(
          OffsetDateTime.parse(typed.toUpperCase(Locale.ROOT)).toInstant(), now, zone, typed);
    } catch (DateTimeException | ArithmeticException noTime) {
      return unclear("“%s” is no time that I understand.".formatted(cut(typed)), FORMS);
    }
  }

  private static Duration amount(Matcher fromNow) {
    long number = Long.parseLong(fromNow.group(1));
    return switch (fromNow.group(2).toLowerCase(Locale.ROOT)) {
      case "h" -> Duration.ofHours(number);
      case "d" -> Duration.ofDays(number);
      default -> Duration.ofMinutes(number);
    };
  }

  private static LocalTime time(String hour, String minute) {
    return LocalTime.of(Integer.parseInt(hour), Integer.parseInt(minute));
  }

  private static TypedTime next(LocalTime time, Instant now, ZoneId zone, String typed) {
    LocalDateTime today = now.atZone(zone).toLocalDate().atTime(time);
    boolean skippedToday = zone.getRules().getValidOffsets(today).isEmpty();
    boolean passed =
        skippedToday
            ? now.atZone(zone).toLocalTime().isAfter(time)
            : latest(today, zone).compareTo(now) <= 0;
    return local(passed ? today.plusDays(1) : today, now, zone, typed);
  }

  private static Instant latest(LocalDateTime local, ZoneId zone) {
    return local.atZone(zone).withLaterOffsetAtOverlap().toInstant();
  }

  private static TypedTime local(LocalDateTime local, Instant now, ZoneId zone, String typed) {
    List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
    if (offsets.isEmpty()) {
      return unclear(
          "There is no %s in %s: the clocks are put forward over it.".formatted(words(local), zone),
          "Choose a time after that.");
    }
    if (offsets.size() > 1) {
      return unclear(
          "%s comes twice in %s, as the clocks are put back: once as `%s`, an hour later as `%s`."
              .formatted(
                  words(local),
                  zone,
                  withOffset(local, offsets.get(0)),
                  withOffset(local, offsets.get(1))),
          "Type the one that you mean.");
    }
    return checked(local.toInstant(offsets.get(0)), now, zone, typed);
  }

  private static String withOffset(LocalDateTime local, ZoneOffset offset) {
    return DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mmxxx", Locale.ROOT)
        .format(local.atOffset(offset));
  }

  private static String words(LocalDateTime local) {
    return DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).format(local);
  }

  private static TypedTime checked(Instant at, Instant now, ZoneId zone, String typed) {
    if (!at.isAfter(now)) {
      return unclear(
          "“%s” is in the past: it is %s now."
              .formatted(cut(typed), new BeginAt(now, zone).words()),
          FORMS);
    }
    if (at.isAfter(now.plus(FURTHEST))) {
      return unclear(
          "“%s” is more than %d days ahead: the plan would be outdated by then."
              .formatted(cut(typed), FURTHEST.toDays()),
          FORMS);
    }
    return new Clear(new BeginAt(at, zone));
  }

  private static String cut(String typed) {
    return typed.length() > 60 ? typed.substring(0, 60) + "…" : typed;
  }

  private static Unclear unclear(String reason, String remedy) {
    return new Unclear(new Refusal(reason, remedy));
  }
}
