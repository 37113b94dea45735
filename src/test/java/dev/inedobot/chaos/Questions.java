package dev.inedobot.chaos;

import java.util.ArrayList;
import java.util.List;

/** Looks at what is there each time that a run asks a person, before the answer. */
final class Questions {
  private static final String ASKS = "*Needs attention.*";

  private final Journey journey;
  private final Witness witness;
  private final Evidence before;
  private final List<String> broken = new ArrayList<>();
  private long seen;

  Questions(Journey journey, Witness witness, Evidence before) {
    this.journey = journey;
    this.witness = witness;
    this.before = before;
  }

  /**
   * The newest message of a thread asks, and is about to be answered. The version that is given up
   * writes something before the first answer; before each further one, what is there is judged.
   */
  void asked(List<String> thread) {
    long count = count(thread);
    if (count <= seen) {
      return;
    }
    if (seen == 0) {
      witness.writeByTheNewVersion();
    } else {
      Story story = new Story("Needs attention", thread, List.of());
      RestorePromise.whileAsked(journey, before, witness.look(false), story)
          .forEach(why -> broken.add("while asked again: %s (%s)".formatted(why, story.last())));
    }
    seen = count;
  }

  /** How often a thread has asked. */
  static long count(List<String> thread) {
    return thread.stream().filter(said -> said.contains(ASKS)).count();
  }

  List<String> broken() {
    return List.copyOf(broken);
  }
}
