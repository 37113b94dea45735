package dev.inedobot.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What one way of upgrading took, round by round. */
final class Series {
  private final List<Double> downtimes = new ArrayList<>();
  private final List<Double> totals = new ArrayList<>();

  /**
   * Adds a round.
   *
   * @param total from the first command until the new version is first healthy
   */
  void add(Duration downtime, Duration total) {
    downtimes.add(downtime.toNanos() / 1e9);
    totals.add(total.toNanos() / 1e9);
  }

  double downtime() {
    return median(downtimes);
  }

  double total() {
    return median(totals);
  }

  static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  /** A row: the medians, with the least and the most. */
  String row(String name) {
    return "| %-29s | %s | %s |".formatted(name, cell(downtimes), cell(totals));
  }

  private static String cell(List<Double> values) {
    return "%5.2f s (%.2f to %.2f)"
        .formatted(
            median(values),
            values.stream().min(Double::compare).orElseThrow(),
            values.stream().max(Double::compare).orElseThrow());
  }
}
