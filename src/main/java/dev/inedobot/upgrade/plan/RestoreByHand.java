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
   * @param oldName what the old container is called by now; the new one may have its old name
   */
  public static String words(Plan plan, Optional<Backup> backup, String oldName) {
    String usual = "as Inedo documents it for your database.";
    if (backup.isEmpty()) {
      return "Restore the database backup that was taken before this upgrade, " + usual;
    }
    Backup mine = backup.get();
    String which =
        "Restore the database backup that I took (%s in the container %s)"
            .formatted(mine.path(), container(plan, mine, oldName));
    String only = isInOld(plan, mine) ? startOnly(plan, oldName) : "";
    return switch (plan.database().kind()) {
      case COMMAND ->
          "%s by what belongs to the command that wrote it%s.%s"
              .formatted(which, command(plan), only);
      case INEDODB ->
          "%s: `docker exec %s %s`. Inedo does not document that this takes away what only the newer version has, so look at the database before you go on."
              .formatted(which, ShellWord.quoted(mine.container()), restore(plan, mine));
      case EMBEDDED, SQL_SERVER, ELSEWHERE -> "%s, %s%s".formatted(which, usual, only);
    };
  }

  /**
   * Whether it was taken in the product's own container, whose name the new one may have by now.
   */
  private static boolean isInOld(Plan plan, Backup backup) {
    return backup.containerId().equals(plan.old().containerId())
        || backup.container().equals(plan.container());
  }

  private static String container(Plan plan, Backup backup, String oldName) {
    return isInOld(plan, backup) ? oldName : backup.container();
  }

  private static String startOnly(Plan plan, String oldName) {
    String only = " If the product has to run for that, start only this container";
    return oldName.equals(plan.container())
        ? only + "."
        : "%s (`docker start %s`), never %s, which has the new version."
            .formatted(only, ShellWord.quoted(oldName), plan.container());
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
