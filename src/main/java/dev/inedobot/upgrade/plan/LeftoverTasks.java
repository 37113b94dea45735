package dev.inedobot.upgrade.plan;

import dev.inedobot.upgrade.plan.Leftover.Origin;
import dev.inedobot.upgrade.plan.Leftover.Role;
import java.util.Optional;

/**
 * Judges containers that were made for a task and are still there. One that runs may be at work on
 * the data, and ending it could leave that half done.
 */
final class LeftoverTasks {
  private LeftoverTasks() {}

  /**
   * What it is for. Of a copy that proves a backup its name alone is not enough: such a one may be
   * ended by force, with its data.
   */
  static Optional<TaskRole> role(String container, Leftover left) {
    return TaskRole.of(container, left.container().name())
        .filter(role -> role != TaskRole.PROVE || isCopyOfOurs(left));
  }

  private static boolean isCopyOfOurs(Leftover left) {
    Origin origin = left.origin();
    return origin != null
        && origin.role() == Role.CREATED
        && left.container()
            .label(ContainerFacts.ROLE_LABEL)
            .filter(TaskRole.PROVE.id()::equals)
            .isPresent();
  }

  /** Why one of an upgrade that has ended, and that does not run, may go; empty if it may not. */
  static Optional<String> ours(Origin origin) {
    return origin.role() == Role.CREATED
        ? Optional.of(
            "upgrade %s made it for a task, and it does not run".formatted(origin.upgrade()))
        : Optional.empty();
  }

  /**
   * @param story where it comes from
   */
  static Refusal refusal(TaskRole role, String instance, Leftover left, String story) {
    ContainerFacts task = left.container();
    RunState state = task.state();
    String what =
        "There is a container called %s (%s, %s), which %s: %s."
            .formatted(task.name(), task.shortId(), state.words(), role.words(), story);
    String remove =
        "`docker rm %s` (without -f and without -v), and ask again.".formatted(task.name());
    Origin origin = left.origin();
    if (origin != null && origin.state().isActive()) {
      return new Refusal(
          what,
          "Wait for upgrade %s, which is not over (if it needs attention, choose in its thread), then ask again."
              .formatted(origin.upgrade()));
    }
    if (role == TaskRole.PROVE) {
      return new Refusal(
          what + " It works on a copy of its own, which nobody needs.",
          "`docker rm -f -v %s`, and ask again.".formatted(task.name()));
    }
    if (state.canTouchData()) {
      return new Refusal(
          what
              + " It may be at work on the data of %s, so nothing else may begin."
                  .formatted(instance),
          ("`docker logs -f %s` shows what it does. Let it end by itself: ended by force it could leave the data half"
                      + " done. See that it ended well, then ")
                  .formatted(task.name())
              + remove);
    }
    if (!state.wasStarted()) {
      return new Refusal(what + " It was never started.", remove);
    }
    return new Refusal(
        what + " It ended with exit code %d.".formatted(state.exitCode()),
        "See by `docker logs %s` whether it ended well, and that %s is well and its data whole; then %s"
            .formatted(task.name(), instance, remove));
  }
}
