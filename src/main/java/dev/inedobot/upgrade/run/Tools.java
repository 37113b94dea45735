package dev.inedobot.upgrade.run;

import dev.inedobot.upgrade.plan.BackupCommand;
import dev.inedobot.upgrade.plan.BackupCommands;
import dev.inedobot.upgrade.plan.ConnectionString;
import dev.inedobot.upgrade.plan.ContainerFacts;
import dev.inedobot.upgrade.plan.DatabaseHome;
import dev.inedobot.upgrade.plan.Plan;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The programs of a database, run in its container. Passwords are read from the product's container
 * when they are needed, and are in nothing that these say.
 */
final class Tools {
  private static final int LAST_LINES = 5;

  private final ContainerHost host;
  private final DatabaseHome home;
  private final Hidden hidden;
  private final Map<String, String> secrets;
  private final List<String> sqlcmd;

  private Tools(
      ContainerHost host,
      DatabaseHome home,
      Hidden hidden,
      Map<String, String> secrets,
      List<String> sqlcmd) {
    this.host = host;
    this.home = home;
    this.hidden = hidden;
    this.secrets = secrets;
    this.sqlcmd = sqlcmd;
  }

  /** How to log in is said by the environment of the old container, or by a file of its. */
  static Tools of(Run run, DatabaseHome home) {
    ContainerHost host = run.host();
    Plan plan = run.plan();
    ContainerFacts product =
        host.find(plan.old().containerId())
            .orElseThrow(
                () -> HostProblem.refused("The container %s is gone.".formatted(plan.container())));
    ContainerFacts server =
        host.find(home.containerId())
            .orElseThrow(
                () ->
                    HostProblem.refused(
                        "The container %s is gone.".formatted(home.containerName())));
    BackupCommand own = plan.settings().backupCommand();
    Hidden hidden = Hidden.of(host, product, server).and(own == null ? List.of() : own.secrets());
    if (home.kind() != DatabaseHome.Kind.SQL_SERVER && home.kind() != DatabaseHome.Kind.INEDODB) {
      return new Tools(host, home, hidden, Map.of(), List.of());
    }
    Optional<ConnectionString> login =
        ConnectionFiles.login(host, plan.settings().product(), product);
    if (login.filter(now -> !home.names(now.database(), now.user())).isPresent()) {
      throw HostProblem.refused(
          "The connection string of %s names another database or another user now than when this was approved."
              .formatted(product.name()));
    }
    if (home.kind() == DatabaseHome.Kind.INEDODB) {
      return new Tools(host, home, hidden, Map.of(), List.of());
    }
    Optional<String> password = login.flatMap(ConnectionString::password);
    return new Tools(
        host,
        home,
        // Read anew: it may be another one than a moment before.
        hidden.and(password.stream().toList()),
        password.map(text -> Map.of(BackupCommands.SQL_PASSWORD, text)).orElse(Map.of()),
        sqlcmd(host, home));
  }

  private static List<String> sqlcmd(ContainerHost host, DatabaseHome home) {
    for (List<String> place : List.of(BackupCommands.SQLCMD_18, BackupCommands.SQLCMD)) {
      if (host.hasPath(home.containerId(), place.get(0))) {
        return place;
      }
    }
    throw HostProblem.refused(
        "The container %s has no sqlcmd, neither in /opt/mssql-tools18 nor in /opt/mssql-tools."
            .formatted(home.containerName()));
  }

  List<String> sqlcmd() {
    return sqlcmd;
  }

  /**
   * Runs a program to its end; refused if it fails, with its last words.
   *
   * @param output is told its lines, without secrets
   */
  void run(List<String> command, Duration longest, Consumer<String> output) {
    Deque<String> last = new ArrayDeque<>();
    int code =
        host.exec(
            home.containerId(),
            new ContainerHost.Execution(command, secrets, longest),
            line -> {
              String shown = hidden.in(line);
              if (last.size() == LAST_LINES) {
                last.removeFirst();
              }
              last.addLast(shown);
              output.accept(shown);
            });
    if (code != 0) {
      throw HostProblem.refused(
          "%s in the container %s ended with exit code %d%s"
              .formatted(
                  home.kind() == DatabaseHome.Kind.COMMAND ? program(command) : name(command),
                  home.containerName(),
                  code,
                  last.isEmpty() ? " and said nothing." : ": " + said(last)));
    }
  }

  private static String said(Deque<String> last) {
    return String.join(" / ", last).replaceFirst("[.\\s]+$", "") + ".";
  }

  /** The program and its first words, which tell what it was to do. */
  private static String name(List<String> command) {
    boolean words = command.size() > 2 && !command.get(1).startsWith("-");
    return words
        ? program(command) + " " + command.get(1) + " " + command.get(2)
        : program(command);
  }

  private static String program(List<String> command) {
    String path = command.get(0);
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
