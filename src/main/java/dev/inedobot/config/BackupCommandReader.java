package dev.inedobot.config;

import dev.inedobot.upgrade.plan.BackupCommand;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The {@code backup-command} of an instance. */
final class BackupCommandReader {
  private static final String NAME = "backup-command";
  private static final String DIRECTORY = "(?:/(?!\\.{1,2}(?:/|$))[A-Za-z0-9._-]+)+";
  private static final String ENDING = "[A-Za-z0-9._-]{0,20}";

  private BackupCommandReader() {}

  /** The command, or null if there is none or it can't be used as it stands. */
  static @Nullable BackupCommand read(Section instance) {
    if (!instance.has(NAME)) {
      return null;
    }
    Section section = instance.section(NAME);
    section.allow("container", "command", "directory", "ending");
    String container = section.text("container");
    List<String> words = section.words("command");
    String directory = directory(section);
    String ending = ending(section);
    if (words.stream().noneMatch(word -> word.contains(BackupCommand.FILE))) {
      if (!words.isEmpty()) {
        section.problem(
            "command",
            "does not name %s, which stands for the file that it has to write"
                .formatted(BackupCommand.FILE));
      }
      return null;
    }
    BackupCommand command =
        new BackupCommand(container == null ? "" : container, words, directory, ending);
    // One that begins so is a variable, which a shell reads in the container.
    if (command.passwords().stream().anyMatch(password -> !password.startsWith("$"))) {
      section.problem(
          "command",
          "has a password in it: this file is no place for one, so keep it in the environment of the container, where the command finds it");
    }
    return command;
  }

  private static String directory(Section section) {
    String directory = section.text("directory");
    if (directory == null) {
      section.problem(
          "directory", "is missing: where the backup lies in the container, such as /backups");
      return "/";
    }
    String bare = directory.replaceFirst("/+$", "");
    if (!bare.matches(DIRECTORY)) {
      section.problem(
          "directory",
          "must be an absolute path of letters, digits, dots, dashes and underscores, such as /backups");
    }
    return bare;
  }

  private static String ending(Section section) {
    if (!section.has("ending")) {
      return "";
    }
    String ending = section.text("ending");
    if (ending != null && !ending.matches(ENDING)) {
      section.problem(
          "ending", "must be letters, digits, dots, dashes and underscores, such as .dump");
    }
    return ending == null ? "" : ending;
  }
}
