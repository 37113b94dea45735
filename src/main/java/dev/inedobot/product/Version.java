package dev.inedobot.product;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A release of a product. {@code 2024.5} (how Inedo speaks of it) and {@code 24.0.5} (the image
 * tag) are the same version. Versions before 2022, such as 6.0.12, have one form only.
 *
 * @param major the first number: the year without its century, or that of an old version
 * @param minor the second number; 0 since 2022
 * @param patch the third number
 * @param build the fourth number that health addresses report, or -1 if it is not given
 * @param preRelease what follows a dash, such as {@code ci.4}, or null for a release
 */
public record Version(int major, int minor, int patch, int build, @Nullable String preRelease)
    implements Comparable<Version> {

  /** Versions since this one are named after a year (2022). Before it came 7.0 at the latest. */
  private static final int FIRST_YEAR_MAJOR = 22;

  private static final int CENTURY = 2000;
  private static final String NUMBER = "(0|[1-9][0-9]{0,5})";
  private static final Pattern FORM =
      Pattern.compile(
          "[vV]?"
              + NUMBER
              + "\\."
              + NUMBER
              + "(?:\\."
              + NUMBER
              + ")?(?:\\."
              + NUMBER
              + ")?"
              + "(?:-([0-9A-Za-z][0-9A-Za-z.-]{0,63}))?");
  private static final Pattern FLOATING =
      Pattern.compile("(?i)latest|stable|edge|nightly|v?[0-9]{1,4}|v?[0-9]{1,2}\\.[0-9]{1,4}");
  private static final Comparator<Version> ORDER =
      Comparator.comparingInt(Version::major)
          .thenComparingInt(Version::minor)
          .thenComparingInt(Version::patch)
          .thenComparing(Version::preRelease, PreReleases::compare)
          .thenComparingInt(Version::build);

  /**
   * Reads marketing form ({@code 2024.5}), release form ({@code 24.0.5}), with a build ({@code
   * 24.0.5.7}) or as a pre-release ({@code 23.0.17-ci.4}), and the old forms ({@code 6.0.12}).
   *
   * @throws IllegalArgumentException if it is none of these; the message says what one looks like
   */
  public static Version parse(String text) {
    return tryParse(text)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "“%s” is not a version; one looks like 2024.5 or 24.0.5."
                        .formatted(cut(text))));
  }

  public static Optional<Version> tryParse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    int first = Integer.parseInt(form.group(1));
    int second = Integer.parseInt(form.group(2));
    String third = form.group(3);
    String fourth = form.group(4);
    String preRelease = form.group(5);
    if (first >= CENTURY) {
      // 2024.5 has two numbers; a third would be a build, which is only written in release form.
      return third == null && first - CENTURY >= FIRST_YEAR_MAJOR && first < CENTURY + 100
          ? Optional.of(new Version(first - CENTURY, 0, second, -1, preRelease))
          : Optional.empty();
    }
    // A tag such as 6.0 or 24.0 moves on to each new release of its line.
    if (first >= 100 || third == null) {
      return Optional.empty();
    }
    return Optional.of(
        new Version(
            first,
            second,
            Integer.parseInt(third),
            fourth == null ? -1 : Integer.parseInt(fourth),
            preRelease));
  }

  /**
   * Whether it is a name that stands for another version tomorrow: {@code latest}, {@code 24},
   * {@code 24.0}.
   */
  public static boolean isFloatingTag(String text) {
    return FLOATING.matcher(text).matches();
  }

  public boolean isPreRelease() {
    return preRelease != null;
  }

  public ReleaseLine line() {
    return major >= FIRST_YEAR_MAJOR
        ? new ReleaseLine(CENTURY + major, 0)
        : new ReleaseLine(major, minor);
  }

  /** As image tags have it: {@code 24.0.5}. */
  public String releaseForm() {
    return "%d.%d.%d%s%s"
        .formatted(
            major,
            minor,
            patch,
            build < 0 ? "" : "." + build,
            preRelease == null ? "" : "-" + preRelease);
  }

  /** As Inedo speaks of it: {@code 2024.5}; the release form where there is no other. */
  public String marketingForm() {
    boolean named = major >= FIRST_YEAR_MAJOR && minor == 0 && build < 0;
    return named
        ? "%d.%d%s".formatted(CENTURY + major, patch, preRelease == null ? "" : "-" + preRelease)
        : releaseForm();
  }

  /**
   * Whether both are the same release: a build that only one of them names does not count. A health
   * address reports {@code 26.0.12.24} for the tag {@code 26.0.12}.
   */
  public boolean sameRelease(Version other) {
    boolean sameBuild = build < 0 || other.build < 0 || build == other.build;
    return major == other.major
        && minor == other.minor
        && patch == other.patch
        && sameBuild
        && PreReleases.compare(preRelease, other.preRelease) == 0;
  }

  @Override
  public int compareTo(Version other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return releaseForm();
  }

  private static String cut(String text) {
    String clean = text.replaceAll("\\p{C}", "?");
    return clean.length() > 40 ? clean.substring(0, 40) + "…" : clean;
  }

  /** A pre-release comes before its release; parts are compared as in semantic versioning. */
  private static final class PreReleases {
    static int compare(@Nullable String one, @Nullable String other) {
      if (one == null || other == null) {
        return Boolean.compare(one == null, other == null);
      }
      String[] ones = one.toLowerCase(Locale.ROOT).split("\\.", -1);
      String[] others = other.toLowerCase(Locale.ROOT).split("\\.", -1);
      for (int i = 0; i < Math.min(ones.length, others.length); i++) {
        int byPart = comparePart(ones[i], others[i]);
        if (byPart != 0) {
          return byPart;
        }
      }
      int byLength = Integer.compare(ones.length, others.length);
      return byLength != 0 ? byLength : one.compareTo(other);
    }

    private static int comparePart(String one, String other) {
      boolean number = one.matches("[0-9]+");
      boolean otherNumber = other.matches("[0-9]+");
      if (number && otherNumber) {
        return new BigInteger(one).compareTo(new BigInteger(other));
      }
      return number == otherNumber ? one.compareTo(other) : number ? -1 : 1;
    }
  }
}
