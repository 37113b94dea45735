package dev.inedobot.chaos;

import dev.inedobot.chaos.Moment.Side;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes down every call to the engine and every write to the record of a run, in the order in
 * which they come, and kills the bot at one of them.
 */
final class Moments implements Faults {
  private final CallNames names;
  private final Map<Moment, Runnable> acts;
  private final Position position = new Position();
  private final Map<String, Integer> writes = new HashMap<>();
  private final List<Script.Made> made = new ArrayList<>();
  private final List<Moment> reached = new ArrayList<>();
  private @Nullable Point performing;
  private String performingCall = "";

  /**
   * @param acts what is done when the run reaches a moment for the first time; the call or write
   *     waits for it
   */
  Moments(CallNames names, Map<Moment, Runnable> acts) {
    this.names = names;
    this.acts = Map.copyOf(acts);
  }

  @Override
  public @Nullable Fault of(String method, String path) {
    return of(method, path, "");
  }

  @Override
  public synchronized @Nullable Fault of(String method, String path, String body) {
    Point here = position.next(names.of(method, path, body));
    made.add(new Script.Made(here, Instant.now()));
    if (isLong(here)) {
      reachLater(here);
    }
    if (reach(Moment.before(here))) {
      return Fault.DROP_BEFORE;
    }
    boolean isAwaited =
        acts.keySet().stream()
            .anyMatch(act -> act.side() == Side.AFTER && act.point().equals(here) && isAhead(act));
    if (isAwaited) {
      performing = here;
      performingCall = method + " " + path;
    }
    return isAwaited && acts.containsKey(Moment.after(here)) ? Fault.PERFORM_AND_DROP : null;
  }

  @Override
  public synchronized void performed(String method, String path) {
    Point here = performing;
    if (here != null && performingCall.equals(method + " " + path)) {
      performing = null;
      passed(here);
    }
  }

  /** The bot is about to write something, such as {@code STEP_DONE stop}. */
  synchronized void before(String write) {
    Point here = new Point("", Moment.WRITE + write, 1, writes.merge(write, 1, Integer::sum));
    made.add(new Script.Made(here, Instant.now()));
    reach(Moment.before(here));
  }

  /** The bot has written that. */
  synchronized void after(String write) {
    passed(new Point("", Moment.WRITE + write, 1, writes.getOrDefault(write, 1)));
  }

  private void passed(Point here) {
    reach(Moment.after(here));
    if (!isLong(here)) {
      reachLater(here);
    }
  }

  /** Whether the answer to a call comes only when what it started has ended. */
  private static boolean isLong(Point point) {
    return point.call().startsWith("POST /exec/");
  }

  /** Does what is to be done some time after this point, from now on. */
  private void reachLater(Point here) {
    for (Moment act : acts.keySet()) {
      if (act.side() == Side.AFTER && act.point().equals(here) && !act.later().isZero()) {
        Thread timer = new Thread(() -> await(act), "later");
        timer.setDaemon(true);
        timer.start();
      }
    }
  }

  private void await(Moment act) {
    try {
      Thread.sleep(act.later().toMillis());
      reach(act);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized boolean reach(Moment moment) {
    Runnable act = acts.get(moment);
    if (act == null || !isAhead(moment)) {
      return false;
    }
    reached.add(moment);
    act.run();
    return true;
  }

  private boolean isAhead(Moment moment) {
    return !reached.contains(moment);
  }

  synchronized boolean hasReached(Moment moment) {
    return reached.contains(moment);
  }

  synchronized List<Script.Made> made() {
    return List.copyOf(made);
  }
}
