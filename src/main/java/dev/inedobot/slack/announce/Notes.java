package dev.inedobot.slack.announce;

import dev.inedobot.slack.announce.MessageBook.Posted;
import dev.inedobot.slack.view.Message;
import dev.inedobot.upgrade.UpgradeId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What Slack has taken of one upgrade, on its way into the book. While the book can't be written it
 * is remembered here, as posting it again would tell it twice. Used by one thread at a time.
 */
final class Notes {
  private final MessageBook book;
  private final UpgradeId id;
  private final Map<String, Posted> unnoted = new LinkedHashMap<>();

  Notes(MessageBook book, UpgradeId id) {
    this.book = book;
    this.id = id;
  }

  /** Takes a note and writes all that there are; throws what the book throws, and keeps them. */
  void add(String slot, Posted message) {
    unnoted.put(slot, message);
    write();
  }

  /** Writes what could not be written before; throws what the book throws. */
  void write() {
    while (!unnoted.isEmpty()) {
      Map.Entry<String, Posted> next = unnoted.entrySet().iterator().next();
      book.record(id, next.getKey(), next.getValue());
      unnoted.remove(next.getKey());
    }
  }

  /** Tells whether a message says the same as another one. */
  static String hash(Message message) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(message.content().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java has SHA-256", impossible);
    }
  }
}
