package dev.inedobot.upgrade.plan;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Compares what a product says is wrong at two times. The detail in brackets after a field, such as
 * {@code licenseStatus: Error (expired 12 days ago)}, is not part of what is wrong.
 */
final class Problems {
  private static final Pattern DETAIL = Pattern.compile("^(\\w+Status: \\S+) \\(.*\\)$");

  private Problems() {}

  /** Those of now that were not there before. */
  static List<String> newOnes(List<String> before, List<String> now) {
    Set<String> known = before.stream().map(Problems::bare).collect(Collectors.toSet());
    return now.stream().filter(problem -> !known.contains(bare(problem))).toList();
  }

  private static String bare(String problem) {
    return DETAIL.matcher(problem).replaceFirst("$1");
  }
}
