package dev.inedobot.upgrade.run;

import dev.inedobot.upgrade.Upgrade;
import dev.inedobot.upgrade.UpgradeEvent;
import dev.inedobot.upgrade.UpgradeId;
import dev.inedobot.upgrade.UpgradeState;
import dev.inedobot.upgrade.plan.Plan;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The durable record of all upgrades. What it has taken is on disk when the call returns. Events
 * are only added; an upgrade's state changes by compare-and-set along {@link
 * UpgradeState#successors()}.
 *
 * <p>Safe for several threads. All calls throw {@link JournalProblem} when the store fails.
 */
public interface Journal {
  /**
   * Writes a new upgrade with its plan and first event.
   *
   * @return the upgrade that is active for the same instance, in which case nothing was written;
   *     empty if the new one was written. The store itself keeps a second one out
   */
  Optional<Upgrade> open(Upgrade upgrade, Plan plan, UpgradeEvent first);

  Optional<Upgrade> find(UpgradeId id);

  Optional<Upgrade> activeFor(String instance);

  /** The upgrades in one of these states, the oldest first. */
  List<Upgrade> in(Set<UpgradeState> states);

  /** The newest upgrades, the newest first; of one instance, or of all if it is null. */
  default List<Upgrade> newest(@Nullable String instance, int limit) {
    return newest(instance, 0, limit);
  }

  /**
   * A page of the same.
   *
   * @param skip how many of the newest are left out, 0 for none
   */
  List<Upgrade> newest(@Nullable String instance, int skip, int limit);

  /**
   * The upgrades whose old container was kept, and of which it is not recorded that it is gone; the
   * oldest first.
   */
  List<Upgrade> keepingOld();

  /** The plan of an upgrade. Throws {@link JournalProblem} if there is no such upgrade. */
  Plan plan(UpgradeId id);

  /** An upgrade's events in the order in which they were added. */
  List<UpgradeEvent> events(UpgradeId id);

  void add(UpgradeId id, UpgradeEvent event);

  /**
   * Moves an upgrade from one state to another and adds the event that says why, both or neither.
   * Which states these were is kept with the event.
   *
   * @return false, with nothing written, if it is not in that state (any more)
   * @throws IllegalArgumentException if the states' table has no such transition
   */
  boolean move(UpgradeId id, UpgradeState from, UpgradeState to, UpgradeEvent event);

  /** The store can't be read or written; the message says why and what to do. */
  final class JournalProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public JournalProblem(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }
}
