package dev.inedobot.upgrade.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Who is next: upgrades begin in the order in which they were queued, a few at once. */
public final class Turns {
  private Turns() {}

  /**
   * How many may run at once.
   *
   * @param all on all hosts together, at least 1
   * @param perHost on one host, by its name; a host that is not named has no limit of its own
   */
  public record Limits(int all, Map<String, Integer> perHost) {
    public Limits {
      perHost = Map.copyOf(perHost);
      if (all < 1 || perHost.values().stream().anyMatch(limit -> limit < 1)) {
        throw new IllegalArgumentException("at least one upgrade runs at once");
      }
    }
  }

  /**
   * Where one stands.
   *
   * @param begins whether it may begin now
   * @param before how many wait before it
   * @param running how many run, on its host if that is what it waits for
   * @param host its host if that has no room, or empty
   */
  public record Turn(boolean begins, int before, int running, String host) {
    /** What it waits for, as a sentence. */
    public String words() {
      String place = host.isEmpty() ? "" : " on host " + host;
      String queue =
          switch (before) {
            case 0 -> "It is next";
            case 1 -> "One is before it in the queue";
            default -> before + " are before it in the queue";
          };
      return "%s; %s%s."
          .formatted(queue, running == 1 ? "one upgrade runs" : running + " upgrades run", place);
    }
  }

  /**
   * The turns of those that wait. One that waits for its host lets others pass.
   *
   * @param running the hosts of those that run, one entry for each
   * @param waiting the hosts of those that wait, in their order
   * @return in the same order
   */
  public static List<Turn> of(Limits limits, List<String> running, List<String> waiting) {
    Map<String, Integer> onHost = new HashMap<>();
    running.forEach(host -> onHost.merge(host, 1, Integer::sum));
    int all = running.size();
    List<Turn> turns = new ArrayList<>();
    int ahead = 0;
    for (String host : waiting) {
      int limit = limits.perHost().getOrDefault(host, Integer.MAX_VALUE);
      boolean begins = all < limits.all() && onHost.getOrDefault(host, 0) < limit;
      if (begins) {
        all++;
        onHost.merge(host, 1, Integer::sum);
        turns.add(new Turn(true, 0, all, ""));
      } else {
        boolean hostIsFull = onHost.getOrDefault(host, 0) >= limit;
        turns.add(
            hostIsFull ? new Turn(false, ahead, limit, host) : new Turn(false, ahead, all, ""));
        ahead++;
      }
    }
    return turns;
  }
}
