package dev.inedobot.upgrade.run;

import dev.inedobot.upgrade.Upgrade;
import dev.inedobot.upgrade.plan.Plan;
import dev.inedobot.upgrade.plan.Refusal;
import java.util.List;

/** What came of asking for an upgrade. */
public sealed interface Asked {
  /** It stands in the record and waits for the backup acknowledgement. */
  record Opened(Upgrade upgrade, Plan plan) implements Asked {}

  /** Another one is active for the instance. */
  record AlreadyActive(Upgrade active) implements Asked {}

  /**
   * It can be done, and crosses majors backwards: it is opened once the instance's name was typed
   * as a confirmation.
   */
  record ToConfirm(Plan plan) implements Asked {}

  /** The time that it was asked for is none, or not clear. */
  record UnclearTime(Refusal refusal) implements Asked {}

  /** It can't be done. */
  record Refused(Refusal refusal) implements Asked {}

  /**
   * There is no such instance.
   *
   * @param known the names that there are
   */
  record NoSuchInstance(String typed, List<String> known) implements Asked {
    public NoSuchInstance {
      known = List.copyOf(known);
    }
  }
}
