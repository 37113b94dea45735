package dev.inedobot.demo.workspace;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;

/** Slack's rules for a modal (Slack docs, Views reference). */
final class ViewLimits {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int BLOCKS = 100;
  private static final int LABEL = 24;
  private static final int METADATA = 3000;
  private static final int ID = 255;
  private static final int BYTES = 250_000;

  private ViewLimits() {}

  /** Reads a view as a call carries it, in a form as a string of JSON; with the ids of blocks. */
  static ObjectNode read(JsonNode given) throws Refused {
    JsonNode view = given.isTextual() ? parsed(given.textValue()) : given;
    if (!(view.deepCopy() instanceof ObjectNode copy)) {
      throw wrong("view is missing, or no object");
    }
    try {
      check(copy);
    } catch (Refused refused) {
      throw refused.error().equals("invalid_blocks")
          ? wrong(String.valueOf(refused.getMessage()))
          : refused;
    }
    copy.set("blocks", BlockTree.withIds(copy.path("blocks")));
    return copy;
  }

  private static JsonNode parsed(String text) throws Refused {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException unreadable) {
      throw wrong("view: " + unreadable.getOriginalMessage());
    }
  }

  private static void check(ObjectNode view) throws Refused {
    if (view.toString().getBytes(StandardCharsets.UTF_8).length > BYTES) {
      throw new Refused("view_too_large", "a view may have %d bytes".formatted(BYTES));
    }
    String type = Shape.required(view, "type", ID, "view");
    if (!type.equals("modal")) {
      throw wrong("view: no view of type %s is known".formatted(type));
    }
    Shape.plain(view, "title", LABEL, "view");
    for (String button : new String[] {"submit", "close"}) {
      if (view.has(button)) {
        Shape.plain(view, button, LABEL, "view");
      }
    }
    Shape.optional(view, "private_metadata", METADATA, "view");
    Shape.optional(view, "callback_id", ID, "view");
    Shape.optional(view, "external_id", ID, "view");
    BlockLimits.checkEach(view.path("blocks"), BLOCKS, true);
    for (JsonNode block : view.path("blocks")) {
      if (block.path("type").asText().equals("input") && !view.has("submit")) {
        throw wrong("view: submit is missing, and there is an input");
      }
    }
  }

  static Refused wrong(String reason) {
    return new Refused("invalid_arguments", reason);
  }
}
