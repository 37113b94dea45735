package dev.inedobot.slack.socket;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * What Slack sends by a connection and wants acknowledged within three seconds (Slack docs, Using
 * Socket Mode).
 *
 * @param id what the acknowledgement names it by
 * @param kind what it carries
 * @param responseUrl where the person can be answered later; null if Slack gave none
 * @param text the whole of it, as JSON
 */
public record Envelope(String id, Kind kind, @Nullable String responseUrl, String text) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What an envelope carries. */
  public enum Kind {
    COMMAND,
    VIEW_SUBMISSION,
    /** A click, or another thing that somebody did on a message or in a modal. */
    INTERACTION,
    OTHER
  }

  /**
   * Reads one.
   *
   * @param message the JSON, whose text is given, too
   */
  static Envelope of(JsonNode message, String text) {
    JsonNode payload = message.path("payload");
    String url = payload.path("response_url").asText();
    return new Envelope(
        message.path("envelope_id").asText(), kind(message, payload), emptyToNull(url), text);
  }

  private static Kind kind(JsonNode message, JsonNode payload) {
    return switch (message.path("type").asText()) {
      case "slash_commands" -> Kind.COMMAND;
      case "interactive" ->
          payload.path("type").asText().equals("view_submission")
              ? Kind.VIEW_SUBMISSION
              : Kind.INTERACTION;
      default -> Kind.OTHER;
    };
  }

  private static @Nullable String emptyToNull(String text) {
    return text.isEmpty() ? null : text;
  }

  /**
   * The acknowledgement's text.
   *
   * @param payload the answer in it, as JSON; null for none. What is no JSON is given as a text
   */
  String acknowledged(@Nullable String payload) {
    ObjectNode answer = JSON.createObjectNode().put("envelope_id", id);
    if (payload != null && !payload.isBlank()) {
      answer.set("payload", json(payload));
    }
    return answer.toString();
  }

  private static JsonNode json(String payload) {
    try {
      JsonNode read = JSON.readTree(payload);
      if (read.isObject()) {
        return read;
      }
    } catch (JsonProcessingException plain) {
      // Then it is the text itself.
    }
    return JSON.createObjectNode().put("text", payload);
  }
}
