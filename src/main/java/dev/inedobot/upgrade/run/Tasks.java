package dev.inedobot.upgrade.run;

import dev.inedobot.upgrade.plan.ContainerFacts;
import dev.inedobot.upgrade.plan.Names;
import dev.inedobot.upgrade.plan.TaskRole;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The containers that a run makes for tasks beside the product's own. */
final class Tasks {
  /** Upgrades the database by itself. */
  static final String UPGRADE_DATABASE = TaskRole.UPGRADE_DATABASE.id();

  /** Copies what a new version left of the embedded database. */
  static final String KEEP_DATA = TaskRole.KEEP_DATA.id();

  /** Empties the directory of the embedded database, after the copy. */
  static final String CLEAR_DATA = TaskRole.CLEAR_DATA.id();

  /** Runs the old version for nobody but the restore of its embedded database. */
  static final String RESTORE_DATA = TaskRole.RESTORE_DATA.id();

  /** Runs the old version on a restored backup, apart from everything. */
  static final String PROVE = TaskRole.PROVE.id();

  private static final List<String> ROLES =
      Arrays.stream(TaskRole.values()).map(TaskRole::id).toList();

  /** Those that write to nothing that a version runs on. */
  private static final Set<String> APART = Set.of(PROVE, TaskRole.COPY_DATA.id());

  private Tasks() {}

  static String name(Run run, String role) {
    return Names.task(run.plan().container(), role);
  }

  static Optional<ContainerFacts> find(Run run, String role) {
    return run.host()
        .find(name(run, role))
        .filter(task -> task.belongsTo(run.upgrade().id().value()));
  }

  /** Whether one of this run's is at work on the data. Throws {@link HostProblem}. */
  static boolean mayRun(Run run) {
    return mayHaveSome(run)
        && ROLES.stream()
            .filter(role -> !APART.contains(role))
            .flatMap(role -> find(run, role).stream())
            .anyMatch(task -> task.state().canTouchData());
  }

  /**
   * Refuses while the database is being upgraded by itself: ending that could damage the data.
   * Throws {@link HostProblem}, also if the engine does not tell.
   */
  static void refuseWhileUpgrading(Run run) {
    if (!run.plan().work().upgradesDatabase()) {
      return;
    }
    find(run, UPGRADE_DATABASE)
        .filter(task -> task.state().canTouchData())
        .ifPresent(
            task -> {
              throw HostProblem.refused(
                  "The database is still being upgraded, in the container %1$s, and I don't end that: it could damage the data. Choose again once it has ended; `docker logs -f %1$s` shows how far it is."
                      .formatted(task.name()));
            });
  }

  /**
   * Removes those that have ended, once the record is complete: until then they are the only proof
   * of how they ended. Throws {@link HostProblem}; can be repeated.
   */
  static void removeEnded(Run run) {
    if (run.log().isComplete() && mayHaveSome(run)) {
      ROLES.stream()
          .flatMap(role -> find(run, role).stream())
          .filter(task -> !task.state().canTouchData())
          .forEach(task -> run.host().discard(task.id()));
    }
  }

  /**
   * Sees to it that none of this run's is left; never removes a volume. Throws {@link HostProblem};
   * can be repeated.
   */
  static void removeAll(Run run) {
    if (mayHaveSome(run)) {
      ROLES.forEach(
          role ->
              find(run, role)
                  .ifPresent(
                      task -> {
                        run.host().stop(task.id(), run.plan().old().grace());
                        run.host().discard(task.id());
                      }));
    }
  }

  /**
   * Sees to it that the container is gone in which a backup was to be proven, with the database
   * that was made for it; what is in there is worth nothing. Throws {@link HostProblem}; can be
   * repeated.
   *
   * @return whether there was one
   */
  static boolean removeTrial(Run run) {
    Optional<ContainerFacts> trial =
        run.plan().settings().backup().prove() ? find(run, PROVE) : Optional.empty();
    trial.ifPresent(
        task -> {
          run.host().stop(task.id(), Duration.ZERO);
          run.host().discard(task.id());
        });
    return trial.isPresent();
  }

  private static boolean mayHaveSome(Run run) {
    return run.plan().work().upgradesDatabase() || run.plan().database().canBeBackedUp();
  }
}
