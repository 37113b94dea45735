package dev.inedobot.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class CrashMatrixTest {
  private static final Point START = Point.change("POST /containers/{next}/start");
  private static final Point LOOK = Point.question(START.call(), "GET /containers/{next}/json");
  private static final Moment MIGRATING = Moment.after(START).later(Duration.ofMillis(1500));

  private static Crash.Outcome outcome(
      Crash crash, String state, boolean reached, int twice, List<String> broken) {
    return new Crash.Outcome(
        crash,
        new Story(state, List.of(), List.of()),
        reached,
        twice,
        broken,
        List.of(),
        List.of(),
        "c1",
        Duration.ofSeconds(1));
  }

  private static Crash at(Moment moment) {
    return Crash.at(Journey.MAJOR, moment);
  }

  @Test
  void printsARowForEachThingThatIsDoneAndHidesNeitherWhatIsBrokenNorWhatIsTwice() {
    Map<Moment, String> moments = new LinkedHashMap<>();
    moments.put(Moment.before(START), "start");
    moments.put(Moment.after(START), "start");
    moments.put(MIGRATING, "health");
    moments.put(Moment.before(LOOK), "health");
    List<Crash> chosen = moments.keySet().stream().map(CrashMatrixTest::at).toList();
    Crash.Outcome calm = outcome(Crash.calm(Journey.MAJOR), "Succeeded", false, 0, List.of());
    List<Crash.Outcome> outcomes =
        List.of(
            outcome(at(Moment.before(START)), "Rolled back", true, 0, List.of()),
            outcome(at(Moment.after(START)), "Succeeded", true, 1, List.of()),
            outcome(at(MIGRATING), "Succeeded", true, 0, List.of("a volume is gone")));

    assertThat(new CrashMatrix(Journey.MAJOR, moments, calm, chosen, outcomes).print())
        .contains(
            "| start | `POST /containers/{next}/start` | B | S² |\n",
            "| health | `POST /containers/{next}/start` + 1.5 s |  | X |\n",
            "| health | `GET /containers/{next}/json` | ? |  |\n",
            "Not killed: S, 0 calls and writes. Points 4, outcomes 3: 1 B, 1 S², 1 X.",
            "Broken:\n\n* MAJOR, killed 1.5 s after POST /containers/{next}/start — a volume is gone",
            "Not reached: none.");
  }
}
