package dev.inedobot.probe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.Map;

/** Reads health answers that are JSON. */
public final class FlatJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private FlatJson() {}

  /**
   * The members of a flat JSON object as text; what is nested or null is left out. Empty for
   * anything else.
   */
  public static Map<String, String> members(String body) {
    if (!body.stripLeading().startsWith("{")) {
      return Map.of();
    }
    Map<String, String> members = new HashMap<>();
    try {
      for (Map.Entry<String, JsonNode> member : JSON.readTree(body).properties()) {
        if (member.getValue().isValueNode() && !member.getValue().isNull()) {
          members.put(member.getKey(), member.getValue().asText());
        }
      }
    } catch (JsonProcessingException notJson) {
      return Map.of();
    }
    return members;
  }
}
