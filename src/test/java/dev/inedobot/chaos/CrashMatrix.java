package dev.inedobot.chaos;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What came of the kills of one journey, as a table: a row for each thing that the bot does. */
final class CrashMatrix {
  private final Journey journey;
  private final Map<Moment, String> moments;
  private final Crash.Outcome calm;
  private final List<Crash> chosen;
  private final List<Crash.Outcome> outcomes;

  /**
   * @param moments with the step of each, in the order of the run
   * @param calm the run in which the bot was not killed
   * @param chosen what was to be run
   * @param outcomes of those that were run
   */
  CrashMatrix(
      Journey journey,
      Map<Moment, String> moments,
      Crash.Outcome calm,
      List<Crash> chosen,
      List<Crash.Outcome> outcomes) {
    this.journey = journey;
    this.moments = new LinkedHashMap<>(moments);
    this.calm = calm;
    this.chosen = List.copyOf(chosen);
    this.outcomes = List.copyOf(outcomes);
  }

  /** As Markdown, which reads well enough on a terminal. */
  String print() {
    StringBuilder text = new StringBuilder();
    text.append("### ").append(journey.title()).append("\n\n");
    text.append("| step | call or write | before | after |\n|---|---|:-:|:-:|\n");
    Set<Moment> rows = new HashSet<>();
    moments.forEach(
        (moment, step) -> {
          if (rows.add(Moment.after(moment.point()).later(moment.later()))) {
            row(text, moment, step);
          }
        });
    text.append('\n').append(totals()).append('\n');
    list(text, "Broken", "X");
    list(text, "Void", "E");
    list(text, "Not reached", "–");
    return text.toString();
  }

  private void row(StringBuilder text, Moment moment, String step) {
    boolean atOnce = moment.later().isZero();
    String before = atOnce ? cell(Crash.at(journey, Moment.before(moment.point()))) : "";
    String after = cell(Crash.at(journey, Moment.after(moment.point()).later(moment.later())));
    if (before.isEmpty() && after.isEmpty()) {
      return;
    }
    String later = atOnce ? "" : " + " + moment.later().toMillis() / 1000.0 + " s";
    text.append(
        "| %s | `%s`%s | %s | %s |\n".formatted(step, moment.point(), later, before, after));
  }

  private String cell(Crash crash) {
    return outcomes.stream()
        .filter(outcome -> outcome.crash().equals(crash))
        .map(Crash.Outcome::letter)
        .findFirst()
        .orElse(chosen.contains(crash) ? "?" : "");
  }

  private String totals() {
    return "Not killed: %s, %d calls and writes. Points %d, outcomes %d: %s."
        .formatted(
            calm.letter(), calm.made().size(), chosen.size(), outcomes.size(), letters(outcomes));
  }

  /** For example {@code 3 B, 20 S}. */
  static String letters(List<Crash.Outcome> outcomes) {
    Map<String, Integer> letters = new TreeMap<>();
    outcomes.forEach(outcome -> letters.merge(outcome.letter(), 1, Integer::sum));
    return letters.entrySet().stream()
        .map(entry -> entry.getValue() + " " + entry.getKey())
        .collect(Collectors.joining(", "));
  }

  private void list(StringBuilder text, String title, String letter) {
    text.append(list(title, letter, outcomes));
  }

  /** Those with this letter, a line for each. */
  static String list(String title, String letter, List<Crash.Outcome> outcomes) {
    List<Crash.Outcome> some =
        outcomes.stream().filter(outcome -> outcome.letter().equals(letter)).toList();
    if (some.isEmpty()) {
      return title + ": none.\n";
    }
    return some.stream()
        .map(
            outcome ->
                "* %s%s\n"
                    .formatted(
                        outcome.crash(),
                        outcome.broken().isEmpty()
                            ? ""
                            : " — %s (%s, %s)"
                                .formatted(
                                    String.join("; ", outcome.broken()),
                                    outcome.story().state(),
                                    outcome.container())))
        .collect(Collectors.joining("", title + ":\n\n", ""));
  }
}
