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

  private static final String FENCE = "```";
  private static final String CLOSING = "\n" + FENCE;

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

  /** The end of text that is safe already, without half a character at its beginning. */
  private static String end(String safe, int length) {
    int from = safe.length() - length;
    if (from > 0 && from < safe.length() && Character.isLowSurrogate(safe.charAt(from))) {
      from++;
    }
    int escape = safe.lastIndexOf('&', from - 1);
    int ends = escape < 0 ? -1 : safe.indexOf(';', escape);
    return safe.substring(ends >= from ? ends + 1 : from);
  }

  /**
   * Text that is safe already, cut to a length: visibly, and so that no character, mention or link
   * is cut in two, and a box that is open is closed.
   */
  static String shortened(String safe, int longest) {
    if (safe.length() <= longest) {
      return safe;
    }
    String kept = whole(start(safe, Math.max(0, longest - 1 - CLOSING.length())));
    return kept + "…" + (isOpen(kept) ? CLOSING : "");
  }

  /** Without the beginning of an escaped character, a mention or a link at its end. */
  static String whole(String begun) {
    String kept = begun;
    int escape = kept.lastIndexOf('&');
    if (escape >= 0 && kept.indexOf(';', escape) < 0) {
      kept = kept.substring(0, escape);
    }
    int markup = kept.lastIndexOf('<');
    if (markup >= 0 && kept.indexOf('>', markup) < 0) {
      kept = kept.substring(0, markup);
    }
    return kept;
  }

  private static boolean isOpen(String text) {
    return text.split(FENCE, -1).length % 2 == 0;
  }

  /** The same on one line. */
  public static String safeLine(String text, int longest) {
    return safe(text.replaceAll("\\s+", " ").strip(), longest);
  }

  /** Text between backticks; a backtick inside would end it. */
  public static String code(String text) {
    return "`" + safeLine(text, 300).replace('`', '\'') + "`";
  }

  /**
   * Several lines in a box; the end of long text is the part that is kept.
   *
   * @param longest how much of the text is kept, as Slack counts it: an escaped character counts as
   *     what it is written with
   */
  public static String block(String text, int longest) {
    String whole = safe(text, Integer.MAX_VALUE).replace(FENCE, "'''");
    String tail = whole.length() <= longest ? whole : "…" + end(whole, longest);
    return FENCE + "\n" + tail.strip() + CLOSING;
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
