package dev.inedobot.chaos;

import static dev.inedobot.chaos.Fault.ANSWER_409;
import static dev.inedobot.chaos.Fault.ANSWER_500;
import static dev.inedobot.chaos.Fault.ANSWER_503;
import static dev.inedobot.chaos.Fault.CUT_ANSWER;
import static dev.inedobot.chaos.Fault.DROP_BEFORE;
import static dev.inedobot.chaos.Fault.HANG_BEFORE;
import static dev.inedobot.chaos.Fault.PERFORM_AND_DROP;
import static dev.inedobot.chaos.Fault.PERFORM_AND_HANG;
import static dev.inedobot.chaos.Journey.BACKUP;
import static dev.inedobot.chaos.Journey.DB_ALONE;
import static dev.inedobot.chaos.Journey.DB_FIRST;
import static dev.inedobot.chaos.Journey.DB_FIRST_FAILS;
import static dev.inedobot.chaos.Journey.FORBIDDEN;
import static dev.inedobot.chaos.Journey.MAINTENANCE;
import static dev.inedobot.chaos.Journey.MAINTENANCE_BACK;
import static dev.inedobot.chaos.Journey.MAJOR;
import static dev.inedobot.chaos.Journey.MAJOR_BACK;
import static dev.inedobot.chaos.Journey.RESTORE;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** A sample of the matrix of {@code bin/chaos faults}: every fault, each journey. */
@Tag("docker")
@Isolated("many at once by itself")
final class ChaosIT {
  private static final int PARALLEL = 10;
  private static final String CREATE = "POST /containers/create as {name}-next";
  private static final String STOP_OLD = "POST /containers/{old}/stop";
  private static final String START_NEW = "POST /containers/{next}/start";

  private static final List<Trial> SAMPLE =
      List.of(
          // The longest one first.
          at(RESTORE, Point.change("POST /exec/{restore}/start"), PERFORM_AND_DROP),
          at(MAINTENANCE, Point.question("", "GET /containers/{name}/json"), ANSWER_500),
          at(MAINTENANCE, Point.change("POST /images/create"), CUT_ANSWER),
          at(MAINTENANCE, Point.change(CREATE), PERFORM_AND_DROP),
          at(MAINTENANCE, Point.change(STOP_OLD), PERFORM_AND_HANG),
          at(MAINTENANCE, Point.change("POST /containers/{old}/update"), ANSWER_503),
          at(MAINTENANCE_BACK, Point.change("DELETE /containers/{next}"), ANSWER_409),
          at(MAJOR, Point.change(START_NEW), ANSWER_500),
          at(MAJOR_BACK, Point.change("POST /containers/{old}/start"), HANG_BEFORE),
          at(FORBIDDEN, Point.change(STOP_OLD), DROP_BEFORE),
          at(FORBIDDEN, Point.change(START_NEW), PERFORM_AND_DROP),
          at(DB_FIRST, Point.change("POST /containers/{upgradedb}/start"), PERFORM_AND_HANG),
          at(DB_FIRST_FAILS, Point.change("DELETE /containers/{upgradedb}"), ANSWER_500),
          at(DB_ALONE, Point.change("POST /containers/create as {name}-upgradedb"), CUT_ANSWER),
          at(BACKUP, Point.change("POST /exec/{dump}/start"), DROP_BEFORE));

  private static Trial at(Journey journey, Point point, Fault fault) {
    return new Trial(journey, point, fault);
  }

  @Test
  void thePromiseIsKeptWhicheverCallFails(@TempDir Path directory) throws Exception {
    try (Ground ground =
        new Ground(directory, SAMPLE.stream().map(Trial::journey).distinct().toList())) {
      List<Trial.Outcome> outcomes =
          new Trials(ground, PARALLEL).run(SAMPLE, through -> {}, Instant.MAX);

      assertThat(outcomes)
          .allSatisfy(
              outcome -> {
                assertThat(outcome.broken()).as("%s", outcome.trial()).isEmpty();
                assertThat(outcome.reached()).as("reached: %s", outcome.trial()).isTrue();
              });
      assertThat(ground.watcher.starts()).isGreaterThan(SAMPLE.size());
      assertThat(ground.watcher.overlaps()).isEmpty();
    }
  }
}
