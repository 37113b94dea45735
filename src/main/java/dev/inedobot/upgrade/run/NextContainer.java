package dev.inedobot.upgrade.run;

import dev.inedobot.upgrade.plan.ContainerFacts;
import dev.inedobot.upgrade.plan.Names;
import dev.inedobot.upgrade.plan.Plan;
import dev.inedobot.upgrade.plan.RestartPolicy;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The container that is to take over: one that the run creates, or, for a return to a version whose
 * container was kept, that one.
 */
final class NextContainer {
  private NextContainer() {}

  /**
   * Finds it, whether or not the record of its creation was written: under the names that it can
   * have, or any other, by the label that only this run gives.
   */
  static Optional<ContainerFacts> find(Run run) {
    Plan.Kept kept = run.plan().next().kept();
    if (kept != null) {
      return run.host().find(kept.containerId());
    }
    String id = run.upgrade().id().value();
    return Stream.of(Names.next(run.plan().container()), run.plan().container())
        .flatMap(name -> run.host().find(name).stream())
        .filter(container -> container.isToReplaceBy(id))
        .findFirst()
        // Under a name that somebody gave it meanwhile; overlooked, it would run on the same data.
        .or(
            () ->
                run.host().containers().stream()
                    .filter(container -> container.isToReplaceBy(id))
                    .findFirst());
  }

  /** Whether this run has started it. A kept one was started before, by another. */
  static boolean wasStarted(Run run, ContainerFacts next) {
    Plan.Kept kept = run.plan().next().kept();
    return kept == null
        ? next.state().wasStarted()
        : next.state().canTouchData()
            || !Objects.equals(next.state().startedAt(), kept.startedAt());
  }

  /** Gives a kept container the name of the one that takes over. */
  static String bring(Run run, Plan.Kept kept) {
    ContainerHost host = run.host();
    ContainerFacts container =
        host.find(kept.containerId())
            .orElseThrow(
                () ->
                    HostProblem.refused(
                        "The container that was kept is gone: somebody removed it."));
    if (wasStarted(run, container)) {
      throw HostProblem.refused(
          "The container %s that was kept was started meanwhile, so it is not what was approved."
              .formatted(container.name()));
    }
    host.rename(container.id(), Names.next(run.plan().container()));
    return container.id();
  }

  /** It ends, and makes room for the other one: removed if this run created it, else kept. */
  static void giveUp(Run run, ContainerFacts next) {
    ContainerHost host = run.host();
    if (run.plan().next().kept() == null) {
      host.stop(next.id(), run.plan().old().grace());
      host.discard(next.id());
      return;
    }
    host.setRestartPolicy(next.id(), RestartPolicy.NO);
    host.stop(next.id(), run.plan().old().grace());
    host.rename(next.id(), Names.next(run.plan().container()));
  }

  /**
   * Gives a kept container the name back that it is kept under, once that is free. One that this
   * run did not rename is left alone: somebody else may have taken it into use.
   */
  static void putAway(Run run) {
    Plan.Kept kept = run.plan().next().kept();
    if (kept == null) {
      return;
    }
    String container = run.plan().container();
    run.host()
        .find(kept.containerId())
        .filter(facts -> facts.name().equals(Names.next(container)))
        .ifPresent(facts -> run.host().rename(facts.id(), Names.old(container)));
  }
}
