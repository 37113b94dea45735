package dev.inedobot.upgrade.plan;

import dev.inedobot.upgrade.UpgradeState;
import dev.inedobot.upgrade.plan.Leftover.Origin;
import dev.inedobot.upgrade.plan.Leftover.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tells leftovers that are ours, and may go, from those that nobody can account for. */
final class Leftovers {
  private Leftovers() {}

  /** Those that are ours. */
  static List<Adopted> adopted(Observation seen) {
    List<Adopted> adopted = new ArrayList<>();
    for (Leftover left : seen.surroundings().leftovers()) {
      ours(seen.settings().container(), left)
          .ifPresent(
              why -> adopted.add(new Adopted(left.container().id(), left.container().name(), why)));
    }
    return adopted;
  }

  static Finding look(Observation seen) {
    for (Leftover left : seen.surroundings().leftovers()) {
      if (ours(seen.settings().container(), left).isEmpty()) {
        return new Finding.Refused(refusal(seen.settings(), left));
      }
    }
    List<Adopted> adopted = adopted(seen);
    if (adopted.isEmpty()) {
      return new Finding.Fine("nothing left over");
    }
    List<String> said =
        adopted.stream()
            .map(
                left ->
                    "%s (%s) is left over: %s."
                        .formatted(left.name(), left.id().substring(0, 12), left.why()))
            .toList();
    return new Finding.Warning(
        "leftovers",
        "%s It goes, %s, before the new container is created."
            .formatted(String.join(" ", said), data(seen.settings().container(), adopted)));
  }

  /** What becomes of the data; that of a copy was made for it, and is nobody's. */
  private static String data(String container, List<Adopted> adopted) {
    long copies = adopted.stream().filter(left -> isCopy(container, left.name())).count();
    if (copies == 0) {
      return "never its data";
    }
    return copies == adopted.size()
        ? "with the database that was made for it"
        : "never its data but the database of the copy";
  }

  private static boolean isCopy(String container, String name) {
    return TaskRole.of(container, name).filter(role -> role == TaskRole.PROVE).isPresent();
  }

  /** Copies that a backup which is to be proven has removed: what is ours, and ended. */
  static List<Adopted> adoptedCopies(Observation seen) {
    return adopted(seen).stream()
        .filter(left -> isCopy(seen.settings().container(), left.name()))
        .toList();
  }

  /** Why no copy can be made: one has its name, and can't be accounted for or may still run. */
  static Optional<Refusal> refuseCopy(Observation seen) {
    String container = seen.settings().container();
    return seen.surroundings().leftovers().stream()
        .filter(left -> isCopy(container, left.container().name()))
        .filter(left -> ours(container, left).isEmpty())
        .map(left -> refusal(seen.settings(), left))
        .findFirst();
  }

  /** Why a leftover may go; empty if it may not. */
  private static Optional<String> ours(String container, Leftover left) {
    Origin origin = left.origin();
    RunState state = left.container().state();
    if (origin == null || origin.state().isActive() || state.canTouchData()) {
      return Optional.empty();
    }
    if (LeftoverTasks.role(container, left).isPresent()) {
      return LeftoverTasks.ours(origin);
    }
    String name = left.container().name();
    boolean neverStarted =
        name.equals(Names.next(container)) && origin.role() == Role.CREATED && !state.wasStarted();
    if (neverStarted) {
      return Optional.of("upgrade %s created it and never started it".formatted(origin.upgrade()));
    }
    boolean replaced =
        name.equals(Names.old(container))
            && origin.role() == Role.REPLACED
            && origin.state() == UpgradeState.SUCCEEDED;
    return replaced
        ? Optional.of("upgrade %s replaced it and succeeded".formatted(origin.upgrade()))
        : Optional.empty();
  }

  private static Refusal refusal(InstanceSettings settings, Leftover left) {
    return LeftoverTasks.role(settings.container(), left)
        .map(role -> LeftoverTasks.refusal(role, settings.name(), left, story(left)))
        .orElseGet(() -> refusal(left));
  }

  private static Refusal refusal(Leftover left) {
    ContainerFacts container = left.container();
    return new Refusal(
        "A container called %s is already there (%s, %s): %s, and I never delete what I can't account"
                .formatted(
                    container.name(), container.shortId(), container.state().words(), story(left))
            + " for.",
        "See what it is with `docker inspect %1$s`; if nobody needs it, `docker rm %1$s`"
                .formatted(container.name())
            + " (without -f and without -v), then ask again.");
  }

  private static String story(Leftover left) {
    Origin origin = left.origin();
    if (origin != null) {
      String verb = origin.role() == Role.CREATED ? "created" : "was to replace";
      String since = left.container().state().wasStarted() ? ", and it has been started" : "";
      return "upgrade %s (%s) %s it%s"
          .formatted(origin.upgrade(), origin.state().words(), verb, since);
    }
    return left.container()
        .label(ContainerFacts.UPGRADE_LABEL)
        .map(id -> "its label names upgrade %s, which my record does not know".formatted(id))
        .orElse("it is left over from an earlier try");
  }
}
