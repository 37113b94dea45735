package dev.inedobot.upgrade.plan;

/** What one check found. */
sealed interface Finding {
  /**
   * Nothing stands in the way.
   *
   * @param words what was checked and how it is, as a short phrase; empty where that goes without
   *     saying
   */
  record Fine(String words) implements Finding {}

  /**
   * Somebody should know it before approving.
   *
   * @param key what it is about. Two findings with the same key tell of the same thing, whatever
   *     figures their sentences hold
   */
  record Warning(String key, String sentence) implements Finding {}

  /** It can't be done like this. */
  record Refused(Refusal refusal) implements Finding {}

  static Finding refused(String reason, String remedy, Object... about) {
    return new Refused(new Refusal(reason.formatted(about), remedy.formatted(about)));
  }
}
