package dev.inedobot.chaos;

import dev.inedobot.chaos.Evidence.Seen;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The promise: the product runs at the end, no data is lost, nothing of ours is left over, and the
 * thread says truthfully what happened. Tells in which points it was broken; this one is about an
 * upgrade, and what else can be asked for has more to keep.
 */
class Promise {
  final Journey journey;
  final Evidence before;
  final Evidence after;
  final Story story;
  private final List<String> broken = new ArrayList<>();

  Promise(Journey journey, Evidence before, Evidence after, Story story) {
    this.journey = journey;
    this.before = before;
    this.after = after;
    this.story = story;
  }

  /** What is broken, a sentence for each; empty if all is kept. */
  static List<String> broken(Journey journey, Evidence before, Evidence after, Story story) {
    Promise promise =
        switch (journey.ask()) {
          case UPGRADE -> new Promise(journey, before, after, story);
          case UPGRADE_DATABASE_FIRST, UPGRADE_DATABASE ->
              new DatabasePromise(journey, before, after, story);
          case UPGRADE_AND_RESTORE -> new RestorePromise(journey, before, after, story);
          case BACKUP -> new BackupPromise(journey, before, after, story);
        };
    promise.judge();
    return promise.broken();
  }

  final List<String> broken() {
    return List.copyOf(broken);
  }

  private void judge() {
    Seen old = before.called("").orElseThrow();
    expect(
        journey.mayEndAs().contains(story.state()),
        "it ended as “%s”, which is not allowed here".formatted(story.state()));
    expect(after.data().equals(before.data()), "the data is not what it was");
    expect(after.volumes().containsAll(before.volumes()), "a volume is gone");
    expect(!story.says("running, since"), "the thread says of a step that it still runs");
    for (String step : story.failedSteps()) {
      expect(
          story.says("*" + step + "* — failed after"),
          "the thread does not say that the step “%s” failed".formatted(step));
    }
    noTaskIsLeft();
    Optional<Seen> live = after.called("");
    if (live.isEmpty() || !live.get().running()) {
      expect(false, "no container under the product's name runs");
      return;
    }
    expect(
        live.get().restartPolicy().equals(old.restartPolicy()),
        "the restart policy is " + live.get().restartPolicy());
    expect(live.get().mounts().equals(old.mounts()), "the mounts are not what they were");
    switch (story.state()) {
      case "Succeeded" -> succeeded(live.get(), old);
      case "Rolled back" -> rolledBack(live.get(), old);
      case "Failed", "Refused" -> untouched(live.get(), old);
      case "Needs attention" -> leftForAPerson(live.get(), old);
      default -> {}
    }
    if (!story.state().equals("Refused")) {
      expect(
          story.last().contains("*" + story.state() + ".*"),
          "the thread's last message does not say the state");
    }
  }

  /** Containers for tasks are gone, or the last message says that they are not. */
  final void noTaskIsLeft() {
    after.containers().stream()
        .filter(Seen::isForATask)
        .forEach(
            task ->
                expect(
                    !task.running() && story.last().contains("A container that I made"),
                    "“%s” is left over".formatted(task.suffix())));
  }

  /** The run has arrived where it was to go. */
  void succeeded(Seen live, Seen old) {
    newVersionServes(live, old);
  }

  /** The old version runs again. */
  void rolledBack(Seen live, Seen old) {
    oldVersionServes(live, old, Journey.marketing(journey.from()));
  }

  final void newVersionServes(Seen live, Seen old) {
    expect(!live.id().equals(old.id()), "the old container is called the new one");
    serves(journey.to());
    expect(live.release().equals(journey.to()), "the container's image is " + live.release());
    expect(
        story.last().contains(Journey.marketing(journey.to())),
        "the last message does not name the new version");
    alone(after.called("-old").isPresent() && story.last().contains("-old") ? 2 : 1);
  }

  final void oldVersionServes(Seen live, Seen old, String named) {
    expect(live.id().equals(old.id()), "the container is not the old one");
    serves(journey.from());
    expect(story.last().contains(named), "the last message does not say: " + named);
    alone(after.called("-next").isPresent() && story.last().contains("-next") ? 2 : 1);
  }

  private void untouched(Seen live, Seen old) {
    String failed = "did not touch the old container";
    oldVersionServes(live, old, story.state().equals("Failed") ? failed : "");
    expect(!story.last().isBlank(), "nobody was told why");
    wasNotStopped(live, old);
  }

  final void wasNotStopped(Seen live, Seen old) {
    expect(live.startedAt().equals(old.startedAt()), "the old container was stopped in between");
  }

  /** The new one runs and is left running; the old one is aside, with its data, and stays so. */
  final void leftForAPerson(Seen live, Seen old) {
    expect(live.release().equals(journey.to()), "the container's image is " + live.release());
    Optional<Seen> aside = after.called("-old");
    expect(
        aside.isPresent() && aside.get().id().equals(old.id()),
        "the old container is not set aside");
    expect(aside.isPresent() && !aside.get().running(), "both containers run");
    expect(
        aside.isPresent() && aside.get().restartPolicy().equals("no"),
        "the old container may start by itself");
    expect(
        story.last().contains(Journey.marketing(journey.to())) || story.says("still runs"),
        "the last message does not say what runs");
    expect(story.last().contains("<@"), "nobody is asked");
    alone(2);
  }

  private void serves(String release) {
    expect(
        after.reported().equals(Optional.of(release)),
        "it reports version %s, not %s".formatted(after.reported().orElse("(none)"), release));
  }

  private void alone(int allowed) {
    List<String> products =
        after.containers().stream()
            .filter(seen -> !seen.isForATask())
            .map(seen -> "“" + seen.suffix() + "”")
            .toList();
    expect(
        products.size() == allowed,
        "%d containers are there: %s".formatted(products.size(), products));
  }

  final void expect(boolean kept, String otherwise) {
    if (!kept) {
      broken.add(otherwise);
    }
  }
}
