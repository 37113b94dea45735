package dev.inedobot.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Settings that were not made. The engine writes one and the same unset value as null, {@code ""},
 * 0, false, {@code []} or {@code {}}, depending on its version and on how a container was created.
 */
final class Emptiness {
  private Emptiness() {}

  static boolean isEmpty(JsonNode value) {
    if (value.isMissingNode() || value.isNull()) {
      return true;
    }
    if (value.isContainerNode()) {
      for (JsonNode member : value) {
        if (value.isArray() || !isEmpty(member)) {
          return false;
        }
      }
      return true;
    }
    if (value.isTextual()) {
      return value.asText().isEmpty();
    }
    if (value.isNumber()) {
      return value.asDouble() == 0;
    }
    return value.isBoolean() && !value.asBoolean();
  }

  /** The same value without members that are unset, so that two can be compared. */
  static JsonNode stripped(JsonNode value) {
    if (value.isObject()) {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      value
          .properties()
          .forEach(
              member -> {
                if (!isEmpty(member.getValue())) {
                  object.set(member.getKey(), stripped(member.getValue()));
                }
              });
      return object;
    }
    if (value.isArray()) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      value.forEach(member -> array.add(stripped(member)));
      return array;
    }
    return value;
  }

  static boolean sameSetting(JsonNode one, JsonNode other) {
    if (isEmpty(one) || isEmpty(other)) {
      return isEmpty(one) && isEmpty(other);
    }
    return stripped(one).equals(stripped(other));
  }
}
