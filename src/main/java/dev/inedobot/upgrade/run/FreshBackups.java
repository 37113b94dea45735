package dev.inedobot.upgrade.run;

import dev.inedobot.upgrade.Backup;
import dev.inedobot.upgrade.Upgrade;
import dev.inedobot.upgrade.UpgradeEvent;
import dev.inedobot.upgrade.plan.BackupRule;
import dev.inedobot.upgrade.plan.Backups;
import dev.inedobot.upgrade.plan.Plan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
   * The newest one of the version that a plan begins with, in the database that it found, or the
   * newest proven one where backups are to be; none that failed to prove itself. Empty if there is
   * none that is younger than {@link BackupRule#FRESH}.
   */
  Optional<Backup> fresh(Plan plan, Instant now) {
    List<Backup> fresh = new ArrayList<>();
    List<Backup> unproven = new ArrayList<>();
    for (Upgrade past : journal.newest(plan.settings().name(), LATEST)) {
      List<UpgradeEvent> events = journal.events(past.id());
      Optional<Backup> backup = Backups.taken(events);
      Backups.unproven(events).ifPresent(unproven::add);
      if (backup.isPresent()
          && !unproven.contains(backup.get())
          && backup.get().takenAt().plus(BackupRule.FRESH).isAfter(now)
          && isOfTheSame(plan, journal.plan(past.id()))) {
        fresh.add(backup.get());
      }
    }
    return fresh.stream()
        .filter(backup -> BackupRule.proves(plan) && isProven(plan, backup))
        .findFirst()
        .or(() -> fresh.stream().findFirst());
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
