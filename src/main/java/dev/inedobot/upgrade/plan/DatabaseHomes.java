package dev.inedobot.upgrade.plan;

import dev.inedobot.product.Product;
import dev.inedobot.product.Version;
import dev.inedobot.upgrade.plan.DatabaseHome.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds where an instance keeps its database, by what its container's environment says: connection
 * strings as Inedo documents them, and none of them for the embedded database of ProGet 2025 and
 * later.
 */
public final class DatabaseHomes {
  private static final int FIRST_WITH_EMBEDDED = 25;
  private static final String BACKUPS = "/var/proget/backups";

  /** Where SQL Server in a container keeps its own, and may always write (Microsoft docs). */
  private static final String SQL_SERVER_DATA = "/var/opt/mssql/data";

  private static final Set<String> LOCAL =
      Set.of("", ".", "(local)", "localhost", "127.0.0.1", "::1", "[::1]");

  private static final DatabaseHome NAMELESS =
      DatabaseHome.elsewhere("Its connection string names no database.");

  private DatabaseHomes() {}

  /** The instance's own command counts for more than anything that is found. */
  static DatabaseHome find(Observation seen) {
    BackupCommand command = seen.settings().backupCommand();
    return command == null
        ? find(
            seen.settings().product(),
            seen.running(),
            seen.container(),
            seen.surroundings().others(),
            seen.connectionFile())
        : CommandHome.of(seen, command);
  }

  /**
   * @param running the version that runs, or null if nothing tells it
   * @param others the other containers on the engine
   * @param file what the environment names for the connection string, or null if it names none
   */
  static DatabaseHome find(
      Product product,
      @Nullable Version running,
      ContainerFacts container,
      List<ContainerFacts> others,
      @Nullable ConnectionFile file) {
    Optional<Variable> postgres = variable(product, "POSTGRES", container.environment());
    Optional<Variable> sql = variable(product, "SQL", container.environment());
    if (postgres.isPresent()) {
      return postgres
          .get()
          .connection(file)
          .map(connection -> inedoDb(connection, container, others))
          .orElseGet(() -> unread(postgres.get(), file));
    }
    if (sql.isPresent()) {
      return sql.get()
          .connection(file)
          .map(connection -> sqlServer(connection, container, others))
          .orElseGet(() -> unread(sql.get(), file));
    }
    if (product == Product.PROGET && running != null && running.major() >= FIRST_WITH_EMBEDDED) {
      return embedded(container);
    }
    return DatabaseHome.elsewhere("Its container names none that I know.");
  }

  /**
   * A variable that tells of the database.
   *
   * @param name its name
   * @param value its value; a path if the name ends with {@code _FILE}
   */
  private record Variable(String name, String value) {
    boolean isFile() {
      return name.endsWith("_FILE");
    }

