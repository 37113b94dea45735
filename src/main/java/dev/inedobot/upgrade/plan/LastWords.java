package dev.inedobot.upgrade.plan;

import dev.inedobot.upgrade.Step;
import dev.inedobot.upgrade.UpgradeEvent;
import dev.inedobot.upgrade.UpgradeEvent.Kind;
import dev.inedobot.upgrade.Work;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What people are told when the bot stops in the middle of a run. */
public final class LastWords {
  private static final String STOPPED = "I am being stopped. ";

  private LastWords() {}

  public static String of(Work work, List<UpgradeEvent> events) {
    Step last = lastBegun(events);
    if (work == Work.BACKUP && last == Step.PROVE) {
      return STOPPED
          + "The product serves and is not touched by this. The proof of the backup begins anew as soon"
          + " as I am started again.";
    }
    if (last == null || last.compareTo(Step.CREATE) <= 0) {
      return STOPPED
          + "The old container serves and was not touched. When I am started again I remove what this"
          + " upgrade created; then it can be asked for again.";
    }
    if (last == Step.UPGRADE_DATABASE || last == Step.KEEP_DATA || last == Step.RESTORE) {
      return STOPPED
          + "The product stays stopped until what is under way with its database is done: I go on with"
          + " that as soon as I am started again.";
    }
    boolean runs = last == Step.HEALTH || last == Step.HEALTH_OLD || last == Step.REMOVE;
    return runs
        ? STOPPED + "This goes on from here as soon as I am started again."
        : STOPPED
            + "The product may be down until I am started again: then I bring it back at once.";
  }

  private static @Nullable Step lastBegun(List<UpgradeEvent> events) {
    Step last = null;
    for (UpgradeEvent event : events) {
      last = event.kind() == Kind.STEP_STARTED ? event.step() : last;
    }
    return last;
  }
}
