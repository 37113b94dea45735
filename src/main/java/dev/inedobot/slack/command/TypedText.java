package dev.inedobot.slack.command;

import java.util.Arrays;
import java.util.List;

/**
 * Undoes what phones, Macs and Slack make of typed text: long dashes for {@code --}, curly quotes,
 * no-break spaces, {@code <http://…|label>} around what looks like a link, escaped {@code & < >}.
 */
final class TypedText {
  private TypedText() {}

  /** The words of the text; none for blank text. */
  static List<String> words(String text) {
    String plain = normalized(text).strip();
    return plain.isEmpty() ? List.of() : Arrays.asList(plain.split(" +"));
  }

  static String normalized(String text) {
    return text.replaceAll("<[^<>|]*\\|([^<>|]*)>", "$1")
        .replaceAll("<((?:https?|mailto):[^<>|]*)>", "$1")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
        .replaceAll("[\\u2012-\\u2015](?=\\p{L})", "--")
        .replaceAll("[\\u2018\\u2019\\u201A\\u201B]", "'")
        .replaceAll("[\\u201C\\u201D\\u201E\\u201F]", "\"")
        .replaceAll("[\\p{Cf}]", "")
        .replaceAll("[\\p{Z}\\p{Cc}]+", " ");
  }
}
