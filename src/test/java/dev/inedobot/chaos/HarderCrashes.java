package dev.inedobot.chaos;

import static dev.inedobot.chaos.Journey.FORBIDDEN;
import static dev.inedobot.chaos.Journey.MAINTENANCE;
import static dev.inedobot.chaos.Journey.MAINTENANCE_BACK;
import static dev.inedobot.chaos.Journey.MAJOR;
import static dev.inedobot.chaos.Journey.MAJOR_BACK;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Moments at which something else happens as well: a few, where it could matter. */
final class HarderCrashes {
  private static final Point STOP = Point.change("POST /containers/{old}/stop");
  private static final Point NO_RESTART = Point.change("POST /containers/{old}/update");
  private static final Point ASIDE = Point.change("POST /containers/{old}/rename as {name}-old");
  private static final Point NAME = Point.change("POST /containers/{next}/rename as {name}");
  private static final Point START = Point.change("POST /containers/{next}/start");
  private static final Point REMOVE = Point.change("DELETE /containers/{old}");
  private static final Point STOP_NEW = Point.change("POST /containers/{next}/stop");
  private static final Point DISCARD = Point.change("DELETE /containers/{next}");
  private static final Point BACK = Point.change("POST /containers/{old}/rename as {name}");
  private static final Point START_OLD = Point.change("POST /containers/{old}/start");

  private HarderCrashes() {}

  /** Those that {@link #with} has. */
  static Set<Journey> journeys(Circumstance circumstance) {
    return with(circumstance).stream().map(Crash::journey).collect(Collectors.toSet());
  }

  static List<Crash> with(Circumstance circumstance) {
    return switch (circumstance) {
      case ALONE -> List.of();
      case ENGINE_RESTARTS, PAUSED ->
          List.of(
              at(circumstance, MAINTENANCE, Moment.before(STOP)),
              at(circumstance, MAINTENANCE, Moment.after(STOP)),
              at(circumstance, MAINTENANCE, Moment.after(NO_RESTART)),
              at(circumstance, MAINTENANCE, Moment.after(ASIDE)),
              at(circumstance, MAINTENANCE, Moment.after(NAME)),
              at(circumstance, MAINTENANCE, Moment.after(START)),
              at(circumstance, MAINTENANCE, Moment.before(REMOVE)),
              at(circumstance, MAINTENANCE_BACK, Moment.after(STOP_NEW)),
              at(circumstance, MAINTENANCE_BACK, Moment.after(BACK)),
              at(circumstance, MAJOR, Moment.after(START).later(Duration.ofMillis(1500))),
              at(circumstance, MAJOR_BACK, Moment.after(DISCARD)),
              at(circumstance, FORBIDDEN, Moment.after(START)));
      case DISK_FULL ->
          List.of(
              at(circumstance, MAINTENANCE, Moment.before(Moment.write("CREATED"))),
              at(circumstance, MAINTENANCE, Moment.before(Moment.write("STEP_STARTED stop"))),
              at(circumstance, MAINTENANCE, Moment.before(STOP)),
              at(circumstance, MAINTENANCE, Moment.after(STOP)),
              at(circumstance, MAINTENANCE, Moment.after(ASIDE)),
              at(circumstance, MAINTENANCE, Moment.after(NAME)),
              at(circumstance, MAINTENANCE, Moment.after(START)),
              at(circumstance, MAINTENANCE_BACK, Moment.after(STOP_NEW)),
              at(circumstance, MAINTENANCE_BACK, Moment.after(START_OLD)),
              at(circumstance, MAJOR, Moment.after(START).later(Duration.ofMillis(1500))),
              at(circumstance, MAJOR_BACK, Moment.after(DISCARD)),
              at(circumstance, FORBIDDEN, Moment.after(START)));
    };
  }

  private static Crash at(Circumstance circumstance, Journey journey, Moment moment) {
    return new Crash(journey, moment, circumstance);
  }
}
