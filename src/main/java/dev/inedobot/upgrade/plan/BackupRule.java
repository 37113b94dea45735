package dev.inedobot.upgrade.plan;

import dev.inedobot.product.ReleaseKind;
import java.time.Duration;
import java.util.Optional;

/**
 * What an instance asks for before its database may change.
 *
 * @param maintenance before a release of the same major
 * @param major before another major
 * @param prove whether a backup of the bot's is required for each newer release, and counts only
 *     once it was restored apart and the product ran on it
 */
public record BackupRule(Firmness maintenance, Firmness major, boolean prove) {

  /** A backup that is older does not count where one is required. */
  public static final Duration FRESH = Duration.ofDays(1);

  public static final BackupRule DEFAULT =
      new BackupRule(Firmness.OFFERED, Firmness.REQUIRED_FOR_A_RESTORE, false);

  /** How much it takes. */
  public enum Firmness {
    /** A backup that the bot has taken and read, no older than {@link #FRESH}, or an override. */
    REQUIRED,
    /** {@link #REQUIRED} if going back needs a restore, else {@link #OFFERED}. */
    REQUIRED_FOR_A_RESTORE,
    /** The bot takes one if somebody asks for it; a person's word counts as well. */
    OFFERED,
    /** A person's word. */
    ACKNOWLEDGED
  }

  /**
   * That a backup which the configuration requires can't be had, as sentences; empty if it can, or
   * none is required.
   */
  Optional<String> unkept(ReleaseKind kind, DatabaseHome database) {
    Firmness firmness = kind == ReleaseKind.MAJOR ? major : maintenance;
    return firmness != Firmness.REQUIRED || database.canBeBackedUp()
        ? Optional.empty()
        : Optional.of(
            "The configuration requires a backup of mine (`backup: required`), and that can't be kept, as I can't take one: a person's word counts instead. "
                + database.note());
  }

  /**
   * Whether a plan's backup is proven. That of a return to an older version is not: it is of the
   * version that is wanted no longer, and going back must not wait for it.
   */
  public static boolean proves(Plan plan) {
    return plan.settings().backup().prove()
        && plan.next().version().compareTo(plan.old().version()) >= 0;
  }

  /**
   * What counts for a plan. Where the bot does not know how to take a backup, a person's word has
   * to do.
   */
  public static Firmness of(Plan plan) {
    if (!plan.database().canBeBackedUp()) {
      return Firmness.ACKNOWLEDGED;
    }
    BackupRule rule = plan.settings().backup();
    if (proves(plan)) {
      return Firmness.REQUIRED;
    }
    Firmness firmness = plan.kind() == ReleaseKind.MAJOR ? rule.major() : rule.maintenance();
    if (firmness != Firmness.REQUIRED_FOR_A_RESTORE) {
      return firmness;
    }
    return plan.wayBack().needsRestore() ? Firmness.REQUIRED : Firmness.OFFERED;
  }
}
