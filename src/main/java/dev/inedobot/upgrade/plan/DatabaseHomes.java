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

  /**
   * @param running the version that runs, or null if nothing tells it
   * @param others the other containers on the engine
   */
  static DatabaseHome find(
      Product product,
      @Nullable Version running,
      ContainerFacts container,
      List<ContainerFacts> others) {
    Optional<Variable> postgres = variable(product, "POSTGRES", container.environment());
    Optional<Variable> sql = variable(product, "SQL", container.environment());
    if (postgres.isPresent()) {
      return postgres
          .get()
          .connection()
          .map(connection -> inedoDb(connection, container, others))
          .orElseGet(() -> inAFile(postgres.get()));
    }
    if (sql.isPresent()) {
      return sql.get()
          .connection()
          .map(connection -> sqlServer(connection, container, others))
          .orElseGet(() -> inAFile(sql.get()));
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
    Optional<ConnectionString> connection() {
      return name.endsWith("_FILE") ? Optional.empty() : Optional.of(ConnectionString.parse(value));
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** How the product logs in to its database; empty if its environment does not say. */
  public static Optional<ConnectionString> connection(Product product, Environment environment) {
    return variable(product, "POSTGRES", environment)
        .or(() -> variable(product, "SQL", environment))
        .flatMap(Variable::connection);
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

  private static DatabaseHome inAFile(Variable variable) {
    return DatabaseHome.elsewhere(
        "Its connection string is in a file (%s), which I don't read.".formatted(variable.name()));
  }

  private static DatabaseHome embedded(ContainerFacts container) {
    boolean kept =
        container.ties().mounts().stream()
            .anyMatch(mount -> mount.writable() && mount.origin(BACKUPS).isPresent());
    return kept
        ? new DatabaseHome(Kind.EMBEDDED, container.id(), container.name(), "", "", BACKUPS, "")
        : DatabaseHome.elsewhere(
            "Nothing is mounted at %s, so a backup would go away with the container: mount a volume there, as Inedo documents."
                .formatted(BACKUPS));
  }

  private static DatabaseHome inedoDb(
      ConnectionString connection, ContainerFacts container, List<ContainerFacts> others) {
    Optional<ContainerFacts> server = server(connection, container, others);
    if (server.isEmpty()) {
      return outside(connection, "PostgreSQL");
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
      return outside(connection, "SQL Server");
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
    boolean kept =
        server.ties().mounts().stream()
            .anyMatch(mount -> mount.writable() && mount.origin(directory).isPresent());
    return new DatabaseHome(
        kind,
        server.id(),
        server.name(),
        connection.database(),
        connection.user(),
        directory,
        kept
            ? ""
            : "The backup lies in the container %s itself, in no volume: it is gone when that container is removed."
                .formatted(server.name()));
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

  private static DatabaseHome outside(ConnectionString connection, String what) {
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
