package dev.inedobot.slack.view;

import dev.inedobot.upgrade.Actor;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Slack's text format. Everything that comes from outside passes through here. */
public final class Mrkdwn {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);

  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneOffset.UTC);

  private Mrkdwn() {}

  /**
   * Text that says the same and can't become a mention, a link or formatting of Slack's: {@code & <
   * >} escaped (Slack docs, Formatting text), control characters gone, and cut to a length.
   */
  public static String safe(String text, int longest) {
    StringBuilder clean = new StringBuilder();
    String cut = text.length() <= longest ? text : start(text, longest - 1) + "…";
    cut.codePoints()
        .filter(c -> c == '\n' || !Character.isISOControl(c))
        .filter(c -> Character.getType(c) != Character.FORMAT)
        .forEach(
            c -> {
              switch (c) {
                case '&' -> clean.append("&amp;");
                case '<' -> clean.append("&lt;");
                case '>' -> clean.append("&gt;");
                default -> clean.appendCodePoint(c);
              }
            });
    return clean.toString();
  }

  /** Half of a character that takes two chars is no valid text, and Slack refuses it. */
  private static String start(String text, int length) {
    boolean inTwo = length > 0 && Character.isHighSurrogate(text.charAt(length - 1));
    return text.substring(0, inTwo ? length - 1 : length);
  }

  private static String end(String text, int length) {
    int from = text.length() - length;
    boolean inTwo = length > 0 && Character.isLowSurrogate(text.charAt(from));
    return text.substring(inTwo ? from + 1 : from);
  }

  /** The same on one line. */
  public static String safeLine(String text, int longest) {
    return safe(text.replaceAll("\\s+", " ").strip(), longest);
  }

  /** Text between backticks; a backtick inside would end it. */
  public static String code(String text) {
    return "`" + safeLine(text, 300).replace('`', '\'') + "`";
  }

  /** Several lines in a box; the end of long text is the part that is kept. */
  public static String block(String text, int longest) {
    String tail = text.length() <= longest ? text : "…" + end(text, longest);
    return "```\n" + safe(tail, longest + 1).replace("```", "'''").strip() + "\n```";
  }

  /** A person as a mention; the bot by its name. */
  public static String mention(Actor actor) {
    return actor.isBot() ? "inedobot" : "<@" + safeLine(actor.id(), 30) + ">";
  }

  /** A moment, which Slack shows in the reader's own time zone. */
  public static String time(Instant at) {
    return "<!date^%d^{time_secs}|%s UTC>".formatted(at.getEpochSecond(), TIME.format(at));
  }

  /** A moment with its day, which Slack shows in the reader's own time zone. */
  public static String moment(Instant at) {
    return "<!date^%d^{date_num} {time}|%s UTC>".formatted(at.getEpochSecond(), MOMENT.format(at));
  }

  /**
   * A link.
   *
   * @param address one that the bot made itself
   */
  public static String link(String address, String words) {
    return "<" + address + "|" + safeLine(words, 100).replace('|', '/') + ">";
  }
}
