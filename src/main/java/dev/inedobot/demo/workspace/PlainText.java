package dev.inedobot.demo.workspace;

import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Turns Slack's text format into what people read. */
final class PlainText {
  private static final Pattern ANGLE = Pattern.compile("<([^<>]+)>");

  private PlainText() {}

  /**
   * The text without markup.
   *
   * @param names gives the name for a person's or channel's id, or the id itself
   */
  static String of(String mrkdwn, UnaryOperator<String> names) {
    StringBuilder plain = new StringBuilder();
    int from = 0;
    for (MatchResult angle : ANGLE.matcher(mrkdwn).results().toList()) {
      plain.append(unescaped(mrkdwn.substring(from, angle.start())));
      plain.append(unescaped(meaning(angle.group(1), names)));
      from = angle.end();
    }
    return plain.append(unescaped(mrkdwn.substring(from))).toString();
  }

  private static String meaning(String inside, UnaryOperator<String> names) {
    int bar = inside.indexOf('|');
    String target = bar < 0 ? inside : inside.substring(0, bar);
    String label = bar < 0 ? "" : inside.substring(bar + 1);
    if (target.startsWith("@")) {
      return "@" + names.apply(target.substring(1));
    }
    if (target.startsWith("#")) {
      return "#" + names.apply(target.substring(1));
    }
    if (target.startsWith("!")) {
      return label.isEmpty()
          ? "@" + names.apply(target.replaceFirst("^!(subteam\\^)?", ""))
          : label;
    }
    return label.isEmpty() ? target : label + " (" + target + ")";
  }

  private static String unescaped(String text) {
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
  }
}
