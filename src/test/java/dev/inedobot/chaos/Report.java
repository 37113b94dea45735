package dev.inedobot.chaos;

import dev.inedobot.upgrade.UpgradeEvent;
import java.util.List;

/** Everything about one run whose promise was broken, to find out why. */
final class Report {
  private Report() {}

  static String of(
      Object run,
      List<String> broken,
      Story story,
      List<UpgradeEvent> events,
      List<Script.Made> made,
      Evidence before,
      Evidence after) {
    StringBuilder text = new StringBuilder();
    text.append(run).append("\n\nbroken:\n");
    broken.forEach(why -> text.append("  ").append(why).append('\n'));
    text.append("\nstate: ").append(story.state()).append("\nthread:\n");
    story.thread().forEach(said -> text.append("  ").append(said).append('\n'));
    text.append("\nbefore: ").append(before).append("\nafter: ").append(after);
    text.append("\n\nrecord:\n");
    events.forEach(
        event ->
            text.append(
                "  %s %s %s %s%n".formatted(event.at(), event.kind(), event.step(), event.text())));
    text.append("\ncalls:\n");
    made.forEach(each -> text.append("  %s %s%n".formatted(each.at(), each.point())));
    return text.toString();
  }
}
