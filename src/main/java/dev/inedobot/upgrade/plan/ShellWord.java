package dev.inedobot.upgrade.plan;

import java.util.regex.Pattern;

/** Writes a text so that a POSIX shell reads it as one word, whatever it holds. */
final class ShellWord {
  /** A longer word is written over several lines. */
  static final int LONGEST_LINE = 1000;

  private static final int LONGEST_PIECE = 200;

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

  private ShellWord() {}

  static String quoted(String text) {
    if (PLAIN.matcher(text).matches() && text.length() <= LONGEST_LINE / 2) {
      return text;
    }
    if (text.isEmpty()) {
      return "''";
    }
    StringBuilder quoted = new StringBuilder();
    int from = 0;
    while (from < text.length()) {
      int to = end(text, from);
      // A backslash at the end of a line joins the next one to it.
      quoted.append(from == 0 ? "" : "\\\n").append(piece(text.substring(from, to)));
      from = to;
    }
    return quoted.toString();
  }

  /** Not in the middle of a character that takes two chars. */
  private static int end(String text, int from) {
    int to = Math.min(text.length(), from + LONGEST_PIECE);
    return to < text.length() && Character.isHighSurrogate(text.charAt(to - 1)) ? to - 1 : to;
  }

  /**
   * Three backticks in a row would end the box that the commands stand in; '' between is nothing.
   */
  private static String piece(String text) {
    return "'" + text.replace("'", "'\\''").replace("``", "`''`") + "'";
  }
}
