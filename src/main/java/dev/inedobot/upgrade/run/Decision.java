package dev.inedobot.upgrade.run;

/**
 * What came of a person's click or command.
 *
 * @param taken whether it changed the upgrade; the thread then says so by itself
 * @param sentence the answer for that person
 */
public record Decision(boolean taken, String sentence) {
  static Decision taken(String sentence) {
    return new Decision(true, sentence);
  }

  static Decision refused(String sentence) {
    return new Decision(false, sentence);
  }
}
