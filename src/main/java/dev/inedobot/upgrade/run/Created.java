package dev.inedobot.upgrade.run;

import dev.inedobot.upgrade.plan.ContainerFacts;
import dev.inedobot.upgrade.plan.Names;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds the container that a run created, whether or not the record of it was written: under the
 * names that it can have, or any other, by the label that only this run gives.
 */
final class Created {
  private Created() {}

  static Optional<ContainerFacts> find(Run run) {
    String id = run.upgrade().id().value();
    return Stream.of(Names.next(run.plan().container()), run.plan().container())
        .flatMap(name -> run.host().find(name).stream())
        .filter(container -> container.belongsTo(id))
        .findFirst()
        // Under a name that somebody gave it meanwhile; overlooked, it would run on the same data.
        .or(
            () ->
                run.host().containers().stream()
                    .filter(container -> container.belongsTo(id))
                    .findFirst());
  }
}
