package dev.inedobot.chaos;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What came of the trials of one journey, as a table: a row for each point, a column for each
 * fault.
 */
final class Matrix {
  private final Journey journey;
  private final Map<Point, String> points;
  private final Trial.Outcome calm;
  private final List<Trial> chosen;
  private final List<Trial.Outcome> outcomes;

  /**
   * @param points with the step of each, in the order of the run
   * @param calm the run in which no call failed
   * @param chosen what was to be run
   * @param outcomes of those that were run
   */
  Matrix(
      Journey journey,
      Map<Point, String> points,
      Trial.Outcome calm,
      List<Trial> chosen,
      List<Trial.Outcome> outcomes) {
    this.journey = journey;
    this.points = new LinkedHashMap<>(points);
    this.calm = calm;
    this.chosen = List.copyOf(chosen);
    this.outcomes = List.copyOf(outcomes);
  }

  /** As Markdown, which reads well enough on a terminal. */
  String print() {
    StringBuilder text = new StringBuilder();
    text.append("### ").append(journey.title()).append("\n\n");
    text.append("| step | call |");
    for (Fault fault : Fault.values()) {
      text.append(' ').append(fault.column()).append(" |");
    }
    text.append("\n|---|---|").append(":-:|".repeat(Fault.values().length)).append('\n');
    points.forEach((point, step) -> row(text, point, step));
    text.append('\n').append(totals()).append('\n');
    list(text, "Broken", outcomes.stream().filter(o -> o.letter() == 'X').toList());
    list(text, "Void", outcomes.stream().filter(o -> o.letter() == 'E').toList());
    list(text, "Not reached", outcomes.stream().filter(o -> o.letter() == '–').toList());
    return text.toString();
  }

  private void row(StringBuilder text, Point point, String step) {
    text.append("| ").append(step).append(" | `").append(point).append("` |");
    for (Fault fault : Fault.values()) {
      text.append(' ').append(cell(point, fault)).append(" |");
    }
    text.append('\n');
  }

  private String cell(Point point, Fault fault) {
    Trial trial = new Trial(journey, point, fault);
    return outcomes.stream()
        .filter(outcome -> outcome.trial().equals(trial))
        .map(outcome -> String.valueOf(outcome.letter()))
        .findFirst()
        .orElse(chosen.contains(trial) ? "?" : "");
  }

  private String totals() {
    Map<Character, Integer> letters = new TreeMap<>();
    outcomes.forEach(outcome -> letters.merge(outcome.letter(), 1, Integer::sum));
    return "Without a fault: %s, %d calls. Points %d, runs %d of %d: %s."
        .formatted(
            calm.letter(),
            calm.calls().size(),
            points.size(),
            outcomes.size(),
            chosen.size(),
            String.join(
                ", ",
                letters.entrySet().stream().map(e -> e.getValue() + " " + e.getKey()).toList()));
  }

  private static void list(StringBuilder text, String title, List<Trial.Outcome> some) {
    if (some.isEmpty()) {
      text.append(title).append(": none.\n");
      return;
    }
    text.append(title).append(":\n\n");
    List<String> lines = new ArrayList<>();
    some.forEach(
        outcome ->
            lines.add(
                "* %s%s"
                    .formatted(
                        outcome.trial(),
                        outcome.broken().isEmpty()
                            ? ""
                            : " — %s (%s, %s)"
                                .formatted(
                                    String.join("; ", outcome.broken()),
                                    outcome.story().state(),
                                    outcome.container()))));
    text.append(String.join("\n", lines)).append('\n');
  }
}
