package dev.inedobot.upgrade.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inedobot.product.Version;
import dev.inedobot.upgrade.plan.AfterGate.Choice;
import dev.inedobot.upgrade.plan.GateVerdict.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the design says of going back, for a maintenance release, a documented pair and a jump. */
final class AfterGateTest {

  @ParameterizedTest(name = "{0} to {1}, {2}, spoke: {3}: {4}")
  @CsvSource({
    "2024.4, 2024.5, DEADLINE, false, GO_BACK",
    "2024.4, 2024.5, DEADLINE, true, GO_BACK",
    "2024.4, 2024.5, EXITED, false, GO_BACK",
    "2024.4, 2024.5, CRASH_LOOP, false, GO_BACK",
    "2024.4, 2024.5, WRONG_VERSION, true, GO_BACK",
    "2024.4, 2024.5, VANISHED, false, GO_BACK",
    "2023.9, 2024.1, DEADLINE, false, ASK",
    "2023.9, 2024.1, DEADLINE, true, GO_BACK",
    "2023.9, 2024.1, EXITED, false, GO_BACK",
    "2023.9, 2024.1, CRASH_LOOP, false, GO_BACK",
    "2023.9, 2024.1, VANISHED, true, GO_BACK",
    "2024.4, 2026.1, DEADLINE, false, ASK",
    "2024.4, 2026.1, DEADLINE, true, ASK",
    "2024.4, 2026.1, EXITED, false, ASK",
    "2024.4, 2026.1, CRASH_LOOP, true, ASK",
    "2024.4, 2026.1, WRONG_VERSION, true, ASK",
    "2024.4, 2026.1, VANISHED, false, ASK",
  })
  void goesBackOnlyWhereNothingCanBeLost(
      String from, String to, Outcome outcome, boolean spoke, Choice choice) {
    AfterGate after =
        AfterGate.decide(
            Observations.planned(from, to), new GateVerdict(outcome, "It failed.", spoke, null));
    assertThat(after.choice()).isEqualTo(choice);
    assertThat(after.sentence()).startsWith("It failed.");
  }

  @Test
  void takesBackAReturnThatFailsFromSilence() {
    PlanResult plan =
        Planner.planRollback(
            Observations.healthy().running("2025.1").to("2024.4"),
            Version.parse("2024.4"),
            null,
            null);
    AfterGate after =
        AfterGate.decide((Plan) plan, new GateVerdict(Outcome.DEADLINE, "It failed.", false, null));
    assertThat(after.choice()).isEqualTo(Choice.GO_BACK);
  }
}
