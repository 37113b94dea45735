package dev.inedobot.chaos;

import dev.inedobot.chaos.Evidence.Seen;
import java.util.List;

/**
 * The same where a backup is restored: everything of before is there, nothing that the new version
 * wrote, and that is kept beside it.
 */
final class RestorePromise extends Promise {
  private static final String KEPT = "kept ";
  private static final String PART = "part ";

  RestorePromise(Journey journey, Evidence before, Evidence after, Story story) {
    super(journey, before, after, story);
  }

  @Override
  void rolledBack(Seen live, Seen old) {
    super.rolledBack(live, old);
    expect(after.schema().equals(before.schema()), "the database has " + after.schema());
    expect(story.last().contains("The backup of"), "the last message names no backup");
    backupIsThere();
    expect(
        after.backups().stream().anyMatch(line -> line.startsWith(KEPT)),
        "what the new version left is not kept: " + after.backups());
    for (String line : after.backups()) {
      if (line.startsWith(KEPT)) {
        String name = line.substring(KEPT.length());
        expect(
            story.last().contains(name),
            "the last message does not say that %s is kept".formatted(name));
      }
      expect(!line.startsWith(PART), "half a copy is left: " + line);
    }
  }

  private void backupIsThere() {
    expect(!BackupPromise.told(story).isEmpty(), "no hash of the backup was told");
    BackupPromise.told(story)
        .forEach(
            hash -> expect(BackupPromise.isThere(after, hash), "no file has the hash " + hash));
  }

  /**
   * What is broken while a person is asked once more, after a restore that was not carried out.
   *
   * @param after what is there while the question stands
   * @param story the thread up to the question
   */
  static List<String> whileAsked(Journey journey, Evidence before, Evidence after, Story story) {
    RestorePromise promise = new RestorePromise(journey, before, after, story);
    promise.whileAsked();
    return promise.broken();
  }

  private void whileAsked() {
    Seen old = before.called("").orElseThrow();
    expect(story.last().contains("<@"), "nobody is asked");
    expect(story.last().contains("I don't change the backup"), "nobody is told of the backup");
    expect(after.volumes().containsAll(before.volumes()), "a volume is gone");
    noTaskIsLeft();
    if (story.last().contains("is not whole") || story.last().contains("versions are stopped")) {
      after
          .containers()
          .forEach(
              seen -> {
                expect(!seen.running(), "“%s” runs all the same".formatted(seen.suffix()));
                expect(
                    seen.restartPolicy().equals("no"),
                    "“%s” may start by itself".formatted(seen.suffix()));
              });
      expect(
          after.containers().stream().anyMatch(seen -> seen.id().equals(old.id())),
          "the old container is gone");
    } else {
      after
          .called("")
          .ifPresentOrElse(
              live -> leftForAPerson(live, old),
              () -> expect(false, "no version runs, and nobody is told"));
    }
  }
}
