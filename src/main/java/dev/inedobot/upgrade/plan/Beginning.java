package dev.inedobot.upgrade.plan;

import dev.inedobot.upgrade.Upgrade;
import dev.inedobot.upgrade.UpgradeEvent;
import dev.inedobot.upgrade.UpgradeEvent.Kind;
import dev.inedobot.upgrade.Work;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** When an approved upgrade may begin, and until when. */
public final class Beginning {
  private static final Set<Kind> QUEUES = EnumSet.of(Kind.APPROVED, Kind.QUEUED, Kind.OVERRIDDEN);

  private Beginning() {}

  /**
   * The first moment at which it may begin: not before it was approved, not before the time that it
   * was asked for, and while its instance's window is open.
   *
   * @param approvedAt when the last approval that it takes was given
   */
  public static Instant earliest(Upgrade upgrade, Plan plan, Instant approvedAt) {
    Instant earliest = approvedAt;
    if (upgrade.beginAt() != null && upgrade.beginAt().instant().isAfter(earliest)) {
      earliest = upgrade.beginAt().instant();
    }
    MaintenanceWindow window = window(plan);
    return window == null || window.isOpen(earliest) ? earliest : window.opens(earliest);
  }

  /** The same for one that is approved, by its record. */
  public static Instant earliest(Upgrade upgrade, Plan plan, List<UpgradeEvent> events) {
    return earliest(upgrade, plan, last(events, EnumSet.of(Kind.APPROVED)));
  }

  /**
   * The moment from which one that waits for its turn may no longer begin: its window closes, or
   * without one its approval is as old as one may get.
   */
  public static Instant latest(Upgrade upgrade, Plan plan, List<UpgradeEvent> events) {
    boolean overridden = events.stream().anyMatch(event -> event.kind() == Kind.OVERRIDDEN);
    Instant from =
        overridden ? last(events, EnumSet.of(Kind.OVERRIDDEN)) : earliest(upgrade, plan, events);
    MaintenanceWindow window = window(plan);
    return window != null && !overridden && window.isOpen(from)
        ? window.closes(from)
        : from.plus(plan.settings().approval().expiresAfter());
  }

  /** Since when it waits for its turn. */
  public static Instant queuedSince(List<UpgradeEvent> events) {
    return last(events, QUEUES);
  }

  /** A backup takes nothing away from anybody, so it waits for no window. */
  private static @Nullable MaintenanceWindow window(Plan plan) {
    return plan.work() == Work.BACKUP ? null : plan.settings().window();
  }

  private static Instant last(List<UpgradeEvent> events, Set<Kind> kinds) {
    return events.stream()
        .filter(event -> kinds.contains(event.kind()))
        .map(UpgradeEvent::at)
        .reduce((first, second) -> second)
        .orElse(Instant.EPOCH);
  }

  /** Why it begins later than now, for people. */
  public static String why(Upgrade upgrade, Plan plan, Instant earliest) {
    boolean asAsked = upgrade.beginAt() != null && upgrade.beginAt().instant().equals(earliest);
    return asAsked || window(plan) == null
        ? "as it was asked for"
        : "when the maintenance window opens (%s)".formatted(plan.settings().window());
  }
}
