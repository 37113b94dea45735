package dev.inedobot.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class UpgradeStateTest {
  /** The table of the design, as people agreed on it. */
  private static final Map<UpgradeState, Set<UpgradeState>> AGREED =
      new EnumMap<>(
          Map.of(
              UpgradeState.REQUESTED,
              Set.of(UpgradeState.ACKNOWLEDGED, UpgradeState.CANCELLED, UpgradeState.EXPIRED),
              UpgradeState.ACKNOWLEDGED,
              Set.of(
                  UpgradeState.QUEUED,
                  UpgradeState.SCHEDULED,
                  UpgradeState.CANCELLED,
                  UpgradeState.EXPIRED),
              UpgradeState.SCHEDULED,
              Set.of(UpgradeState.QUEUED, UpgradeState.CANCELLED),
              UpgradeState.QUEUED,
              Set.of(
                  UpgradeState.RUNNING,
                  UpgradeState.CANCELLED,
                  UpgradeState.EXPIRED,
                  UpgradeState.FAILED),
              UpgradeState.RUNNING,
              Set.of(
                  UpgradeState.SUCCEEDED,
                  UpgradeState.FAILED,
                  UpgradeState.ROLLED_BACK,
                  UpgradeState.NEEDS_ATTENTION),
              UpgradeState.NEEDS_ATTENTION,
              Set.of(UpgradeState.RUNNING)));

  @ParameterizedTest
  @EnumSource(UpgradeState.class)
  void becomesExactlyWhatWasAgreed(UpgradeState from) {
    for (UpgradeState to : UpgradeState.values()) {
      assertThat(from.mayBecome(to))
          .as("%s to %s", from, to)
          .isEqualTo(AGREED.getOrDefault(from, Set.of()).contains(to));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "REQUESTED, Waiting for backup acknowledgement",
    "ACKNOWLEDGED, Waiting for approval",
    "SCHEDULED, Scheduled",
    "QUEUED, Queued",
    "RUNNING, Running",
    "SUCCEEDED, Succeeded",
    "FAILED, Failed",
    "ROLLED_BACK, Rolled back",
    "CANCELLED, Cancelled",
    "EXPIRED, Expired",
    "NEEDS_ATTENTION, Needs attention",
  })
  void isCalledAsPeopleRelyOnIt(UpgradeState state, String words) {
    assertThat(state.words()).isEqualTo(words);
  }

  @Test
  void hasWordsThatNoOtherStateHas() {
    assertThat(Stream.of(UpgradeState.values()).map(UpgradeState::words)).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @EnumSource(UpgradeState.class)
  void isActiveUntilItsEnd(UpgradeState state) {
    boolean ended =
        Set.of(
                UpgradeState.SUCCEEDED,
                UpgradeState.FAILED,
                UpgradeState.ROLLED_BACK,
                UpgradeState.CANCELLED,
                UpgradeState.EXPIRED)
            .contains(state);
    assertThat(state.isActive()).isEqualTo(!ended);
  }

  @ParameterizedTest
  @EnumSource(UpgradeState.class)
  void canBeTakenBackUntilSomethingWasTouched(UpgradeState state) {
    boolean untouched =
        Set.of(
                UpgradeState.REQUESTED,
                UpgradeState.ACKNOWLEDGED,
                UpgradeState.SCHEDULED,
                UpgradeState.QUEUED)
            .contains(state);
    assertThat(state.canBeCancelled()).isEqualTo(untouched);
  }
}
