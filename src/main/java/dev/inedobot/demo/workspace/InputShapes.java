package dev.inedobot.demo.workspace;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/** Slack's rules for an input block and for the elements that only it can have. */
final class InputShapes {
  private static final int LABEL = 2000;
  private static final int LONGEST = 3000;
  private static final Set<String> ELEMENTS =
      Set.of(
          "plain_text_input",
          "static_select",
          "checkboxes",
          "radio_buttons",
          "datepicker",
          "timepicker",
          "datetimepicker");

  private InputShapes() {}

  static void check(JsonNode block, String at) throws Refused {
    Shape.plain(block, "label", LABEL, at);
    if (block.has("hint")) {
      Shape.plain(block, "hint", LABEL, at);
    }
    JsonNode element = block.path("element");
    Shape.object(element, at + ".element");
    String type = Shape.required(element, "type", 50, at + ".element");
    if (!ELEMENTS.contains(type)) {
      throw BlockLimits.invalid(at, "an input can't have an element of type " + type);
    }
    if (type.equals("plain_text_input")) {
      text(element, at + ".element");
    } else {
      ElementShapes.check(element, at + ".element");
    }
  }

  private static void text(JsonNode element, String at) throws Refused {
    Shape.optional(element, "action_id", 255, at);
    Shape.optional(element, "initial_value", LONGEST, at);
    if (element.has("placeholder")) {
      Shape.plain(element, "placeholder", 150, at);
    }
    int shortest = element.path("min_length").asInt(0);
    int longest = element.path("max_length").asInt(LONGEST);
    if (shortest < 0 || longest < 1 || longest > LONGEST || shortest > longest) {
      throw BlockLimits.invalid(
          at, "min_length and max_length must be between 0 and %d".formatted(LONGEST));
    }
  }
}
