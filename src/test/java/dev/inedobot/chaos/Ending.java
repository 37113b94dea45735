package dev.inedobot.chaos;

import dev.inedobot.demo.workspace.Posted;
import java.util.Set;

/** Reads from the message of an upgrade whether it has come to its end. */
final class Ending {
  private static final String ASKS = "Needs attention";
  private static final Set<String> ENDS =
      Set.of("Succeeded", "Failed", "Rolled back", "Cancelled", "Expired", ASKS);

  private Ending() {}

  /** The state in words, which is the message's last line. */
  static String state(Posted parent) {
    return parent.text().lines().reduce((first, second) -> second).orElse("");
  }

  static boolean isEnd(String state) {
    return ENDS.contains(state);
  }

  /** Whether it asks a person, which is an end only if nobody answers. */
  static boolean asks(Posted parent) {
    return state(parent).equals(ASKS);
  }
}
