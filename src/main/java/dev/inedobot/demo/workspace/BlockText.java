package dev.inedobot.demo.workspace;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** What a message shows, as lines for a terminal. */
final class BlockText {
  private static final String RULE = "────────";

  private final UnaryOperator<String> names;
  private final List<String> lines = new ArrayList<>();

  private BlockText(UnaryOperator<String> names) {
    this.names = names;
  }

  static List<String> lines(Posted posted, UnaryOperator<String> names) {
    return posted.blocks().isEmpty()
        ? PlainText.of(posted.text(), names).lines().toList()
        : lines(posted.blocks(), names);
  }

  static List<String> lines(JsonNode blocks, UnaryOperator<String> names) {
    BlockText text = new BlockText(names);
    for (JsonNode block : blocks) {
      text.block(block);
    }
    return text.lines;
  }

  private void block(JsonNode block) {
    switch (block.path("type").asText()) {
      case "section" -> section(block);
      case "header" -> say(text(block.path("text")));
      case "divider" -> say(RULE);
      case "context" -> say(row(block.path("elements"), "  "));
      case "actions" -> say(row(block.path("elements"), " "));
      case "image" -> say(element(block));
      case "input" -> say(text(block.path("label")) + ": " + element(block.path("element")));
      case "markdown" -> say(block.path("text").asText());
      case "task_card" -> task(block);
      case "plan" -> {
        say(block.path("title").asText());
        block.path("tasks").forEach(this::task);
      }
      default ->
          throw new IllegalStateException("A block was stored that can't be shown: " + block);
    }
  }

  private void section(JsonNode block) {
    if (block.has("text")) {
      say(text(block.path("text")));
    }
    block.path("fields").forEach(field -> say(text(field).replace("\n", "  ")));
    if (block.has("accessory")) {
      say(element(block.path("accessory")));
    }
  }

  private void task(JsonNode task) {
    say("%s: %s".formatted(task.path("title").asText(), task.path("status").asText("pending")));
  }

  private String row(JsonNode elements, String gap) {
    List<String> parts = new ArrayList<>();
    elements.forEach(element -> parts.add(element(element)));
    return String.join(gap, parts);
  }

  private String element(JsonNode element) {
    return switch (element.path("type").asText()) {
      case "button" -> "[ " + text(element.path("text")) + " ]";
      case "image" -> "(picture: " + element.path("alt_text").asText() + ")";
      case "plain_text", "mrkdwn" -> text(element);
      default -> "[ " + options(element) + " ▾ ]";
    };
  }

  private String options(JsonNode element) {
    List<String> labels = new ArrayList<>();
    element.path("options").forEach(option -> labels.add(text(option.path("text"))));
    return String.join(" | ", labels);
  }

  private String text(JsonNode text) {
    String said = text.path("text").asText();
    return text.path("type").asText().equals("mrkdwn") ? PlainText.of(said, names) : said;
  }

  private void say(String text) {
    lines.addAll(text.lines().toList());
  }
}
