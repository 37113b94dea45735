package dev.inedobot.chaos;

import static dev.inedobot.chaos.Journey.BACKUP;
import static dev.inedobot.chaos.Journey.DB_ALONE;
import static dev.inedobot.chaos.Journey.DB_FIRST;
import static dev.inedobot.chaos.Journey.FORBIDDEN;
import static dev.inedobot.chaos.Journey.MAINTENANCE;
import static dev.inedobot.chaos.Journey.MAINTENANCE_BACK;
import static dev.inedobot.chaos.Journey.MAJOR;
import static dev.inedobot.chaos.Journey.MAJOR_BACK;
import static dev.inedobot.chaos.Journey.RESTORE;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** A sample of the crash matrix of {@code bin/chaos crash}: each journey that differs. */
@Tag("docker")
@Isolated("many at once by itself")
final class CrashIT {
  private static final int PARALLEL = 8;
  private static final Point STOP_OLD = Point.change("POST /containers/{old}/stop");
  private static final Point START_NEW = Point.change("POST /containers/{next}/start");

  private static final List<Crash> SAMPLE =
      List.of(
          // The longest one first.
          Crash.at(RESTORE, Moment.after(Point.change("POST /containers/{keep-data}/start"))),
          Crash.at(MAINTENANCE, Moment.before(Moment.write("note parent"))),
          Crash.at(MAINTENANCE, Moment.after(STOP_OLD)),
          Crash.at(MAINTENANCE, Moment.after(Point.change("DELETE /containers/{old}"))),
          Crash.at(MAINTENANCE_BACK, Moment.after(Point.change("POST /containers/{old}/start"))),
          Crash.at(MAJOR, Moment.after(START_NEW).later(Duration.ofMillis(1500))),
          Crash.at(FORBIDDEN, Moment.after(START_NEW)),
          Crash.at(
              DB_FIRST,
              Moment.after(Point.change("POST /containers/{upgradedb}/start"))
                  .later(Duration.ofMillis(1500))),
          Crash.at(DB_ALONE, Moment.before(Moment.write("STEP_DONE upgrade database"))),
          Crash.at(
              BACKUP,
              Moment.after(Point.change("POST /exec/{dump}/start")).later(Duration.ofMillis(1500))),
          Crash.paused(MAJOR_BACK, Moment.before(STOP_OLD)));

  @Test
  void thePromiseIsKeptWheneverTheBotIsKilled(@TempDir Path directory) throws Exception {
    try (Ground ground =
        new Ground(directory, SAMPLE.stream().map(Crash::journey).distinct().toList())) {
      List<Crash.Outcome> outcomes =
          new Crashes(ground, PARALLEL).run(SAMPLE, through -> {}, Instant.MAX);

      assertThat(outcomes).as("not all were carried out").hasSameSizeAs(SAMPLE);
      assertThat(outcomes)
          .filteredOn(outcome -> !outcome.broken().isEmpty() || !outcome.reached())
          .extracting(outcome -> outcome.letter() + " " + outcome.crash() + ": " + outcome.broken())
          .isEmpty();
      assertThat(ground.watcher.overlaps()).isEmpty();
    }
  }
}
