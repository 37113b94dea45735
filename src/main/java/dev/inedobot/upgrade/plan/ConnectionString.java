package dev.inedobot.upgrade.plan;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A connection string for SQL Server or PostgreSQL, as Inedo's products take it: members {@code
 * name=value}, separated by semicolons, names without regard to case and blanks. It holds a
 * password, so {@link #toString()} prints nothing of it.
 */
public final class ConnectionString {
  private static final Set<String> SERVER =
      Set.of("server", "datasource", "host", "address", "addr", "networkaddress");
  private static final Set<String> DATABASE = Set.of("database", "initialcatalog", "db");
  private static final Set<String> USER = Set.of("userid", "uid", "user", "username");
  private static final Set<String> PASSWORD = Set.of("password", "pwd");

  private final Map<String, String> members;

  private ConnectionString(Map<String, String> members) {
    this.members = members;
  }

  /** Reads one; what is no member is passed over. Never throws. */
  public static ConnectionString parse(String text) {
    Map<String, String> members = new HashMap<>();
    int at = 0;
    while (at < text.length()) {
      int equals = text.indexOf('=', at);
      if (equals < 0) {
        break;
      }
      // A member without a value stands before this one.
      int start = Math.max(at, text.lastIndexOf(';', equals) + 1);
      String name = text.substring(start, equals).strip().toLowerCase(Locale.ROOT);
      int end = endOfValue(text, equals + 1);
      members.put(name.replace(" ", ""), unquoted(text.substring(equals + 1, end)));
      at = end + 1;
    }
    return new ConnectionString(members);
  }

  /** Where a value ends: at the next semicolon that is not within its quotes. */
  private static int endOfValue(String text, int from) {
    int first = from;
    while (first < text.length() && Character.isWhitespace(text.charAt(first))) {
      first++;
    }
    int begin = first;
    if (first < text.length() && (text.charAt(first) == '"' || text.charAt(first) == '\'')) {
      int close = text.indexOf(text.charAt(first), first + 1);
      begin = close < 0 ? first : close + 1;
    }
    int end = text.indexOf(';', begin);
    return end < 0 ? text.length() : end;
  }

  private static String unquoted(String value) {
    String bare = value.strip();
    boolean quoted =
        bare.length() > 1
            && (bare.charAt(0) == '"' || bare.charAt(0) == '\'')
            && bare.charAt(0) == bare.charAt(bare.length() - 1);
    return quoted ? bare.substring(1, bare.length() - 1).strip() : bare;
  }

  /** The server as it stands there, in lower case, with its port or instance if it has one. */
  String server() {
    String server =
        first(SERVER).toLowerCase(Locale.ROOT).replaceFirst("^tcp:", "").replaceAll("\\s", "");
    String port = members.getOrDefault("port", "");
    return server + (port.isEmpty() ? "" : "," + port);
  }

  /** The server's name or address alone. */
  public String host() {
    String server = server();
    if (server.startsWith("[")) {
      return server.substring(0, server.indexOf(']') + 1);
    }
    boolean oneColon = server.indexOf(':') == server.lastIndexOf(':');
    return server.split(oneColon ? "[,\\\\:]" : "[,\\\\]", 2)[0];
  }

  /** The database's name; empty if it names none. */
  public String database() {
    return first(DATABASE);
  }

  /** Who logs in; empty where the server knows by other means. */
  public String user() {
    return first(USER);
  }

  public Optional<String> password() {
    return Optional.of(first(PASSWORD)).filter(password -> !password.isEmpty());
  }

  private String first(Set<String> names) {
    return members.entrySet().stream()
        .filter(member -> names.contains(member.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("");
  }

  @Override
  public String toString() {
    return "[a connection string]";
  }
}
