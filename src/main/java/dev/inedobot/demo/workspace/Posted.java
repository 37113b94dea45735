package dev.inedobot.demo.workspace;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A message as it is now.
 *
 * @param ts its id in the channel, and when it was posted in seconds since 1970
 * @param threadTs the parent of a reply; null for a message of its own
 * @param author who wrote it, by name
 * @param text for notifications; what is shown if there are no blocks
 * @param blocks an array, empty if there are none; not to be changed
 */
public record Posted(
    String ts,
    @Nullable String threadTs,
    String author,
    String text,
    JsonNode blocks,
    boolean edited) {

  /** The buttons in it, from the top. */
  public List<Button> buttons() {
    List<Button> buttons = new ArrayList<>();
    for (JsonNode button : BlockTree.elements(blocks, "button")) {
      buttons.add(
          new Button(
              button.path("action_id").asText(),
              button.path("text").path("text").asText(),
              button.path("value").asText()));
    }
    return buttons;
  }

  /** What people see, one thing a line; mentions are shown as ids. */
  public String asText() {
    return String.join("\n", BlockText.lines(this, UnaryOperator.identity()));
  }
}
