package dev.inedobot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inedobot.store.TransitionsTaken;
import dev.inedobot.store.TransitionsTaken.Transition;
import dev.inedobot.upgrade.UpgradeState;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Every transition of the table was taken by a real upgrade of this test run: what is never taken
 * is never tested. It runs last, in the same process as the others, and fails by itself.
 */
@Tag("docker")
@Isolated("after the tests that run side by side")
@Order(Integer.MAX_VALUE)
final class TransitionsIT {
  @Test
  void takesEveryTransitionOfTheTable() {
    Set<Transition> table =
        Stream.of(UpgradeState.values())
            .flatMap(from -> from.successors().stream().map(to -> new Transition(from, to)))
            .collect(Collectors.toSet());
    Set<Transition> taken = TransitionsTaken.all();
    Set<Transition> missing = new HashSet<>(table);
    missing.removeAll(taken);
    assertThat(missing).as("transitions of UpgradeState that no live test took").isEmpty();
    assertThat(taken).isSubsetOf(table);
  }
}
