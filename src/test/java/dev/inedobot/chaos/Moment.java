package dev.inedobot.chaos;

import java.time.Duration;

/**
 * A moment of a run at which the bot is killed: before or after something that it does.
 *
 * @param point a call to the engine, or a write to the record, which begins with {@link #WRITE}
 * @param later how long after it; zero for at once, before the bot has heard of it
 */
record Moment(Side side, Point point, Duration later) {
  /** What the name of a write begins with. */
  static final String WRITE = "write ";

  enum Side {
    BEFORE,
    AFTER
  }

  static Moment before(Point point) {
    return new Moment(Side.BEFORE, point, Duration.ZERO);
  }

  static Moment after(Point point) {
    return new Moment(Side.AFTER, point, Duration.ZERO);
  }

  Moment later(Duration time) {
    return new Moment(side, point, time);
  }

  /** The first write of this kind, such as {@code STEP_DONE stop}. */
  static Point write(String what) {
    return Point.change(WRITE + what);
  }

  static boolean isWrite(Point point) {
    return point.call().startsWith(WRITE);
  }

  /** Whether it only notes where a message stands in Slack. */
  static boolean isNote(Point point) {
    return point.call().startsWith(WRITE + "note ");
  }

  @Override
  public String toString() {
    String time = later.isZero() ? "" : later.toMillis() / 1000.0 + " s ";
    String place = point.after().isEmpty() ? "" : ", after " + point.after();
    return time + (side == Side.BEFORE ? "before " : "after ") + point + place;
  }
}
