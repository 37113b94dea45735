package dev.inedobot.upgrade.plan;

import dev.inedobot.upgrade.Choice;
import dev.inedobot.upgrade.Step;
import dev.inedobot.upgrade.UpgradeEvent;
import dev.inedobot.upgrade.UpgradeEvent.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tells from an upgrade's record what a person can choose while it needs attention. */
public final class Choices {
  private Choices() {}

  /** The choices that are open, the one that changes least first. */
  public static List<Choice> open(Plan plan, List<UpgradeEvent> events) {
    if (isRoomMade(events)) {
      return List.of(Choice.RESTORED, Choice.KEEP_WAITING);
    }
    if (Backups.isHalfRestored(events)) {
      return List.of(Choice.RESTORE_BACKUP, Choice.RESTORED);
    }
    List<Choice> open = new ArrayList<>();
    boolean wentBack = events.stream().anyMatch(event -> event.kind() == Kind.GOING_BACK);
    if (!wentBack) {
      open.add(Choice.KEEP_WAITING);
    }
    boolean backedUp = Backups.reliedOn(events).isPresent();
    if (backedUp && plan.database().canBeRestored()) {
      open.add(Choice.RESTORE_BACKUP);
    }
    boolean byHand = backedUp && !plan.database().canBeRestored();
    if (!wentBack && (byHand || plan.wayBack().needsRestore())) {
      open.add(Choice.RESTORE);
    }
    open.add(Choice.GO_BACK);
    return List.copyOf(open);
  }

  /**
   * Whether the newest choice was to restore the backup by hand, and the product was stopped for
   * that.
   */
  public static boolean isRoomMade(List<UpgradeEvent> events) {
    int stopped = -1;
    for (int i = 0; i < events.size(); i++) {
      UpgradeEvent event = events.get(i);
      stopped = event.kind() == Kind.STEP_DONE && event.isAbout(Step.STOP_NEW) ? i : stopped;
    }
    return last(events).filter(choice -> choice == Choice.RESTORE).isPresent()
        && stopped > lastIndex(events, Kind.CHOSEN);
  }

  /** The newest choice that a person made. */
  public static Optional<Choice> last(List<UpgradeEvent> events) {
    return events.stream()
        .filter(event -> event.kind() == Kind.CHOSEN)
        .reduce((first, second) -> second)
        .map(event -> Choice.valueOf(event.text()));
  }

  /** The newest choice, as long as it has not led to the next question. */
  public static Optional<Choice> pending(List<UpgradeEvent> events) {
    int asked = lastIndex(events, Kind.FINISHED);
    int chosen = lastIndex(events, Kind.CHOSEN);
    return chosen > asked ? last(events) : Optional.empty();
  }

  private static int lastIndex(List<UpgradeEvent> events, Kind kind) {
    for (int i = events.size() - 1; i >= 0; i--) {
      if (events.get(i).kind() == kind) {
        return i;
      }
    }
    return -1;
  }
}
