package dev.inedobot.upgrade.plan;

/**
 * Where an instance keeps its database, and so what the bot can do to back it up. It holds no
 * secret.
 *
 * @param kind what it is
 * @param containerId the container in which backups are taken; empty for {@link Kind#ELSEWHERE}
 * @param containerName its name, for people
 * @param database the database's name; empty for {@link Kind#EMBEDDED}, which has one only, and for
 *     {@link Kind#COMMAND}, which knows it by itself
 * @param user who logs in; only for {@link Kind#SQL_SERVER} and {@link Kind#INEDODB}
 * @param directory where a backup is put in that container, without a slash at its end
 * @param note why the bot can't back it up, or what is to be known of where backups lie, as a
 *     sentence; empty if there is nothing to say
 */
public record DatabaseHome(
    Kind kind,
    String containerId,
    String containerName,
    String database,
    String user,
    String directory,
    String note) {

  /** What a database is (facts: Inedo docs, PostgreSQL and Docker installation). */
  public enum Kind {
    /** PostgreSQL within ProGet's own container. */
    EMBEDDED("its embedded database"),
    /** Inedo's own PostgreSQL in a container of its own. */
    INEDODB("its database in InedoDB"),
    SQL_SERVER("its database in SQL Server"),
    /** Wherever it is: the instance has a {@link BackupCommand} of its own. */
    COMMAND("its database, by the instance's own backup command"),
    /** Where the bot does not know how to take a backup. */
    ELSEWHERE("its database");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    /** For example {@code its embedded database}. */
    public String words() {
      return words;
    }
  }

  /** One that the bot can't back up. */
  static DatabaseHome elsewhere(String why) {
    return new DatabaseHome(Kind.ELSEWHERE, "", "", "", "", "", why);
  }

  /** Of a plan that was recorded before this was looked at. */
  public static final DatabaseHome UNKNOWN =
      elsewhere("Where the database is was not looked at when this was planned.");

  /** What is to be known of a backup that a container's directory holds; empty for nothing. */
  static String whereItLies(ContainerFacts container, String directory) {
    return container.ties().keeps(directory)
        ? ""
        : "The backup lies in the container %s itself, in no volume: it is gone when that container is removed."
            .formatted(container.name());
  }

  /**
   * Whether the bot knows how to have a backup take the place of the whole database. For InedoDB
   * that is not documented: what only the newer schema has may stay. How to undo an instance's own
   * command only people know.
   */
  public boolean canBeRestored() {
    return kind == Kind.EMBEDDED || kind == Kind.SQL_SERVER;
  }

  /** Whether both are the same database in the same container, with the same login. */
  boolean isSameAs(DatabaseHome other) {
    return kind == other.kind
        && containerId.equals(other.containerId)
        && names(other.database, other.user);
  }

  /** Whether it is called so, and this user logs in. */
  public boolean names(String otherDatabase, String otherUser) {
    return database.equals(otherDatabase) && user.equals(otherUser);
  }

  /** The same database, reached from another container. */
  public DatabaseHome in(String otherId, String otherName) {
    return new DatabaseHome(kind, otherId, otherName, database, user, directory, note);
  }

  /** Whether the bot knows how to take a backup. */
  public boolean canBeBackedUp() {
    return kind != Kind.ELSEWHERE;
  }
}
