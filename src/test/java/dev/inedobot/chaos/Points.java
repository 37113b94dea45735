package dev.inedobot.chaos;

import dev.inedobot.upgrade.UpgradeEvent;
import dev.inedobot.upgrade.UpgradeEvent.Kind;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The points of a run, each with the step that it belongs to. Of the looks in a row that a gate
 * takes only the first, the second and one two thirds on are points of their own: how many there
 * are differs from run to run.
 */
final class Points {
  private Points() {}

  /** Those that are the journey's own, in the order of the run. */
  static Map<Point, String> of(Trial.Outcome calm) {
    Instant end =
        calm.events().stream()
            .filter(event -> event.kind() == Kind.FINISHED)
            .map(UpgradeEvent::at)
            .reduce((first, last) -> last)
            .orElse(Instant.MAX);
    List<Script.Made> made = calm.calls().stream().filter(call -> !call.at().isAfter(end)).toList();
    Map<Point, Integer> longest = new LinkedHashMap<>();
    made.forEach(call -> longest.merge(first(call.point()), call.point().ordinal(), Math::max));
    Map<Point, String> points = new LinkedHashMap<>();
    for (Script.Made call : calm.trial().journey().stretch().of(made, calm.events())) {
      Point point = call.point();
      int all = longest.getOrDefault(first(point), 1);
      if (isSampled(point, all)) {
        points.put(point, step(calm.events(), call.at()));
      }
    }
    return points;
  }

  /** Whether it is a point of its own, where there are so many in a row. */
  static boolean isSampled(Point point, int all) {
    if (isOfALaterProbe(point)) {
      return false;
    }
    return !Fault.isQuestion(point.call())
        || point.ordinal() <= 2
        || point.ordinal() == all * 2 / 3;
  }

  /** How many there are differs from run to run as well; the first two are enough. */
  private static boolean isOfALaterProbe(Point point) {
    boolean later = !Fault.isQuestion(point.call()) && point.ordinal() > 2;
    return (later && point.call().contains(CallNames.PROBE))
        || point.after().matches(".*" + CallNames.PROBE + ".* #([3-9]|[1-9][0-9]+)");
  }

  static Point first(Point point) {
    return new Point(point.after(), point.call(), point.group(), 1);
  }

  /** The step that was under way, or the one after which it was. */
  static String step(List<UpgradeEvent> events, Instant at) {
    String step = "plan";
    for (UpgradeEvent event : events) {
      if (event.at().isAfter(at)) {
        break;
      }
      String verb = event.step() == null ? "" : event.step().verb();
      step =
          switch (event.kind()) {
            case STEP_STARTED -> verb;
            case STEP_DONE, STEP_FAILED -> "after " + verb;
            default -> step;
          };
    }
    return step;
  }
}
