package dev.inedobot.upgrade.plan;

import dev.inedobot.upgrade.UpgradeId;
import java.util.Optional;

/** How the volume is called into which an upgrade copies what belongs to a whole backup. */
public final class VolumeCopyName {
  private static final String WORDS = "the volume ";

  private VolumeCopyName() {}

  public static String of(Plan plan, UpgradeId id) {
    return "%s-copy-%s".formatted(plan.container(), id.value());
  }

  /** As the record of what is kept has it, and people. */
  public static String words(Plan plan, UpgradeId id) {
    return WORDS + of(plan, id);
  }

  /** Reads it back, as something to delete: empty unless it is, to the letter, that upgrade's. */
  public static Optional<String> parse(Plan plan, UpgradeId id, String words) {
    return words.equals(words(plan, id)) ? Optional.of(of(plan, id)) : Optional.empty();
  }
}
