package dev.inedobot.upgrade.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which database a container's connection string leads to, so that two can be compared. Of the
 * string itself, which holds a password, only a hash of the server's and the database's name is
 * kept, and not even that is printed.
 */
final class DatabaseAddress {
  private static final List<String> PREFIXES = List.of("", "PROGET_", "BUILDMASTER_", "OTTER_");
  private static final List<String> KINDS = List.of("SQL", "POSTGRES");
  private static final Set<String> LOCAL =
      Set.of("", ".", "(local)", "localhost", "127.0.0.1", "::1", "[::1]");

  private final String hash;
  private final boolean certain;

  private DatabaseAddress(String identity, boolean certain) {
    this.hash = Sha256.of(identity);
    this.certain = certain;
  }

  /** The databases of a container, by all the variables that Inedo documents for that. */
  static List<DatabaseAddress> of(ContainerFacts container) {
    List<DatabaseAddress> found = new ArrayList<>();
    for (String prefix : PREFIXES) {
      for (String kind : KINDS) {
        String name = prefix + kind + "_CONNECTION_STRING";
        container
            .environment()
            .value(name)
            .filter(string -> !string.isBlank())
            .ifPresent(string -> found.add(parse(string, container)));
        container
            .environment()
            .value(name + "_FILE")
            .flatMap(
                path ->
                    container.ties().mounts().stream()
                        .flatMap(mount -> mount.origin(path).stream())
                        .findFirst())
            .ifPresent(file -> found.add(new DatabaseAddress("file " + file, true)));
      }
    }
    return found;
  }

  boolean isSame(DatabaseAddress other) {
    return hash.equals(other.hash);
  }

  /**
   * Whether the server's name means the same everywhere. A name without a dot is looked up in the
   * container's own networks first, where another container may bear it.
   */
  boolean isCertain() {
    return certain;
  }

  private static DatabaseAddress parse(String connectionString, ContainerFacts container) {
    ConnectionString connection = ConnectionString.parse(connectionString);
    String server = connection.server().replaceFirst("[,:](1433|5432)$", "");
    String host = server.split("[,\\\\]", 2)[0];
    boolean local = LOCAL.contains(host);
    String where = local ? networkOf(container) + " " + server.substring(host.length()) : server;
    return new DatabaseAddress(
        "server " + where + " database " + connection.database().toLowerCase(Locale.ROOT),
        local || host.contains(".") || host.contains(":"));
  }

  /** Whose loopback a local server's is. */
  private static String networkOf(ContainerFacts container) {
    String mode = container.network().mode();
    return mode.equals("host") || mode.startsWith("container:") ? mode : container.id();
  }

  @Override
  public String toString() {
    return "[a database]";
  }
}
