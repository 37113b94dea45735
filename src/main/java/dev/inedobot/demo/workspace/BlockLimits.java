package dev.inedobot.demo.workspace;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;

/**
 * Slack's rules for the blocks of a message (Slack docs, Block Kit reference). A type that Slack
 * knows but this class doesn't is refused, so that nothing passes unchecked.
 */
final class BlockLimits {
  private static final int BLOCKS = 50;
  private static final int BLOCK_ID = 255;
  private static final int ALL_TOGETHER = 13_000;
  // Measured by others: each block beside its text takes about this much (bolt-js#2509).
  private static final int PER_BLOCK = 125;

  private BlockLimits() {}

  static void check(JsonNode blocks) throws Refused {
    if (!blocks.isArray()) {
      throw new Refused("invalid_blocks_format", "blocks must be an array");
    }
    checkEach(blocks, BLOCKS, false);
    int length = length(blocks) + PER_BLOCK * Math.max(0, blocks.size() - 1);
    if (length > ALL_TOGETHER) {
      throw new Refused(
          "msg_blocks_too_long",
          "all blocks have %d characters, %d are allowed".formatted(length, ALL_TOGETHER));
    }
  }

  /**
   * How many there are, and each for itself.
   *
   * @param inputs whether there may be input blocks: in a modal
   */
  static void checkEach(JsonNode blocks, int most, boolean inputs) throws Refused {
    if (!blocks.isArray()) {
      throw invalid("blocks", "must be an array");
    }
    if (blocks.size() > most) {
      throw invalid("blocks", "%d blocks, %d are allowed".formatted(blocks.size(), most));
    }
    Set<String> ids = new HashSet<>();
    int number = 0;
    for (JsonNode block : blocks) {
      String at = "blocks[" + number++ + "]";
      Shape.object(block, at);
      String id = Shape.optional(block, "block_id", BLOCK_ID, at);
      if (!id.isEmpty() && !ids.add(id)) {
        throw invalid(at, "the block_id %s is there twice".formatted(id));
      }
      if (inputs && block.path("type").asText().equals("input")) {
        InputShapes.check(block, at);
      } else {
        BlockShapes.check(block, at);
      }
    }
  }

  static Refused invalid(String at, String reason) {
    return new Refused("invalid_blocks", at + ": " + reason);
  }

  private static int length(JsonNode node) {
    if (node.isTextual()) {
      return node.textValue().length();
    }
    int length = 0;
    for (JsonNode inner : node) {
      length += length(inner);
    }
    return length;
  }
}
