package dev.inedobot.upgrade.plan;

import dev.inedobot.upgrade.plan.DatabaseHome.Kind;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the container in which an instance's own {@link BackupCommand} runs. */
final class CommandHome {
  private CommandHome() {}

  /** Why there can be no plan with the command as it is configured; empty if there can be one. */
  static Optional<Refusal> refuse(Observation seen) {
    BackupCommand command = seen.settings().backupCommand();
    if (command == null) {
      return Optional.empty();
    }
    String instance = seen.settings().name();
    ContainerFacts container = container(seen, command);
    if (container == null) {
      return Optional.of(
          new Refusal(
              "There is no container called %s on host %s, in which the database of %s is backed up."
                  .formatted(command.container(), seen.settings().host(), instance),
              "Start it, or correct `backup-command.container` of %s in the configuration, then ask again."
                  .formatted(instance)));
    }
    if (!container.state().serves()) {
      return Optional.of(
          new Refusal(
              "The container %s, in which the database of %s is backed up, does not run (%s)."
                  .formatted(container.name(), instance, container.state().words()),
              "Start it with `docker start %s`, or correct `backup-command.container` of %s in the configuration, then ask again."
                  .formatted(container.name(), instance)));
    }
    boolean own = container.id().equals(seen.container().id());
    if (own && !container.ties().keeps(command.directory())) {
      return Optional.of(
          new Refusal(
              "Backups of %s would go away with its container: nothing is mounted at %s, where its backup command puts them."
                  .formatted(instance, command.directory()),
              "Mount a volume there, or correct `backup-command.directory` of %s in the configuration, then ask again."
                  .formatted(instance)));
    }
    return Optional.empty();
  }

  /** Where it is, if nothing {@linkplain #refuse stands against it}. */
  static DatabaseHome of(Observation seen, BackupCommand command) {
    ContainerFacts container = container(seen, command);
    if (container == null) {
      return DatabaseHome.elsewhere("Its backup command's container is not there.");
    }
    return new DatabaseHome(
        Kind.COMMAND,
        container.id(),
        container.name(),
        "",
        "",
        command.directory(),
        DatabaseHome.whereItLies(container, command.directory()));
  }

  private static @Nullable ContainerFacts container(Observation seen, BackupCommand command) {
    if (command.container().isEmpty() || command.container().equals(seen.container().name())) {
      return seen.container();
    }
    return seen.surroundings().others().stream()
        .filter(other -> other.name().equals(command.container()))
        .findFirst()
        .orElse(null);
  }
}
