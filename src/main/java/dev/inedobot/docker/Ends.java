package dev.inedobot.docker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inedobot.upgrade.run.HostProblem;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** Waits for the end of containers that have one, and tells their logs meanwhile. */
final class Ends {
  /** A process may be silent for hours; a connection that says nothing for longer is given up. */
  private static final Duration SILENCE = Duration.ofHours(6);

  /** How often to ask about a process that may just be silent. */
  private static final Duration LOOK_EVERY = Duration.ofSeconds(10);

  private static final Duration WHOLE_LOG = Duration.ofMinutes(2);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);

  /** How often to try to read the log of what has ended: its driver may keep none to be read. */
  private static final int TRIES = 4;

  private final EngineApi api;
  private final Ensure ensure;

  Ends(EngineApi api, Ensure ensure) {
    this.api = api;
    this.ensure = ensure;
  }

  OptionalInt await(String containerId, Duration longest, Consumer<String> output) {
    String what = "await the end of the container " + ContainerJson.shortName(containerId);
    Deadline deadline = Deadline.in(longest);
    Retold log = new Retold(output);
    Duration pause = FIRST_PAUSE;
    int tries = 0;
    while (true) {
      JsonNode container = ensure.answer(what, deadline, () -> inspect(containerId));
      JsonNode state = container.path("State");
      if (state.path("Status").asText().equals("created")) {
        throw HostProblem.refused("Tried to %s, but it was never started.".formatted(what));
      }
      if (hasEnded(container)) {
        tries++;
        if (isTold(what, container, log) || tries == TRIES) {
          return OptionalInt.of(state.path("ExitCode").asInt());
        }
      } else if (deadline.isOver()) {
        return OptionalInt.empty();
      } else {
        follow(what, container, deadline, log);
      }
      ensure.rest(what, pause);
      pause = Ensure.longer(pause);
    }
  }

  private JsonNode inspect(String id) {
    return api.get("/containers/" + id + "/json");
  }

  private static boolean hasEnded(JsonNode container) {
    JsonNode state = container.path("State");
    return !state.path("Running").asBoolean() && !state.path("Restarting").asBoolean();
  }

  /** Tells the log while it is written, for as long as that goes well. */
  private void follow(String what, JsonNode container, Deadline deadline, Retold log) {
    Consumer<String> lines = log.fromTheStart();
    try (LineStream stream = logs(container, true)) {
      boolean over = false;
      while (!over && !deadline.isOver()) {
        over = stream.tell(lines, deadline.atMost(LOOK_EVERY)) || hasEndedNow(container);
      }
    } catch (InterruptedException stopping) {
      throw Ensure.interrupted(what, stopping);
    }
  }

  private boolean hasEndedNow(JsonNode container) {
    try {
      return hasEnded(inspect(container.path("Id").asText()));
    } catch (EngineFailure away) {
      return false;
    }
  }

  /** Tells what of the log is not told yet, once nothing more is written. */
  private boolean isTold(String what, JsonNode container, Retold log) {
    try (LineStream stream = logs(container, false)) {
      return stream.tell(log.fromTheStart(), WHOLE_LOG) && stream.isWhole();
    } catch (InterruptedException stopping) {
      throw Ensure.interrupted(what, stopping);
    }
  }

  private LineStream logs(JsonNode container, boolean follow) {
    String path =
        "/containers/%s/logs?stdout=true&stderr=true&follow=%s"
            .formatted(container.path("Id").asText(), follow);
    return new LineStream(
        () -> api.open("GET", path, null, SILENCE),
        container.path("Config").path("Tty").asBoolean());
  }

  /** Tells each line once, however often it is read. */
  private static final class Retold {
    private final Consumer<String> output;
    private long told;

    Retold(Consumer<String> output) {
      this.output = output;
    }

    /** For another reading of the same lines. */
    Consumer<String> fromTheStart() {
      return new Consumer<>() {
        private long read;

        @Override
        public void accept(String line) {
          read++;
          if (read > told) {
            told = read;
            output.accept(line);
          }
        }
      };
    }
  }
}
