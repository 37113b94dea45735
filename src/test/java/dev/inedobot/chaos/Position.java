package dev.inedobot.chaos;

import java.util.HashMap;
import java.util.Map;

/** Tells of one call after the other at which point of the run it is made. */
final class Position {
  private final Map<String, Integer> changes = new HashMap<>();
  private final Map<String, Integer> groups = new HashMap<>();
  private String after = "";
  private String last = "";
  private int ordinal;

  Point next(String call) {
    if (!Fault.isQuestion(call)) {
      int count = changes.merge(call, 1, Integer::sum);
      after = count == 1 ? call : call + " #" + count;
      groups.clear();
      last = "";
      return new Point("", call, 1, count);
    }
    if (call.equals(last)) {
      ordinal++;
    } else {
      groups.merge(call, 1, Integer::sum);
      ordinal = 1;
      last = call;
    }
    return new Point(after, call, groups.getOrDefault(call, 1), ordinal);
  }
}
