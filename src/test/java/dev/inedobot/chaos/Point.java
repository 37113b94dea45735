package dev.inedobot.chaos;

/**
 * A place in a run at which a call is made, by what does not depend on how long anything took.
 * Looks at one container in a row are one group, for nobody knows how many there will be.
 *
 * @param after the changing call that came last before a question; empty if none had come, and for
 *     a changing call itself
 * @param call with roles for ids and names: {@code POST /containers/{old}/stop}
 * @param group which of the groups of this question since then, the first is 1; 1 for a changing
 *     call
 * @param ordinal which question of the group, or which changing call of this kind in the run
 */
public record Point(String after, String call, int group, int ordinal) {

  /** The first changing call of this kind. */
  public static Point change(String call) {
    return new Point("", call, 1, 1);
  }

  /** The first question of this kind after that changing call. */
  public static Point question(String after, String call) {
    return new Point(after, call, 1, 1);
  }

  @Override
  public String toString() {
    String which = group == 1 && ordinal == 1 ? "" : " #%d.%d".formatted(group, ordinal);
    boolean counted = !Fault.isQuestion(call);
    return call + (counted && ordinal > 1 ? " #" + ordinal : counted ? "" : which);
  }
}
