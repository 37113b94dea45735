package dev.inedobot.upgrade.plan;

import dev.inedobot.product.Version;
import dev.inedobot.upgrade.Step;
import dev.inedobot.upgrade.UpgradeEvent;
import dev.inedobot.upgrade.UpgradeEvent.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How new a database's schema may be. No health field tells it: it counts as newer from the moment
 * that something of a newer version was started on it, until a backup is restored (facts: Inedo
 * docs, going back).
 */
public final class SchemaAge {
  private SchemaAge() {}

  /** Whether a run may have left the schema of its new version behind. */
  public static boolean mayBeOfTheNewVersion(List<UpgradeEvent> events) {
    boolean newer = false;
    for (UpgradeEvent event : events) {
      boolean started =
          event.kind() == Kind.TASK_CREATED
              || (event.kind() == Kind.STEP_STARTED && event.isAbout(Step.START));
      boolean restored = event.kind() == Kind.STEP_DONE && event.isAbout(Step.RESTORE);
      newer = (newer || started) && !restored;
    }
    return newer;
  }

  /** The newer one; null is older than all. */
  public static Version newest(Version one, @Nullable Version other) {
    return other == null || one.compareTo(other) >= 0 ? one : other;
  }
}
