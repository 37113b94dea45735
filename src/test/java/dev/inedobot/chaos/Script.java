package dev.inedobot.chaos;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes down every call of a run, and lets the one at a point fail. */
final class Script implements Faults {
  private final CallNames names;
  private final @Nullable Point point;
  private final @Nullable Fault fault;
  private final Position position = new Position();
  private final List<Made> calls = new ArrayList<>();
  private int hits;

  /** A call that was made. */
  record Made(Point point, Instant at) {}

  /**
   * @param point null to let none fail
   */
  Script(CallNames names, @Nullable Point point, @Nullable Fault fault) {
    this.names = names;
    this.point = point;
    this.fault = fault;
  }

  @Override
  public @Nullable Fault of(String method, String path) {
    return of(method, path, "");
  }

  @Override
  public synchronized @Nullable Fault of(String method, String path, String body) {
    String call = names.of(method, path, body);
    Point here = position.next(call);
    calls.add(new Made(here, Instant.now()));
    if (fault == null) {
      return null;
    }
    if (hits > 0 || !here.equals(point)) {
      return null;
    }
    hits++;
    return fault;
  }

  /** Whether the point was reached. */
  synchronized boolean hasHit() {
    return hits > 0;
  }

  synchronized List<Made> calls() {
    return List.copyOf(calls);
  }
}
