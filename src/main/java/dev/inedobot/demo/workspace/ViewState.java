package dev.inedobot.demo.workspace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** What stands in all the elements of a view, by {@code block_id} and {@code action_id}. */
final class ViewState {
  private ViewState() {}

  /**
   * After the view was opened or changed: what a person had put into an element with the same ids
   * stays, the rest is as the view says.
   *
   * @param before empty for a view that was opened
   */
  static ObjectNode of(JsonNode blocks, JsonNode before) {
    ObjectNode values = SlackJson.object();
    for (JsonNode block : blocks) {
      for (JsonNode element : BlockTree.elements(block)) {
        if (ElementState.member(element).isPresent()) {
          JsonNode was = in(before, block, element);
          values
              .withObjectProperty(block.path("block_id").asText())
              .set(
                  element.path("action_id").asText(),
                  ElementState.canHold(element, was)
                      ? was.deepCopy()
                      : ElementState.initial(element));
        }
      }
    }
    return values;
  }

  static JsonNode in(JsonNode values, JsonNode block, JsonNode element) {
    return values.path(block.path("block_id").asText()).path(element.path("action_id").asText());
  }

  /** What Slack's client itself complains of before it sends anything, by {@code block_id}. */
  static Map<String, String> complaints(JsonNode blocks, JsonNode values) {
    Map<String, String> complaints = new LinkedHashMap<>();
    for (JsonNode block : blocks) {
      if (block.path("type").asText().equals("input")) {
        JsonNode element = block.path("element");
        JsonNode state = in(values, block, element);
        String complaint =
            ElementState.isEmpty(element, state)
                ? block.path("optional").asBoolean() ? "" : "Please complete this required field."
                : length(element, state.path("value").asText());
        if (!complaint.isEmpty()) {
          complaints.put(block.path("block_id").asText(), complaint);
        }
      }
    }
    return complaints;
  }

  private static String length(JsonNode element, String text) {
    int shortest = element.path("min_length").asInt(0);
    int longest = element.path("max_length").asInt(Integer.MAX_VALUE);
    if (text.length() < shortest) {
      return "Must be at least %d characters.".formatted(shortest);
    }
    return text.length() > longest ? "Must be at most %d characters.".formatted(longest) : "";
  }
}
