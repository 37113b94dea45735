package dev.inedobot.demo.workspace;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;

/**
 * What a message says: checked against Slack's rules, and with the ids that Slack adds.
 *
 * @param blocks an array, empty for none
 */
record Content(String text, JsonNode blocks) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LONGEST = 40_000;
  private static final int LONGEST_OF_AN_EDIT = 4000;

  static Content nothing() {
    return text("");
  }

  static Content text(String text) {
    return new Content(text, BlockTree.none());
  }

  /** Reads it from what a call carries. */
  static Content posted(JsonNode call) throws Refused {
    Content content = read(call);
    if (content.text.length() > LONGEST) {
      throw new Refused(
          "msg_too_long",
          "the text has %d characters, %d are allowed".formatted(content.text.length(), LONGEST));
    }
    return content;
  }

  /**
   * The same for {@code chat.update}, which takes less text: 4,000 bytes, as others measured
   * (gitlab-org/gitlab!258898, seratch/ChatGPT-in-Slack#102).
   */
  static Content edited(JsonNode call) throws Refused {
    Content content = read(call);
    int bytes = content.text.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > LONGEST_OF_AN_EDIT) {
      throw new Refused(
          "msg_too_long",
          "the text has %d bytes, an edit takes %d".formatted(bytes, LONGEST_OF_AN_EDIT));
    }
    return content;
  }

  private static Content read(JsonNode call) throws Refused {
    String text = call.path("text").asText();
    JsonNode blocks = blocks(call.path("blocks"));
    if (text.isBlank() && blocks.isEmpty()) {
      throw new Refused("no_text", "there is neither text nor blocks");
    }
    BlockLimits.check(blocks);
    return new Content(text, BlockTree.withIds(blocks));
  }

  /** In a form the blocks are a string of JSON; in JSON they may be either. */
  private static JsonNode blocks(JsonNode given) throws Refused {
    if (given.isMissingNode() || given.isNull()) {
      return BlockTree.none();
    }
    if (!given.isTextual()) {
      return given;
    }
    if (given.textValue().isBlank()) {
      return BlockTree.none();
    }
    try {
      return JSON.readTree(given.textValue());
    } catch (JsonProcessingException unreadable) {
      throw new Refused("invalid_blocks_format", unreadable.getOriginalMessage());
    }
  }
}
