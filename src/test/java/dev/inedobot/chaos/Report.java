package dev.inedobot.chaos;

/** Everything about one run whose promise was broken, to find out why. */
final class Report {
  private Report() {}

  static String of(Trial.Outcome outcome, Evidence before, Evidence after) {
    StringBuilder text = new StringBuilder();
    text.append(outcome.trial()).append("\n\nbroken:\n");
    outcome.broken().forEach(why -> text.append("  ").append(why).append('\n'));
    text.append("\nstate: ").append(outcome.story().state()).append("\nthread:\n");
    outcome.story().thread().forEach(said -> text.append("  ").append(said).append('\n'));
    text.append("\nbefore: ").append(before).append("\nafter: ").append(after);
    text.append("\n\nrecord:\n");
    outcome
        .events()
        .forEach(
            event ->
                text.append(
                    "  %s %s %s %s%n"
                        .formatted(event.at(), event.kind(), event.step(), event.text())));
    text.append("\ncalls:\n");
    outcome.calls().forEach(made -> text.append("  %s %s%n".formatted(made.at(), made.point())));
    return text.toString();
  }
}
