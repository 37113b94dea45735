package dev.inedobot.cli;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads from when on somebody wants to know. */
final class Since {
  private static final Pattern AGE = Pattern.compile("(\\d{1,6})([hdw])");

  private Since() {}

  /**
   * A day ({@code 2026-11-01}, from its beginning in UTC), a moment ({@code 2026-11-01T12:00:00Z})
   * or an age ({@code 12h}, {@code 30d}, {@code 4w}).
   *
   * @throws IllegalArgumentException with what can be given instead
   */
  static Instant parse(String text, Instant now) {
    Matcher age = AGE.matcher(text);
    try {
      if (age.matches()) {
        long hours =
            switch (age.group(2)) {
              case "h" -> 1;
              case "d" -> 24;
              default -> 7 * 24;
            };
        return now.minus(Duration.ofHours(hours * Long.parseLong(age.group(1))));
      }
      return text.contains("T")
          ? Instant.parse(text)
          : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeException wrong) {
      throw new IllegalArgumentException(
          "--since takes a day such as 2026-11-01, a moment such as 2026-11-01T12:00:00Z (both UTC), or an"
              + " age such as 12h, 30d or 4w; not “"
              + text
              + "”.",
          wrong);
    }
  }
}
