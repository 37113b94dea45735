package dev.inedobot.upgrade.run;

import dev.inedobot.upgrade.plan.DatabaseHome;
import dev.inedobot.upgrade.plan.Plan;

/** What stands in the way of a backup, and what a person can do about one that failed. */
final class BackupTrouble {
  private BackupTrouble() {}

  /** A program can be run only in a container that runs. Throws {@link HostProblem}. */
  static void refuseStopped(ContainerHost host, DatabaseHome home) {
    host.find(home.containerId())
        .filter(container -> !container.state().serves())
        .ifPresent(
            container -> {
              throw HostProblem.refused(
                  "The container %s, in which the backup is taken, does not run any more (%s): start it with `docker start %s`, then ask again."
                      .formatted(container.name(), container.state().words(), container.name()));
            });
  }

  /** The same problem with what to do about it, where it does not say that itself. */
  static HostProblem advised(HostProblem problem, Plan plan) {
    boolean saysSo = String.valueOf(problem.getMessage()).endsWith("ask again.");
    return saysSo ? problem : problem.adding(advice(plan));
  }

  private static String advice(Plan plan) {
    String name = plan.settings().name();
    return switch (plan.database().kind()) {
      case COMMAND ->
          "What ran is `backup-command` of %s in the configuration: mend that, or what it says is wrong, then ask again."
              .formatted(name);
      case SQL_SERVER ->
          "I log in as %s does, by its connection string, and %s has to be allowed to back up there: mend what is wrong, then ask again."
              .formatted(
                  name, plan.database().user().isEmpty() ? "that user" : plan.database().user());
      case INEDODB ->
          "Mend what is wrong, then ask again; backups go to a volume of %s with “backup” in its path, if it has one."
              .formatted(plan.database().containerName());
      case EMBEDDED, ELSEWHERE -> "Mend what is wrong, then ask again.";
    };
  }
}
