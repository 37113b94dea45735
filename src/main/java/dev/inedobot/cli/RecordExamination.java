package dev.inedobot.cli;

import dev.inedobot.doctor.Finding;
import dev.inedobot.doctor.MachineFindings;
import dev.inedobot.doctor.MountTable;
import dev.inedobot.slack.announce.MessageBook;
import dev.inedobot.store.DatabaseCheckup;
import dev.inedobot.upgrade.run.Journal.JournalProblem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Looks at the bot's own database, without its lock, and at where its file lies. */
final class RecordExamination {
  private final String databaseUrl;
  private final Path machine;

  /**
   * @param machine the root of the file system that this process sees
   */
  RecordExamination(String databaseUrl, Path machine) {
    this.databaseUrl = databaseUrl;
    this.machine = machine;
  }

  /** The workspace that the record belongs to; empty if there is none, or it can't be read. */
  Optional<MessageBook.Workspace> workspace() {
    try {
      return DatabaseCheckup.workspace(databaseUrl);
    } catch (JournalProblem unusable) {
      // The database's own check says so.
      return Optional.empty();
    }
  }

  List<Finding> look() {
    try {
      var facts = DatabaseCheckup.look(databaseUrl);
      boolean inContainer =
          Files.exists(machine.resolve(".dockerenv"))
              || Files.exists(machine.resolve("run/.containerenv"));
      return MachineFindings.database(facts, inContainer, mounts().of(real(facts.file())));
    } catch (JournalProblem problem) {
      return List.of(Finding.failure("database", String.valueOf(problem.getMessage()), ""));
    }
  }

  /** Where a file is, or is to be, once links are followed. */
  private static Path real(Path file) {
    try {
      if (Files.exists(file)) {
        return file.toRealPath();
      }
      Path directory = file.getParent();
      return directory == null
          ? file.normalize()
          : directory.toRealPath().resolve(file.getName(file.getNameCount() - 1));
    } catch (IOException untold) {
      return file.normalize();
    }
  }

  private MountTable mounts() {
    try {
      return new MountTable(
          Files.readString(machine.resolve("proc/self/mountinfo"), StandardCharsets.UTF_8));
    } catch (IOException untold) {
      return new MountTable("");
    }
  }
}
