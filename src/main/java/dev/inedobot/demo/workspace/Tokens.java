package dev.inedobot.demo.workspace;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Random ids and secrets that look like Slack's. */
final class Tokens {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
  private static final String SMALL =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

  private Tokens() {}

  /** For example {@code U07K2M9QXPA}. */
  static String id(char kind) {
    return kind + "0" + pick(LETTERS, 9);
  }

  static String shortId() {
    return pick(SMALL, 5);
  }

  static String botToken() {
    return "xoxb-" + pick("0123456789", 12) + "-" + pick(SMALL, 24);
  }

  /** An app-level token. */
  static String appToken(String appId) {
    return "xapp-1-" + appId + "-" + pick("0123456789", 13) + "-" + pick("0123456789abcdef", 64);
  }

  static String signingSecret() {
    byte[] bytes = new byte[16];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  static String triggerId() {
    return pick("0123456789", 13) + "." + pick("0123456789", 12) + "." + pick(SMALL, 32);
  }

  static String secretPath() {
    return pick(SMALL, 24);
  }

  private static String pick(String from, int length) {
    StringBuilder picked = new StringBuilder();
    for (int i = 0; i < length; i++) {
      picked.append(from.charAt(RANDOM.nextInt(from.length())));
    }
    return picked.toString();
  }
}
