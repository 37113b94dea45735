package dev.inedobot.upgrade.run;

import dev.inedobot.upgrade.UpgradeId;
import dev.inedobot.upgrade.UpgradeState;
import java.time.Instant;

/**
 * Durable reminders to look at an upgrade at a moment. What is kept may be made anew from the
 * journal at any time. Safe for several threads; throws {@link Journal.JournalProblem} if the store
 * fails.
 */
public interface Appointments {
  /**
   * Makes an appointment, in place of an earlier one for the same upgrade and state.
   *
   * @param state the state that the upgrade is in until then
   */
  void make(UpgradeId id, UpgradeState state, Instant when);
}
