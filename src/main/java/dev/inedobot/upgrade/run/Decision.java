package dev.inedobot.upgrade.run;

import dev.inedobot.upgrade.ApprovalRule;
import org.jspecify.annotations.Nullable;

/**
 * What came of a person's click or command.
 *
 * @param taken whether it changed the upgrade; the thread then says so by itself
 * @param sentence the answer for that person
 * @param rule who could have decided, if it was refused because this person may not; else null
 */
public record Decision(boolean taken, String sentence, @Nullable ApprovalRule rule) {
  static Decision taken(String sentence) {
    return new Decision(true, sentence, null);
  }

  static Decision refused(String sentence) {
    return new Decision(false, sentence, null);
  }

  /** Refused to somebody whom the rule does not name. */
  static Decision refused(String sentence, ApprovalRule rule) {
    return new Decision(false, sentence, rule);
  }
}
