package dev.inedobot.demo.workspace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Finds one's way in blocks. */
final class BlockTree {
  private BlockTree() {}

  static JsonNode none() {
    return JsonNodeFactory.instance.arrayNode();
  }

  /** The interactive elements of a block: in a row, beside a section, or an input's. */
  static List<JsonNode> elements(JsonNode block) {
    List<JsonNode> elements = new ArrayList<>();
    if (block.path("type").asText().equals("actions")) {
      block.path("elements").forEach(elements::add);
    }
    if (block.has("accessory")) {
      elements.add(block.path("accessory"));
    }
    if (block.path("type").asText().equals("input")) {
      elements.add(block.path("element"));
    }
    return elements;
  }

  /** The elements of one type in all the blocks. */
  static List<JsonNode> elements(JsonNode blocks, String type) {
    List<JsonNode> found = new ArrayList<>();
    for (JsonNode block : blocks) {
      for (JsonNode element : elements(block)) {
        if (element.path("type").asText().equals(type)) {
          found.add(element);
        }
      }
    }
    return found;
  }

  /** A copy in which each block and element has an id: Slack gives those that lack one. */
  static JsonNode withIds(JsonNode blocks) {
    JsonNode copy = blocks.deepCopy();
    for (JsonNode block : copy) {
      giveId(block, "block_id");
      elements(block).forEach(element -> giveId(element, "action_id"));
    }
    return copy;
  }

  private static void giveId(JsonNode node, String member) {
    if (node instanceof ObjectNode object && object.path(member).asText().isEmpty()) {
      object.put(member, Tokens.shortId());
    }
  }
}
