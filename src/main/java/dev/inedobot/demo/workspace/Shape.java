package dev.inedobot.demo.workspace;

import com.fasterxml.jackson.databind.JsonNode;

/** Checks members of a block: there, of the right kind, and not too long. */
final class Shape {
  private Shape() {}

  static void object(JsonNode node, String at) throws Refused {
    if (!node.isObject()) {
      throw BlockLimits.invalid(at, "must be an object");
    }
  }

  /** A text member; empty if it isn't there. */
  static String optional(JsonNode node, String member, int longest, String at) throws Refused {
    JsonNode value = node.get(member);
    if (value == null) {
      return "";
    }
    if (!value.isTextual()) {
      throw BlockLimits.invalid(at, member + " must be text");
    }
    if (value.textValue().length() > longest) {
      throw BlockLimits.invalid(
          at,
          "%s has %d characters, %d are allowed"
              .formatted(member, value.textValue().length(), longest));
    }
    return value.textValue();
  }

  static String required(JsonNode node, String member, int longest, String at) throws Refused {
    String value = optional(node, member, longest, at);
    if (value.isEmpty()) {
      throw BlockLimits.invalid(at, member + " is missing");
    }
    return value;
  }

  /** An array member with one to so many entries. */
  static JsonNode list(JsonNode node, String member, int most, String at) throws Refused {
    JsonNode list = node.path(member);
    if (!list.isArray() || list.isEmpty()) {
      throw BlockLimits.invalid(at, member + " is missing or empty");
    }
    if (list.size() > most) {
      throw BlockLimits.invalid(at, "%d %s, %d are allowed".formatted(list.size(), member, most));
    }
    return list;
  }

  /** A text object in a member, plain or with formatting. */
  static void text(JsonNode node, String member, int longest, String at) throws Refused {
    JsonNode text = node.get(member);
    if (text == null) {
      throw BlockLimits.invalid(at, member + " is missing");
    }
    text(text, longest, at + "." + member);
  }

  static void text(JsonNode text, int longest, String at) throws Refused {
    object(text, at);
    String type = required(text, "type", 20, at);
    if (!type.equals("mrkdwn") && !type.equals("plain_text")) {
      throw BlockLimits.invalid(at, "a text can't be of type " + type);
    }
    if (text.has("emoji") && !type.equals("plain_text")) {
      throw BlockLimits.invalid(at, "emoji is for plain_text only");
    }
    if (text.has("verbatim") && !type.equals("mrkdwn")) {
      throw BlockLimits.invalid(at, "verbatim is for mrkdwn only");
    }
    required(text, "text", longest, at);
  }

  /** A text object in a member that must not have formatting. */
  static void plain(JsonNode node, String member, int longest, String at) throws Refused {
    text(node, member, longest, at);
    if (!node.path(member).path("type").asText().equals("plain_text")) {
      throw BlockLimits.invalid(at + "." + member, "must be plain_text");
    }
  }
}
