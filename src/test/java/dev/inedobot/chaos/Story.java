package dev.inedobot.chaos;

import java.util.List;

/**
 * What people were told.
 *
 * @param state the upgrade's state in words; {@code Refused} if there was no plan
 * @param thread the messages of the thread, or what the one who asked was told instead
 * @param failedSteps the verbs of the steps that failed, by the record
 */
record Story(String state, List<String> thread, List<String> failedSteps) {
  Story {
    thread = List.copyOf(thread);
    failedSteps = List.copyOf(failedSteps);
  }

  String last() {
    return thread.isEmpty() ? "" : thread.get(thread.size() - 1);
  }

  boolean says(String text) {
    return thread.stream().anyMatch(message -> message.contains(text));
  }
}
