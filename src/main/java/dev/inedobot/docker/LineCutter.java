package dev.inedobot.docker;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Cuts what a program writes into lines of text. A line ends with LF, CR LF, or a CR by itself, as
 * progress is written. What is no UTF-8 becomes replacement characters, and the rest of a line that
 * is too long an ellipsis.
 */
final class LineCutter {
  /** In characters. */
  static final int LONGEST = 4_000;

  /** No character takes more bytes. */
  private static final int LONGEST_IN_BYTES = 4 * LONGEST;

  private final Consumer<String> lines;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private boolean tooLong;
  private boolean afterReturn;

  LineCutter(Consumer<String> lines) {
    this.lines = lines;
  }

  /** Takes the first bytes of a buffer. */
  void add(byte[] bytes, int length) {
    for (int i = 0; i < length; i++) {
      add(bytes[i]);
    }
  }

  private void add(byte next) {
    boolean endedAlready = next == '\n' && afterReturn;
    afterReturn = next == '\r';
    if (endedAlready) {
      return;
    }
    if (next == '\n' || next == '\r') {
      tell();
    } else if (line.size() < LONGEST_IN_BYTES) {
      line.write(next);
    } else {
      tooLong = true;
    }
  }

  /** Tells what came after the last end of a line. */
  void end() {
    if (line.size() > 0) {
      tell();
    }
  }

  private void tell() {
    String text = line.toString(StandardCharsets.UTF_8);
    boolean cut = tooLong || text.length() > LONGEST;
    line.reset();
    tooLong = false;
    lines.accept(cut ? beginning(text) + "…" : text);
  }

  private static String beginning(String text) {
    int end = Math.min(LONGEST, text.length());
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end);
  }
}
