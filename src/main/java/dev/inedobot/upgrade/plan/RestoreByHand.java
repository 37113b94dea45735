package dev.inedobot.upgrade.plan;

import dev.inedobot.upgrade.Backup;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Tells a person how to restore the database, where the bot does not do it. */
public final class RestoreByHand {
  private RestoreByHand() {}

  /**
   * What to do, as sentences.
   *
   * @param backup the one that the bot took, if it did
   */
  public static String words(Plan plan, Optional<Backup> backup) {
    String usual = "as Inedo documents it for your database.";
    if (backup.isEmpty()) {
      return "Restore the database backup that was taken before this upgrade, " + usual;
    }
    Backup mine = backup.get();
    String which =
        "Restore the database backup that I took (%s in the container %s)"
            .formatted(mine.path(), mine.container());
    return switch (plan.database().kind()) {
      case COMMAND -> which + " by what belongs to the command that wrote it" + command(plan) + ".";
      case INEDODB ->
          "%s: `docker exec %s %s`. Inedo does not document that this takes away what only the newer version has, so look at the database before you go on."
              .formatted(which, ShellWord.quoted(mine.container()), restore(plan, mine));
      case EMBEDDED, SQL_SERVER, ELSEWHERE -> which + ", " + usual;
    };
  }

  private static String command(Plan plan) {
    BackupCommand command = plan.settings().backupCommand();
    return command == null
        ? ""
        : " (%s, `backup-command` of %s in the configuration)"
            .formatted(command.program(), plan.settings().name());
  }

  private static String restore(Plan plan, Backup backup) {
    return BackupCommands.restore(plan.database(), plan.old().version(), backup.path(), List.of())
        .stream()
        .map(words -> words.stream().map(ShellWord::quoted).collect(Collectors.joining(" ")))
        .collect(Collectors.joining("; "));
  }
}
