package dev.inedobot.demo.workspace;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;

/** Slack's rules for one block of each type. */
final class BlockShapes {
  private static final int SECTION = 3000;
  private static final int FIELD = 2000;
  private static final int HEADER = 150;
  private static final int MARKDOWN = 12_000;
  private static final int TITLE = 2000;
  private static final Set<String> TASK_STATES =
      Set.of("pending", "in_progress", "complete", "error");

  private BlockShapes() {}

  static void check(JsonNode block, String at) throws Refused {
    String type = Shape.required(block, "type", 50, at);
    switch (type) {
      case "section" -> section(block, at);
      case "header" -> Shape.plain(block, "text", HEADER, at);
      case "divider" -> {}
      case "context" -> context(block, at);
      case "actions" -> actions(block, at);
      case "image" -> ElementShapes.image(block, at);
      case "markdown" -> Shape.required(block, "text", MARKDOWN, at);
      case "task_card" -> task(block, at);
      case "plan" -> plan(block, at);
      default -> throw BlockLimits.invalid(at, "no block of type %s is known".formatted(type));
    }
  }

  private static void section(JsonNode block, String at) throws Refused {
    if (!block.has("text") && !block.has("fields")) {
      throw BlockLimits.invalid(at, "a section needs text or fields");
    }
    if (block.has("text")) {
      Shape.text(block, "text", SECTION, at);
    }
    if (block.has("fields")) {
      for (JsonNode field : Shape.list(block, "fields", 10, at)) {
        Shape.text(field, FIELD, at + ".fields");
      }
    }
    if (block.has("accessory")) {
      ElementShapes.check(block.path("accessory"), at + ".accessory");
    }
  }

  private static void context(JsonNode block, String at) throws Refused {
    for (JsonNode element : Shape.list(block, "elements", 10, at)) {
      if (element.path("type").asText().equals("image")) {
        ElementShapes.image(element, at + ".elements");
      } else {
        Shape.text(element, SECTION, at + ".elements");
      }
    }
  }

  private static void actions(JsonNode block, String at) throws Refused {
    Set<String> ids = new HashSet<>();
    for (JsonNode element : Shape.list(block, "elements", 25, at)) {
      ElementShapes.check(element, at + ".elements");
      if (element.path("type").asText().equals("image")) {
        throw BlockLimits.invalid(at, "an image is no action");
      }
      String id = element.path("action_id").asText();
      if (!id.isEmpty() && !ids.add(id)) {
        throw BlockLimits.invalid(at, "the action_id %s is there twice".formatted(id));
      }
    }
  }

  private static void task(JsonNode block, String at) throws Refused {
    Shape.required(block, "task_id", 255, at);
    Shape.required(block, "title", TITLE, at);
    String state = Shape.optional(block, "status", 20, at);
    if (!state.isEmpty() && !TASK_STATES.contains(state)) {
      throw BlockLimits.invalid(at, "a task can't be " + state);
    }
  }

  private static void plan(JsonNode block, String at) throws Refused {
    Shape.required(block, "title", TITLE, at);
    if (block.has("tasks")) {
      for (JsonNode task : Shape.list(block, "tasks", 50, at)) {
        task(task, at + ".tasks");
      }
    }
  }
}
