package dev.inedobot.chaos;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The moments at which the bot is to be killed, from a run in which it was not, each with its step.
 * What happens after a question is the same as before the next thing, so that is no moment of its
 * own; of looks in a row, of reports of progress, and of notes of edits only the first are.
 */
final class CrashPoints {
  private static final String START_NEW = "POST /containers/{next}/start";
  private static final List<Duration> WHILE_IT_MIGRATES =
      List.of(Duration.ofMillis(500), Duration.ofMillis(1500), Duration.ofSeconds(3));

  private CrashPoints() {}

  /**
   * In the order of the run. Of one that goes back only those from the start of the new container
   * on: till then it is the same as the one of its pair that arrives.
   */
  static Map<Moment, String> of(Crash.Outcome calm) {
    List<Script.Made> made = calm.made();
    Instant end =
        made.stream()
            .filter(each -> each.point().call().startsWith(Moment.WRITE + "RUNNING to "))
            .map(Script.Made::at)
            .reduce((first, last) -> last)
            .orElse(Instant.MAX);
    Map<Point, Integer> longest = new LinkedHashMap<>();
    made.forEach(
        each -> longest.merge(Points.first(each.point()), each.point().ordinal(), Math::max));
    Map<Moment, String> moments = new LinkedHashMap<>();
    for (Script.Made each : made) {
      Point point = each.point();
      boolean over = each.at().isAfter(end) && !Moment.isWrite(point);
      if (!over && isSampled(point, Objects.requireNonNull(longest.get(Points.first(point))))) {
        String step = Points.step(calm.events(), each.at());
        moments.put(Moment.before(point), step);
        if (!Fault.isQuestion(point.call()) && !Moment.isNote(point)) {
          moments.put(Moment.after(point), step);
        }
        if (point.equals(Point.change(START_NEW))) {
          WHILE_IT_MIGRATES.forEach(time -> moments.put(Moment.after(point).later(time), "health"));
        }
      }
    }
    return calm.crash().journey().beginsAsAnother() ? fromTheStart(moments) : moments;
  }

  private static Map<Moment, String> fromTheStart(Map<Moment, String> moments) {
    Map<Moment, String> rest = new LinkedHashMap<>(moments);
    rest.keySet()
        .removeAll(
            moments.keySet().stream()
                .takeWhile(moment -> !moment.point().equals(Point.change(START_NEW)))
                .toList());
    return rest.isEmpty() ? moments : rest;
  }

  private static boolean isSampled(Point point, int all) {
    if (Fault.isQuestion(point.call())) {
      return Points.isSampled(point, all);
    }
    boolean repeated = Moment.isNote(point) || point.call().contains("STEP_PROGRESS");
    return !repeated || point.ordinal() == 1;
  }
}
