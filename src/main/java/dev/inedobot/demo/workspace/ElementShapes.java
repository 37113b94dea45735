package dev.inedobot.demo.workspace;

import com.fasterxml.jackson.databind.JsonNode;

/** Slack's rules for what people can click in a block, and for pictures. */
final class ElementShapes {
  private static final int ID = 255;
  private static final int LABEL = 75;
  private static final int VALUE = 2000;
  private static final int URL = 3000;
  private static final int ALT = 2000;

  private ElementShapes() {}

  static void check(JsonNode element, String at) throws Refused {
    Shape.object(element, at);
    String type = Shape.required(element, "type", 50, at);
    Shape.optional(element, "action_id", ID, at);
    if (element.has("confirm")) {
      confirm(element.path("confirm"), at + ".confirm");
    }
    switch (type) {
      case "button" -> button(element, at);
      case "static_select" -> {
        options(element, 100, at);
        if (element.has("placeholder")) {
          Shape.plain(element, "placeholder", 150, at);
        }
      }
      case "overflow" -> options(element, 5, at);
      case "checkboxes", "radio_buttons" -> options(element, 10, at);
      case "datepicker", "timepicker", "datetimepicker" -> {}
      case "image" -> image(element, at);
      default -> throw BlockLimits.invalid(at, "no element of type %s is known".formatted(type));
    }
  }

  private static void button(JsonNode button, String at) throws Refused {
    Shape.plain(button, "text", LABEL, at);
    Shape.optional(button, "value", VALUE, at);
    Shape.optional(button, "url", URL, at);
    Shape.optional(button, "accessibility_label", LABEL, at);
    String style = Shape.optional(button, "style", 20, at);
    if (button.has("style") && !style.equals("primary") && !style.equals("danger")) {
      throw BlockLimits.invalid(at, "a button's style can't be " + style);
    }
  }

  private static void confirm(JsonNode confirm, String at) throws Refused {
    Shape.object(confirm, at);
    Shape.plain(confirm, "title", 100, at);
    Shape.text(confirm, "text", 300, at);
    Shape.plain(confirm, "confirm", 30, at);
    Shape.plain(confirm, "deny", 30, at);
  }

  private static void options(JsonNode element, int most, String at) throws Refused {
    for (JsonNode option : Shape.list(element, "options", most, at)) {
      Shape.text(option, "text", LABEL, at + ".options");
      Shape.required(option, "value", LABEL, at + ".options");
    }
  }

  static void image(JsonNode image, String at) throws Refused {
    if (!image.has("slack_file")) {
      Shape.required(image, "image_url", URL, at);
    }
    Shape.required(image, "alt_text", ALT, at);
  }
}
