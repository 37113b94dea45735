package dev.inedobot.demo.standin;

/**
 * A database server that is stood in for. Its name on a network is the host in a connection string.
 */
public enum StandInServer {
  /**
   * Inedo's PostgreSQL in a container of its own, a real PostgreSQL here too; {@code
   * POSTGRES_PASSWORD} is the password of its user {@code postgres}. Needs {@link
   * StandIns#withPostgres}.
   */
  INEDODB("InedoDB", "standin/inedo/inedodb", "/usr/local/standin/inedodb-server", 5432),
  /**
   * Microsoft's SQL Server: shell scripts that understand what backing up and restoring need, with
   * the same tool paths; {@code ACCEPT_EULA} and {@code MSSQL_SA_PASSWORD} as in the real one.
   * Stand-in products use it with {@code STANDIN_SQL=network} alone.
   */
  SQL_SERVER("SQL Server", "standin/mssql/server", "/opt/mssql/bin/sqlservr", 1433);

  private final String title;
  private final String repository;
  private final String command;
  private final int port;

  StandInServer(String title, String repository, String command, int port) {
    this.title = title;
    this.repository = repository;
    this.command = command;
    this.port = port;
  }

  /** The name for people. */
  public String title() {
    return title;
  }

  /** The repository's path in a registry; it ends as the real one's. */
  public String repository() {
    return repository;
  }

  /** Where its databases are, a directory to mount a volume on. */
  public String data() {
    return switch (this) {
      case INEDODB -> "/var/lib/inedodb";
      case SQL_SERVER -> "/var/opt/mssql/data";
    };
  }

  /**
   * The tool in it that a backup is taken with. SQL Server's moved with 2022 (facts: Microsoft's
   * documentation of sqlcmd in containers).
   *
   * @param tag of the image, such as {@code 2022}, or {@code 17.10.2} for InedoDB
   */
  public String tool(String tag) {
    return switch (this) {
      case INEDODB -> "/usr/local/bin/inedodb";
      case SQL_SERVER ->
          tag.compareTo("2022") < 0
              ? "/opt/mssql-tools/bin/sqlcmd"
              : "/opt/mssql-tools18/bin/sqlcmd";
    };
  }

  String command() {
    return command;
  }

  int port() {
    return port;
  }
}
