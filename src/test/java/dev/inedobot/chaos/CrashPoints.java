package dev.inedobot.chaos;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;

/**
 * The moments at which the bot is to be killed, from a run in which it was not, each with its step.
 * What happens after a question is the same as before the next thing, so that is no moment of its
 * own; of looks in a row, of reports of progress, and of notes of edits only the first are.
 */
final class CrashPoints {
  /** What changes the data goes on for a while after it was started. */
  private static final Map<String, List<Duration>> WHILE_IT_WORKS =
      Map.of(
          "POST /containers/{next}/start", times(500, 1500, 3000),
          "POST /containers/{upgradedb}/start", times(500, 1500, 3000),
          "POST /containers/{keep-data}/start", times(300),
          "POST /containers/{restore-data}/start", times(500, 1500, 3000),
          "POST /exec/{restore}/start", times(200, 500),
          "POST /exec/{dump}/start", times(500, 1500));

  private CrashPoints() {}

  private static List<Duration> times(long... milliseconds) {
    return LongStream.of(milliseconds).mapToObj(Duration::ofMillis).toList();
  }

  /** Those that are the journey's own, in the order of the run. */
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
    for (Script.Made each : calm.crash().journey().stretch().of(made, calm.events())) {
      Point point = each.point();
      boolean over = each.at().isAfter(end) && !Moment.isWrite(point);
      if (!over && isSampled(point, Objects.requireNonNull(longest.get(Points.first(point))))) {
        String step = Points.step(calm.events(), each.at());
        moments.put(Moment.before(point), step);
        if (!Fault.isQuestion(point.call()) && !Moment.isNote(point)) {
          moments.put(Moment.after(point), step);
        }
        if (point.ordinal() == 1) {
          WHILE_IT_WORKS
              .getOrDefault(point.call(), List.of())
              .forEach(time -> moments.put(Moment.after(point).later(time), step));
        }
      }
    }
    return moments;
  }

  private static boolean isSampled(Point point, int all) {
    if (!Moment.isWrite(point) && !Points.isSampled(point, all)) {
      return false;
    }
    if (Fault.isQuestion(point.call())) {
      return true;
    }
    boolean repeated = Moment.isNote(point) || point.call().contains("STEP_PROGRESS");
    return !repeated || point.ordinal() == 1;
  }
}
