package dev.inedobot.upgrade.plan;

import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Tells which settings of a container may be shown to people. In doubt they may not: a value that
 * is hidden needlessly costs a look at the engine, one that is shown costs a password.
 */
public final class Secrecy {
  /** Stands where a value is that is not shown. */
  public static final String PLACEHOLDER = "<as it is in the old container>";

  /** A shorter secret is one by itself only: in the middle of another text it stands by chance. */
  private static final int SHORTEST_PART = 6;

  private static final Pattern NAME =
      Pattern.compile(
          "(?i)pass|pwd|secret|token|key|connection|conn_?str|sql_server|credential|auth|license|cert");

  /** A member of a connection string, an option of a command line, or a field of JSON. */
  private static final Pattern MEMBER =
      Pattern.compile(
          "(?i)(?:pass(?:word|wd|phrase)?|pwd|secret|token|key|user id|credentials?)"
              + "(?:\\s*=|\\s*:\\s|[\"']\\s*[:=])");

  private static final Pattern CONNECTION =
      Pattern.compile("(?i)(?:server|data source|host|initial catalog|database)\\s*=[^;]*;");

  private static final Pattern PASSWORD_IN_ADDRESS = Pattern.compile("://[^/\\s@]+@");

  private static final Pattern PRIVATE_KEY = Pattern.compile("-----BEGIN ");

  /** Long and with letters and digits mixed, perhaps after a word that says whose; or a GUID. */
  private static final Pattern RANDOM =
      Pattern.compile(
          "(?:[A-Za-z]{2,12}[_-])*(?=[A-Za-z+]*[0-9])(?=[0-9+]*[A-Za-z])[A-Za-z0-9+]{24,}={0,2}"
              + "|(?i)[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private final List<String> known;

  /**
   * @param known values that are secret wherever they stand, such as a container's {@link
   *     Environment#secretValues()}
   */
  public Secrecy(Collection<String> known) {
    this.known = known.stream().filter(value -> !value.isBlank()).toList();
  }

  /** Whether the value of a setting of that name must not be shown. */
  public boolean hides(String name, String value) {
    return NAME.matcher(name).find() || hides(value);
  }

  /** Whether a text must not be shown, whatever it is. */
  public boolean hides(String text) {
    return MEMBER.matcher(text).find()
        || CONNECTION.matcher(text).find()
        || PASSWORD_IN_ADDRESS.matcher(text).find()
        || PRIVATE_KEY.matcher(text).find()
        || RANDOM.matcher(text).matches()
        || text.codePoints().anyMatch(Secrecy::cannotBeShown)
        || known.stream().anyMatch(secret -> isIn(text, secret));
  }

  private static boolean isIn(String text, String secret) {
    return secret.length() < SHORTEST_PART ? text.equals(secret) : text.contains(secret);
  }

  /** A character that a message does not show would be missing from what people copy. */
  private static boolean cannotBeShown(int c) {
    return (c != '\n' && Character.isISOControl(c)) || Character.getType(c) == Character.FORMAT;
  }

  /** Whether a word of a command line announces a secret, as {@code --password} does. */
  public boolean announcesSecret(String word) {
    return word.startsWith("-") && NAME.matcher(word).find();
  }
}
