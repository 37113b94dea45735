package dev.inedobot.upgrade.run;

import dev.inedobot.upgrade.Backup;
import dev.inedobot.upgrade.Upgrade;
import dev.inedobot.upgrade.plan.BackupRule;
import dev.inedobot.upgrade.plan.Backups;
import dev.inedobot.upgrade.plan.Plan;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** Finds the backups that the bot itself took of an instance lately. */
final class FreshBackups {
  private static final int LATEST = 20;

  private final Journal journal;

  FreshBackups(Journal journal) {
    this.journal = journal;
  }

  /**
   * The newest one of the version that a plan begins with, in the database that it found; empty if
   * it is older than {@link BackupRule#FRESH}.
   */
  Optional<Backup> fresh(Plan plan, Instant now) {
    for (Upgrade past : journal.newest(plan.settings().name(), LATEST)) {
      Optional<Backup> backup = Backups.taken(journal.events(past.id()));
      if (backup.isPresent()
          && backup.get().takenAt().plus(BackupRule.FRESH).isAfter(now)
          && isOfTheSame(plan, journal.plan(past.id()))) {
        return backup;
      }
    }
    return Optional.empty();
  }

  /** Whether an earlier run has proven a backup. */
  boolean isProven(Plan plan, Backup backup) {
    return journal.newest(plan.settings().name(), LATEST).stream()
        .anyMatch(past -> Backups.isProven(journal.events(past.id()), backup));
  }

  private static boolean isOfTheSame(Plan plan, Plan past) {
    return past.old().version().sameRelease(plan.old().version())
        && past.database().equals(plan.database())
        // Another command may back up something else.
        && Objects.equals(past.settings().backupCommand(), plan.settings().backupCommand());
  }
}
