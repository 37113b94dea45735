package dev.inedobot.upgrade;

import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * Names one upgrade: in messages, in {@code /inedo cancel <id>}, as a button's value and as a label
 * of the containers that it creates. Random rather than counted, so that two bots that share an
 * engine but not a database never take each other's containers for their own.
 */
public record UpgradeId(String value) {
  private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";
  private static final int LENGTH = 8;
  private static final Pattern FORM = Pattern.compile("[a-z0-9]{" + LENGTH + "}");

  /** Throws {@link IllegalArgumentException} unless it is eight lower-case letters and digits. */
  public UpgradeId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "An upgrade's id has " + LENGTH + " lower-case letters and digits, such as k7m2qxp4");
    }
  }

  /** Whether the text could be an upgrade's id. */
  public static boolean isId(String text) {
    return FORM.matcher(text).matches();
  }

  /** A new id. The source should be unpredictable: {@link java.security.SecureRandom}. */
  public static UpgradeId random(RandomGenerator source) {
    StringBuilder id = new StringBuilder(LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      id.append(LETTERS.charAt(source.nextInt(LETTERS.length())));
    }
    return new UpgradeId(id.toString());
  }

  @Override
  public String toString() {
    return value;
  }
}
