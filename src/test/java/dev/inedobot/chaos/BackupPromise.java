package dev.inedobot.chaos;

import dev.inedobot.chaos.Evidence.Seen;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The same where a backup is taken, which must not touch the product. */
final class BackupPromise extends Promise {
  private static final Pattern HASH = Pattern.compile("SHA-256 ([0-9a-f]{64})");

  BackupPromise(Journey journey, Evidence before, Evidence after, Story story) {
    super(journey, before, after, story);
  }

  @Override
  void succeeded(Seen live, Seen old) {
    oldVersionServes(live, old, "is backed up");
    wasNotStopped(live, old);
    expect(after.backups().size() == 1, "the backups are " + after.backups());
    expect(!told(story).isEmpty(), "no hash of the backup was told");
    told(story).forEach(hash -> expect(isThere(after, hash), "no file has the hash " + hash));
  }

  /** The hashes of backups that people were told. */
  static List<String> told(Story story) {
    return story.thread().stream()
        .flatMap(said -> HASH.matcher(said).results())
        .map((MatchResult found) -> found.group(1))
        .distinct()
        .toList();
  }

  static boolean isThere(Evidence after, String hash) {
    return after.backups().stream().anyMatch(line -> line.startsWith(hash));
  }
}
