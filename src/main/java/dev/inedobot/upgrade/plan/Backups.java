package dev.inedobot.upgrade.plan;

import dev.inedobot.upgrade.Backup;
import dev.inedobot.upgrade.Step;
import dev.inedobot.upgrade.UpgradeEvent;
import dev.inedobot.upgrade.UpgradeEvent.Kind;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Tells from an upgrade's record what there is of backups. */
public final class Backups {
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private Backups() {}

  /** What somebody who has a backup taken says who wants more than the database. */
  public static final String WITH_A_COPY = "with a copy";

  /** Whether the run also copies what belongs to a backup beside the database. */
  public static boolean isCopyAsked(List<UpgradeEvent> events) {
    return events.stream()
        .anyMatch(event -> event.kind() == Kind.BACKUP_ASKED && event.text().equals(WITH_A_COPY));
  }

  /** Whether the run takes one: somebody asked for it. */
  public static boolean isAsked(List<UpgradeEvent> events) {
    return events.stream().anyMatch(event -> event.kind() == Kind.BACKUP_ASKED);
  }

  /** The one that its run took. */
  public static Optional<Backup> taken(List<UpgradeEvent> events) {
    return last(events, Kind.BACKUP_TAKEN);
  }

  /**
   * The one from which the state before the upgrade can be had again: that of its run, or an
   * earlier one of the bot's that was relied on.
   */
  public static Optional<Backup> reliedOn(List<UpgradeEvent> events) {
    return taken(events).or(() -> last(events, Kind.BACKUP_ACKNOWLEDGED));
  }

  /** Whether a record says that this very backup was proven. */
  public static boolean isProven(List<UpgradeEvent> events, Backup backup) {
    return events.stream()
        .anyMatch(
            event -> event.kind() == Kind.BACKUP_PROVEN && event.text().equals(backup.text()));
  }

  /** The one that a run relied on and that did not prove itself. */
  public static Optional<Backup> unproven(List<UpgradeEvent> events) {
    int failed =
        lastIndex(events, event -> event.kind() == Kind.STEP_FAILED && event.isAbout(Step.PROVE));
    return failed > lastIndex(events, Kind.BACKUP_TAKEN)
            && failed > lastIndex(events, Kind.BACKUP_PROVEN)
        ? reliedOn(events)
        : Optional.empty();
  }

  /** How often the proof of a backup was begun. */
  public static long proofsBegun(List<UpgradeEvent> events) {
    return events.stream()
        .filter(event -> event.kind() == Kind.STEP_STARTED && event.isAbout(Step.PROVE))
        .count();
  }

  /** Whether the run has to do with a backup: it takes one, or looks at the one it relies on. */
  public static boolean isPartOfRun(List<UpgradeEvent> events) {
    return isAsked(events) || reliedOn(events).isPresent();
  }

  /**
   * Whether what is in the database now is kept: since the newest choice, and nothing was restored
   * or started since.
   */
  public static boolean isDataKept(List<UpgradeEvent> events) {
    int kept = lastIndex(events, Kind.DATA_KEPT);
    return kept > lastIndex(events, Kind.CHOSEN)
        && kept > lastIndex(events, Kind.GOING_BACK)
        && kept > lastIndex(events, Backups::isRestored);
  }

  /** Whether the restore that the newest choice was for has come to its end. */
  public static boolean isRestoredByChoice(List<UpgradeEvent> events) {
    return lastIndex(events, Backups::isRestored) > lastIndex(events, Kind.CHOSEN);
  }

  /** The places where something is kept of what versions left, for people; the oldest first. */
  public static List<String> keptPlaces(List<UpgradeEvent> events) {
    return kept(events, Kind.DATA_KEPT);
  }

  /** The same of all that is kept until a person discards it: copies that go with backups too. */
  public static List<String> allKept(List<UpgradeEvent> events) {
    return Stream.concat(
            kept(events, Kind.VOLUME_COPIED).stream(), kept(events, Kind.DATA_KEPT).stream())
        .toList();
  }

  /** What somebody had deleted of which the record does not say what became of it. */
  public static List<String> unansweredDiscards(List<UpgradeEvent> events) {
    int asked = lastIndex(events, Kind.DISCARD_ASKED);
    if (asked < 0) {
      return List.of();
    }
    List<String> failed = texts(events.subList(asked, events.size()), Kind.DISCARD_FAILED);
    return allKept(events).stream()
        .filter(place -> failed.stream().noneMatch(text -> text.startsWith(place + ".")))
        .toList();
  }

  private static List<String> kept(List<UpgradeEvent> events, Kind kind) {
    List<String> discarded = texts(events, Kind.KEPT_DISCARDED);
    return texts(events, kind).stream().filter(place -> !discarded.contains(place)).toList();
  }

  private static List<String> texts(List<UpgradeEvent> events, Kind kind) {
    return events.stream()
        .filter(event -> event.kind() == kind)
        .map(UpgradeEvent::text)
        .distinct()
        .toList();
  }

  /**
   * Whether a restore may have begun to replace the database, and is not known to have come to its
   * end: no version may run on it.
   */
  public static boolean isHalfRestored(List<UpgradeEvent> events) {
    int restoring = lastIndex(events, Kind.RESTORING);
    return restoring > lastIndex(events, Backups::isRestored)
        && restoring > lastIndex(events, Kind.GOING_BACK);
  }

  private static int lastIndex(List<UpgradeEvent> events, Kind kind) {
    return lastIndex(events, event -> event.kind() == kind);
  }

  private static boolean isRestored(UpgradeEvent event) {
    return event.kind() == Kind.STEP_DONE && event.isAbout(Step.RESTORE);
  }

  private static int lastIndex(List<UpgradeEvent> events, Predicate<UpgradeEvent> wanted) {
    for (int i = events.size() - 1; i >= 0; i--) {
      if (wanted.test(events.get(i))) {
        return i;
      }
    }
    return -1;
  }

  private static Optional<Backup> last(List<UpgradeEvent> events, Kind kind) {
    return events.stream()
        .filter(event -> event.kind() == kind)
        .reduce((first, second) -> second)
        .flatMap(event -> Backup.parse(event.text()));
  }

  /** When one was begun, as people read it: {@code 2026-11-28 05:14:53 UTC}. */
  public static String moment(Backup backup) {
    return MOMENT.format(backup.takenAt());
  }

  /** What a person should know of one: file, size, hash, duration. */
  public static String words(Backup backup) {
    return "%s in the container %s, %s, SHA-256 %s, taken in %s"
        .formatted(
            backup.path(),
            backup.container(),
            Disk.words(backup.size()),
            backup.sha256(),
            Durations.words(backup.took()));
  }
}
