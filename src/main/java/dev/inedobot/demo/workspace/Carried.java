package dev.inedobot.demo.workspace;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What requests carry, for the inspector of the traffic. */
final class Carried {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LONGEST = 6000;

  private Carried() {}

  /** The fields of a form, of which those that hold JSON are read; of an envelope the same. */
  static ObjectNode of(String form) {
    if (form.startsWith("{")) {
      return enveloped(form);
    }
    ObjectNode fields = SlackJson.object();
    for (String field : form.split("&", -1)) {
      int equals = field.indexOf('=');
      if (equals > 0) {
        fields.put(
            field.substring(0, equals),
            URLDecoder.decode(field.substring(equals + 1), StandardCharsets.UTF_8));
      }
    }
    return unfolded(fields);
  }

  private static ObjectNode enveloped(String envelope) {
    try {
      JsonNode payload = JSON.readTree(envelope).path("payload");
      if (payload instanceof ObjectNode fields && fields.has("command")) {
        return fields;
      }
      ObjectNode form = SlackJson.object();
      form.set("payload", payload);
      return form;
    } catch (JsonProcessingException ours) {
      throw new IllegalArgumentException("An envelope is no JSON: " + envelope, ours);
    }
  }

  /** What a person did, for example {@code /inedo status} or {@code upgrade.approve}. */
  static String deed(JsonNode form) {
    JsonNode payload = form.path("payload");
    if (payload.isMissingNode()) {
      return (form.path("command").asText() + " " + form.path("text").asText()).strip();
    }
    String action = payload.path("actions").path(0).path("action_id").asText();
    String view = payload.path("view").path("callback_id").asText();
    return (payload.path("type").asText() + " " + (action.isEmpty() ? view : action)).strip();
  }

  /** Indented, without tokens, cut where it is very long. */
  static String readable(JsonNode carried) {
    JsonNode copy = carried instanceof ObjectNode fields ? unfolded(fields) : carried;
    if (copy instanceof ObjectNode fields) {
      fields.remove("token");
    }
    if (copy.path("payload") instanceof ObjectNode payload) {
      payload.remove("token");
    }
    String text = copy.toPrettyString();
    return text.length() > LONGEST ? text.substring(0, LONGEST) + "\n…" : text;
  }

  private static ObjectNode unfolded(ObjectNode fields) {
    ObjectNode unfolded = SlackJson.object();
    List<Map.Entry<String, JsonNode>> all = new ArrayList<>(fields.properties());
    for (Map.Entry<String, JsonNode> field : all) {
      unfolded.set(field.getKey(), read(field.getValue()));
    }
    return unfolded;
  }

  private static JsonNode read(JsonNode value) {
    String text = value.isTextual() ? value.textValue() : "";
    if (text.startsWith("{") || text.startsWith("[")) {
      try {
        return JSON.readTree(text);
      } catch (JsonProcessingException plain) {
        return value;
      }
    }
    return value.deepCopy();
  }
}
