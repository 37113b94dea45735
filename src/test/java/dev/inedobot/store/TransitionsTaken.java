package dev.inedobot.store;

import dev.inedobot.audit.AuditEntry;
import dev.inedobot.upgrade.UpgradeState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Which transitions between states the bots of this test run took, by their own records. */
public final class TransitionsTaken {
  private static final Set<Transition> TAKEN = ConcurrentHashMap.newKeySet();

  private TransitionsTaken() {}

  /** From one state to the next. */
  public record Transition(UpgradeState from, UpgradeState to) {
    @Override
    public String toString() {
      return from + " → " + to;
    }
  }

  /** Adds those of one bot's record; nothing if it never had one. */
  public static void collect(Path database) {
    if (Files.exists(database)) {
      AuditTrail.open("jdbc:sqlite:" + database).read(Instant.EPOCH, TransitionsTaken::collect);
    }
  }

  private static void collect(AuditEntry entry) {
    String from = entry.stateBefore();
    String to = entry.stateAfter();
    if (from != null && to != null) {
      TAKEN.add(new Transition(UpgradeState.valueOf(from), UpgradeState.valueOf(to)));
    }
  }

  /** All so far. */
  public static Set<Transition> all() {
    return Set.copyOf(TAKEN);
  }
}
