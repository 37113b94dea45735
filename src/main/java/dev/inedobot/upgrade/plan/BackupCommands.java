package dev.inedobot.upgrade.plan;

import dev.inedobot.product.Version;
import dev.inedobot.upgrade.UpgradeId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The programs that back up and restore a database, as Inedo and Microsoft document them: no shell,
 * and no password among their arguments.
 *
 * @param command program and arguments, to be run in the database's container
 * @param path the file that is written or read there
 */
public record BackupCommands(List<String> command, String path) {

  /** The variable from which {@code sqlcmd} takes a password that is not on its command line. */
  public static final String SQL_PASSWORD = "SQLCMDPASSWORD";

  /** The places of {@code sqlcmd}, with and without the option that trusts the certificate. */
  public static final List<String> SQLCMD_18 = List.of("/opt/mssql-tools18/bin/sqlcmd", "-C");

  public static final List<String> SQLCMD = List.of("/opt/mssql-tools/bin/sqlcmd");

  /** What a file begins with that {@code pg_dump -Fc} wrote. */
  public static final String DUMP_BEGINS = "PGDMP";

  private static final int EXECUTABLE_RENAMED = 25;

  public BackupCommands {
    command = List.copyOf(command);
  }

  /**
   * ProGet's executable in the image of a version (facts: Inedo docs, database upgrade).
   *
   * @param version whose image it is
   */
  public static String executable(Version version) {
    return "/usr/local/proget/service/"
        + (version.major() >= EXECUTABLE_RENAMED ? "proget" : "ProGet.Service");
  }

  /**
   * How a backup is taken.
   *
   * @param home {@link DatabaseHome#canBeBackedUp()}
   * @param settings the instance's
   * @param running the version of the product that runs
   * @param name what tells the file from others: letters, digits, dots and dashes
   * @param sqlcmd where {@code sqlcmd} is: {@link #SQLCMD_18} or {@link #SQLCMD}
   */
  public static BackupCommands backup(
      DatabaseHome home,
      InstanceSettings settings,
      Version running,
      String name,
      List<String> sqlcmd) {
    String path = path(home, name);
    return switch (home.kind()) {
      case EMBEDDED ->
          new BackupCommands(
              List.of(executable(running), "database", "dump", "--file=" + path), path);
      case INEDODB ->
          new BackupCommands(
              List.of("inedodb", "dump", home.database(), "--outfile=" + path), path);
      case SQL_SERVER ->
          new BackupCommands(
              sql(
                  home,
                  sqlcmd,
                  "BACKUP DATABASE %s TO DISK=N'%s' WITH FORMAT"
                      .formatted(quoted(home.database()), path)),
              path);
      case COMMAND -> own(settings, name);
      case ELSEWHERE -> throw new IllegalArgumentException("It can't be backed up: " + home.note());
    };
  }

  /**
   * How a backup is restored, with nobody at work on the database.
   *
   * @param old the version of the product that the backup belongs to
   * @param path where the backup is
   */
  public static List<List<String>> restore(
      DatabaseHome home, Version old, String path, List<String> sqlcmd) {
    return switch (home.kind()) {
      case EMBEDDED -> List.of(List.of(executable(old), "database", "restore", "--file=" + path));
      case INEDODB -> List.of(List.of("inedodb", "restore", home.database(), "--infile=" + path));
      case SQL_SERVER ->
          List.of(
              sql(
                  home,
                  sqlcmd,
                  "RESTORE DATABASE %s FROM DISK=N'%s' WITH FILE = 1, NOUNLOAD, STATS = 10, REPLACE"
                      .formatted(quoted(home.database()), path)));
      case COMMAND, ELSEWHERE ->
          throw new IllegalArgumentException("It can't be restored: " + home.note());
    };
  }

  /** Asks whether a backup can be read, as far as the database's own tools tell without it. */
  public static List<String> verify(DatabaseHome home, String path, List<String> sqlcmd) {
    return sql(home, sqlcmd, "RESTORE VERIFYONLY FROM DISK=N'%s'".formatted(path));
  }

  /** The name of the backup that an upgrade takes. */
  public static String name(InstanceSettings settings, Version running, UpgradeId id) {
    return "%s-%s-%s".formatted(settings.name(), running.releaseForm(), id.value());
  }

  private static BackupCommands own(InstanceSettings settings, String name) {
    BackupCommand command = Objects.requireNonNull(settings.backupCommand(), "its kind says so");
    String path = command.path(name);
    return new BackupCommands(command.writing(path), path);
  }

  private static String path(DatabaseHome home, String name) {
    String ending = home.kind() == DatabaseHome.Kind.SQL_SERVER ? ".bak" : ".ahdbexp";
    return home.directory() + "/" + name + ending;
  }

  private static List<String> sql(DatabaseHome home, List<String> sqlcmd, String statement) {
    List<String> words = new ArrayList<>(sqlcmd);
    words.addAll(List.of("-S", "localhost", "-b"));
    if (!home.user().isEmpty()) {
      words.addAll(List.of("-U", home.user()));
    }
    words.addAll(List.of("-Q", statement));
    return words;
  }

  private static String quoted(String database) {
    return "[" + database.replace("]", "]]") + "]";
  }
}
