package dev.inedobot.demo.workspace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What stands in one element that people can fill in, as {@code state.values} tells it: {@code
 * value}, {@code selected_option}, {@code selected_options}, {@code selected_date}, {@code
 * selected_time} or {@code selected_date_time}, null for nothing.
 */
final class ElementState {
  private ElementState() {}

  /** The member that carries it; empty for what holds nothing, such as a button. */
  static Optional<String> member(JsonNode element) {
    return switch (element.path("type").asText()) {
      case "plain_text_input" -> Optional.of("value");
      case "static_select", "radio_buttons" -> Optional.of("selected_option");
      case "checkboxes" -> Optional.of("selected_options");
      case "datepicker" -> Optional.of("selected_date");
      case "timepicker" -> Optional.of("selected_time");
      case "datetimepicker" -> Optional.of("selected_date_time");
      default -> Optional.empty();
    };
  }

  /** What stands in it at first. */
  static ObjectNode initial(JsonNode element) {
    String member = member(element).orElseThrow();
    JsonNode given = element.path(member.replace("selected_", "initial_"));
    if (member.equals("value")) {
      given = element.path("initial_value");
    }
    boolean several = member.equals("selected_options");
    ObjectNode state = SlackJson.object().put("type", element.path("type").asText());
    if (given.isMissingNode()) {
      state.set(member, several ? BlockTree.none() : NullNode.getInstance());
    } else {
      state.set(member, given.deepCopy());
    }
    return state;
  }

  /**
   * Puts something into it.
   *
   * @param given texts; of options their values, of a moment the seconds since 1970; nothing
   *     empties it
   * @throws IllegalArgumentException if it can't hold that; says what it can
   */
  static ObjectNode filled(JsonNode element, List<String> given) {
    String member = member(element).orElseThrow();
    ObjectNode state = SlackJson.object().put("type", element.path("type").asText());
    if (member.equals("selected_options")) {
      ArrayNode chosen = state.putArray(member);
      given.forEach(value -> chosen.add(option(element, value)));
      return state;
    }
    String text = given.isEmpty() ? "" : given.get(0);
    if (text.isEmpty()) {
      state.putNull(member);
    } else if (member.equals("selected_option")) {
      state.set(member, option(element, text));
    } else if (member.equals("selected_date_time")) {
      state.put(member, Long.parseLong(text));
    } else {
      state.put(member, text);
    }
    return state;
  }

  /** Whether an element that was put in another's place can hold what stood in that. */
  static boolean canHold(JsonNode element, JsonNode state) {
    if (!element.path("type").equals(state.path("type"))) {
      return false;
    }
    List<JsonNode> chosen = new ArrayList<>();
    state.path("selected_options").forEach(chosen::add);
    if (state.path("selected_option").isObject()) {
      chosen.add(state.path("selected_option"));
    }
    List<String> there = values(element);
    return chosen.stream().allMatch(option -> there.contains(option.path("value").asText()));
  }

  /** Whether nothing stands in it. */
  static boolean isEmpty(JsonNode element, JsonNode state) {
    JsonNode held = state.path(member(element).orElseThrow());
    return held.isNull()
        || held.isMissingNode()
        || (held.isArray() && held.isEmpty())
        || (held.isTextual() && held.textValue().isBlank());
  }

  private static JsonNode option(JsonNode element, String value) {
    for (JsonNode option : element.path("options")) {
      if (option.path("value").asText().equals(value)) {
        return option.deepCopy();
      }
    }
    throw new IllegalArgumentException(
        "There is no option %s; there are: %s".formatted(value, values(element)));
  }

  private static List<String> values(JsonNode element) {
    List<String> values = new ArrayList<>();
    element.path("options").forEach(option -> values.add(option.path("value").asText()));
    return values;
  }
}
