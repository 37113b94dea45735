package dev.inedobot.demo.workspace;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** Does what the bot answers to a modal that was submitted (Slack docs, Modals). */
final class Submission {
  /** Slack's own words, whatever went wrong. */
  static final String NO_ANSWER = "We had some trouble connecting. Try again?";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final OpenViews views;
  private final Refusals refusals;

  Submission(OpenViews views, Refusals refusals) {
    this.views = views;
    this.refusals = refusals;
  }

  void answered(Member who, Modal submitted, Delivery delivery) {
    String id = submitted.id();
    if (!delivery.inTime()) {
      views.change(who, id, now -> now.saying(Map.of(), NO_ANSWER));
      return;
    }
    try {
      answered(who, submitted, read(delivery.body()));
    } catch (Refused refused) {
      refusals.add("view_submission", refused);
      views.change(who, id, now -> now.saying(Map.of(), NO_ANSWER));
    }
  }

  private void answered(Member who, Modal submitted, JsonNode answer) throws Refused {
    String id = submitted.id();
    String action = answer.path("response_action").asText();
    switch (action) {
      case "", "clear" -> views.close(who, id);
      case "errors" -> {
        Map<String, String> errors = errors(submitted, answer.path("errors"));
        views.change(who, id, now -> now.saying(errors, ""));
      }
      case "update" -> {
        ObjectNode view = ViewLimits.read(answer.path("view"));
        views.change(who, id, now -> now.with(view));
      }
      default -> throw ViewLimits.wrong("no response_action %s is known".formatted(action));
    }
  }

  /** Each must be at an input block. */
  private static Map<String, String> errors(Modal modal, JsonNode given) throws Refused {
    Map<String, String> errors = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> error : given.properties()) {
      boolean there = false;
      for (JsonNode block : modal.blocks()) {
        there |=
            block.path("type").asText().equals("input")
                && block.path("block_id").asText().equals(error.getKey());
      }
      if (!there) {
        throw ViewLimits.wrong("errors: no input block is called " + error.getKey());
      }
      errors.put(error.getKey(), error.getValue().asText());
    }
    if (errors.isEmpty()) {
      throw ViewLimits.wrong("errors are missing");
    }
    return errors;
  }

  private static JsonNode read(String body) throws Refused {
    if (body.isBlank()) {
      return SlackJson.object();
    }
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException unreadable) {
      throw ViewLimits.wrong("the answer is no JSON: " + unreadable.getOriginalMessage());
    }
  }
}
