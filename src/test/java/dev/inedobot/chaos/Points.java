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

  /**
   * In the order of the run. Of one that goes back only those from the start of the new container
   * on: till then it is the same as the one of its pair that arrives.
   */
  static Map<Point, String> of(Trial.Outcome calm) {
    Instant end =
        calm.events().stream()
            .filter(event -> event.kind() == Kind.FINISHED)
            .map(UpgradeEvent::at)
            .findFirst()
            .orElse(Instant.MAX);
    List<Script.Made> made = calm.calls().stream().filter(call -> !call.at().isAfter(end)).toList();
    Map<Point, Integer> longest = new LinkedHashMap<>();
    made.forEach(call -> longest.merge(first(call.point()), call.point().ordinal(), Math::max));
    Map<Point, String> points = new LinkedHashMap<>();
    for (Script.Made call : made) {
      Point point = call.point();
      int all = longest.getOrDefault(first(point), 1);
      if (isSampled(point, all)) {
        points.put(point, step(calm.events(), call.at()));
      }
    }
    return calm.trial().journey().beginsAsAnother() ? fromTheStart(points) : points;
  }

  private static Map<Point, String> fromTheStart(Map<Point, String> points) {
    Point start = Point.change("POST /containers/{next}/start");
    Map<Point, String> rest = new LinkedHashMap<>(points);
    rest.keySet()
        .removeAll(points.keySet().stream().takeWhile(point -> !point.equals(start)).toList());
    return rest.isEmpty() ? points : rest;
  }

  /** Whether it is a point of its own, where there are so many in a row. */
  static boolean isSampled(Point point, int all) {
    return !Fault.isQuestion(point.call())
        || point.ordinal() <= 2
        || point.ordinal() == all * 2 / 3;
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