    Optional<ConnectionString> connection(@Nullable ConnectionFile file) {
      if (isFile()) {
        return file == null ? Optional.empty() : Optional.ofNullable(file.connection());
      }
      return Optional.of(ConnectionString.parse(value));
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** How the product logs in to its database; empty if its environment itself does not say. */
  public static Optional<ConnectionString> connection(Product product, Environment environment) {
    return variable(product, environment).flatMap(variable -> variable.connection(null));
  }

  /** The file that says how the product logs in, as a path in its container, if one does. */
  public static Optional<String> connectionFile(Product product, Environment environment) {
    return variable(product, environment).filter(Variable::isFile).map(Variable::value);
  }

  private static Optional<Variable> variable(Product product, Environment environment) {
    return variable(product, "POSTGRES", environment)
        .or(() -> variable(product, "SQL", environment));
  }

  private static Optional<Variable> variable(
      Product product, String kind, Environment environment) {
    String bare = kind + "_CONNECTION_STRING";
    String own = product.id().toUpperCase(Locale.ROOT) + "_" + bare;
    return List.of(own, own + "_FILE", bare, bare + "_FILE").stream()
        .flatMap(
            name ->
                environment.value(name).filter(text -> !text.isBlank()).stream()
                    .map(value -> new Variable(name, value)))
        .findFirst();
  }

  private static DatabaseHome unread(Variable variable, @Nullable ConnectionFile file) {
    return DatabaseHome.elsewhere(
        "Its connection string is in a file (%s), which I can't read. %s"
            .formatted(variable.name(), file == null ? "" : file.trouble())
            .strip());
  }

  private static DatabaseHome embedded(ContainerFacts container) {
    return container.ties().keeps(BACKUPS)
        ? new DatabaseHome(Kind.EMBEDDED, container.id(), container.name(), "", "", BACKUPS, "")
        : DatabaseHome.elsewhere(
            "Nothing is mounted at %s, so a backup would go away with the container: mount a volume there, as Inedo documents."
                .formatted(BACKUPS));
  }

  private static DatabaseHome inedoDb(
      ConnectionString connection, ContainerFacts container, List<ContainerFacts> others) {
    Optional<ContainerFacts> server = server(connection, container, others);
    if (server.isEmpty()) {
      return outside(connection, "PostgreSQL", others);
    }
    String image = server.get().image().reference();
    if (!image.replaceFirst("[:@][^/]*$", "").endsWith("inedo/inedodb")) {
      return DatabaseHome.elsewhere(
          "Its PostgreSQL runs in %s, which is not InedoDB, so I don't know how to back it up."
              .formatted(server.get().name()));
    }
    if (connection.database().isEmpty()) {
      return NAMELESS;
    }
    return in(Kind.INEDODB, server.get(), connection, directory(server.get(), "/var/backups"));
  }

  private static DatabaseHome sqlServer(
      ConnectionString connection, ContainerFacts container, List<ContainerFacts> others) {
    Optional<ContainerFacts> server = server(connection, container, others);
    if (server.isEmpty()) {
      return outside(connection, "SQL Server", others);
    }
    if (connection.database().isEmpty()) {
      return NAMELESS;
    }
    return in(Kind.SQL_SERVER, server.get(), connection, directory(server.get(), SQL_SERVER_DATA));
  }

  private static DatabaseHome in(
      Kind kind, ContainerFacts server, ConnectionString connection, String directory) {
    if (!server.state().serves()) {
      return DatabaseHome.elsewhere(
          "Its database's container %s does not run (%s)."
              .formatted(server.name(), server.state().words()));
    }
    return new DatabaseHome(
        kind,
        server.id(),
        server.name(),
        connection.database(),
        connection.user(),
        directory,
        DatabaseHome.whereItLies(server, directory));
  }

  /** A volume that is named for backups is where people look for one. */
  private static String directory(ContainerFacts server, String usual) {
    return server.ties().mounts().stream()
        .filter(Ties.Mounted::writable)
        .map(Ties.Mounted::target)
        .filter(target -> target.toLowerCase(Locale.ROOT).contains("backup"))
        .filter(target -> target.matches("(?:/[A-Za-z0-9._-]+)+"))
        .findFirst()
        .orElse(usual);
  }

  private static DatabaseHome outside(
      ConnectionString connection, String what, List<ContainerFacts> others) {
    // One that is stopped has no address on any network.
    Optional<ContainerFacts> stopped =
        others.stream()
            .filter(other -> !other.state().serves())
            .filter(other -> other.network().goesBy(connection.host(), other.name()))
            .findFirst();
    if (stopped.isPresent()) {
      return DatabaseHome.elsewhere(
          "The container %s of its %s does not run (%s): start it with `docker start %s`, then ask again."
              .formatted(
                  stopped.get().name(), what, stopped.get().state().words(), stopped.get().name()));
    }
    // What is no plain name may hold more than one.
    boolean named = connection.host().matches("[a-z0-9][a-z0-9._-]{0,252}");
    return DatabaseHome.elsewhere(
        LOCAL.contains(connection.host()) || !named
            ? "Its %s is in no container of this engine that I can tell.".formatted(what)
            : "Its %s, %s, is no container that it shares a network with on this engine."
                .formatted(what, connection.host()));
  }

  /** The container that answers to the server's name on a network of the product's container. */
  private static Optional<ContainerFacts> server(
      ConnectionString connection, ContainerFacts container, List<ContainerFacts> others) {
    String host = connection.host();
    if (LOCAL.contains(host)) {
      return Optional.empty();
    }
    List<ContainerFacts> found =
        others.stream()
            .filter(other -> other.network().answersTo(host, other.name(), container.network()))
            .toList();
    // With two of that name nobody knows which one answers.
    return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
  }
}
