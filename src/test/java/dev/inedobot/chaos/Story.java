package dev.inedobot.chaos;

import dev.inedobot.upgrade.UpgradeEvent;
import java.util.List;
import java.util.Optional;

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

  /** The state of an upgrade that could not even be asked for. */
  static final String VOID = "?";

  /** The verbs of the steps that failed, by a record. */
  static List<String> failedSteps(List<UpgradeEvent> events) {
    return events.stream()
        .filter(event -> event.kind() == UpgradeEvent.Kind.STEP_FAILED)
        .flatMap(event -> Optional.ofNullable(event.step()).stream())
        .map(step -> step.verb())
        .toList();
  }

  /** Whether nothing is known, because the trial could not begin. */
  boolean isVoid() {
    return state.equals(VOID);
  }

  /** S succeeded, B rolled back, F failed, A attention, R no plan, E void. */
  char letter() {
    return switch (state) {
      case "Succeeded" -> 'S';
      case "Rolled back" -> 'B';
      case "Failed" -> 'F';
      case "Needs attention" -> 'A';
      case VOID -> 'E';
      default -> 'R';
    };
  }

  String last() {
    return thread.isEmpty() ? "" : thread.get(thread.size() - 1);
  }

  boolean says(String text) {
    return thread.stream().anyMatch(message -> message.contains(text));
  }
}
