package dev.inedobot.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class MatrixTest {
  private static final Point STOP = Point.change("POST /containers/{old}/stop");

  private static Trial.Outcome outcome(
      Fault fault, String state, boolean reached, List<String> broken) {
    return new Trial.Outcome(
        new Trial(Journey.MAINTENANCE, STOP, fault),
        new Story(state, List.of(), List.of()),
        reached,
        broken,
        List.of(),
        List.of(),
        "c1",
        Duration.ofSeconds(1));
  }

  @Test
  void printsARowForEachPointAndNamesWhatIsBrokenAndWhatWasNotReached() {
    Trial.Outcome calm =
        new Trial.Outcome(
            Trial.calm(Journey.MAINTENANCE),
            new Story("Succeeded", List.of(), List.of()),
            false,
            List.of(),
            List.of(),
            List.of(),
            "c0",
            Duration.ofSeconds(1));
    List<Trial.Outcome> outcomes =
        List.of(
            outcome(Fault.ANSWER_500, "Succeeded", true, List.of()),
            outcome(Fault.ANSWER_503, "Rolled back", true, List.of()),
            outcome(Fault.DROP_BEFORE, "Succeeded", false, List.of()),
            outcome(Fault.HANG_BEFORE, "Succeeded", true, List.of("a volume is gone")));

    List<Trial> chosen = new ArrayList<>(outcomes.stream().map(Trial.Outcome::trial).toList());
    chosen.add(new Trial(Journey.MAINTENANCE, STOP, Fault.CUT_ANSWER));

    assertThat(
            new Matrix(Journey.MAINTENANCE, Map.of(STOP, "stop"), calm, chosen, outcomes).print())
        .contains(
            "| stop | `POST /containers/{old}/stop` | S | B |  | – |  | X |  | ? |",
            "Without a fault: S, 0 calls. Points 1, runs 4 of 5: 1 B, 1 S, 1 X, 1 –.",
            "Broken:\n\n* MAINTENANCE, silent: POST /containers/{old}/stop — a volume is gone",
            "Not reached:\n\n* MAINTENANCE, dropped: POST /containers/{old}/stop\n");
  }
}
