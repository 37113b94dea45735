package dev.inedobot.product;

/**
 * What Inedo calls a major version and its tables go by: a calendar year since 2022, before that
 * the first two numbers of a version, such as 6.0.
 *
 * @param first the year, or the first number
 * @param second 0 for a year
 */
public record ReleaseLine(int first, int second) implements Comparable<ReleaseLine> {
  static final int FIRST_YEAR = 2000;

  /** Reads {@code 2024}, {@code 6.0}, {@code 5.3}. */
  public static ReleaseLine parse(String text) {
    String[] parts = text.split("\\.", 2);
    try {
      int first = Integer.parseInt(parts[0]);
      return new ReleaseLine(first, parts.length > 1 ? Integer.parseInt(parts[1]) : 0);
    } catch (NumberFormatException wrong) {
      throw new IllegalArgumentException("“" + text + "” is no release line", wrong);
    }
  }

  public boolean isYear() {
    return first >= FIRST_YEAR;
  }

  @Override
  public int compareTo(ReleaseLine other) {
    int byFirst = Integer.compare(first, other.first);
    return byFirst == 0 ? Integer.compare(second, other.second) : byFirst;
  }

  @Override
  public String toString() {
    return isYear() ? Integer.toString(first) : first + "." + second;
  }
}
