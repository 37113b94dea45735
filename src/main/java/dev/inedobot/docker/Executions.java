package dev.inedobot.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inedobot.upgrade.plan.Durations;
import dev.inedobot.upgrade.run.ContainerHost.Execution;
import dev.inedobot.upgrade.run.HostProblem;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Runs programs in running containers. An engine starts an execution that was created at most once
 * (moby, {@code ContainerExecStart}) and remembers for some minutes how it ended, so a lost answer
 * costs nothing but the output.
 */
final class Executions {
  /** A program may be silent for hours; a connection that says nothing for longer is given up. */
  private static final Duration SILENCE = Duration.ofHours(6);

  /** How often to ask about a program that may just be silent. */
  private static final Duration LOOK_EVERY = Duration.ofSeconds(10);

  /** What had been written when the program ended comes at once. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(5);

  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);

  private final EngineApi api;
  private final Ensure ensure;

  Executions(EngineApi api, Ensure ensure) {
    this.api = api;
    this.ensure = ensure;
  }

  int run(String containerId, Execution execution, Consumer<String> output) {
    String what =
        "run %s in the container %s"
            .formatted(execution.command().get(0), ContainerJson.shortName(containerId));
    Deadline deadline = Deadline.in(execution.longest());
    String id = ensure.answer(what, () -> create(containerId, execution));
    ensure.that(
        what,
        () -> Optional.of(look(what, id, deadline)).filter(Executions::wasStarted),
        () -> listen(what, id, deadline, output));
    return end(what, id, deadline, execution.longest());
  }

  /** Has no effect by itself, so that one too many does no harm. */
  private String create(String containerId, Execution execution) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("AttachStdout", true).put("AttachStderr", true);
    execution.command().forEach(body.putArray("Cmd")::add);
    execution.secrets().forEach((name, value) -> body.withArray("/Env").add(name + "=" + value));
    String id;
    try {
      id =
          api.post("/containers/" + containerId + "/exec", body, EngineApi.USUAL)
              .path("Id")
              .asText();
    } catch (EngineFailure failure) {
      throw withoutSecrets(failure, execution);
    }
    if (id.isEmpty()) {
      throw new EngineFailure("the engine's answer broke off", 0, null);
    }
    return id;
  }

  private static EngineFailure withoutSecrets(EngineFailure failure, Execution execution) {
    String message = String.valueOf(failure.getMessage());
    boolean tells = execution.secrets().values().stream().anyMatch(message::contains);
    return tells
        ? new EngineFailure("the engine's answer can't be shown", failure.status(), null)
        : failure;
  }

  /** What became of it; a problem if the engine does not know, also after it was long away. */
  private JsonNode look(String what, String id, Deadline deadline) {
    try {
      return ensure.answer("learn the outcome: " + what, deadline, () -> inspect(id));
    } catch (HostProblem problem) {
      throw problem.adding("Whether it ran and how it ended is not known.");
    }
  }

  private JsonNode inspect(String id) {
    return api.get("/exec/" + id + "/json");
  }

  private static boolean wasStarted(JsonNode seen) {
    return seen.path("Running").asBoolean() || hasEnded(seen);
  }

  private static boolean hasEnded(JsonNode seen) {
    return seen.path("ExitCode").isInt() && !seen.path("Running").asBoolean();
  }

  /** Starts it and tells what it writes, until it ends, or is past its time, or nothing comes. */
  private void listen(String what, String id, Deadline deadline, Consumer<String> output) {
    ObjectNode attached = JsonNodeFactory.instance.objectNode();
    attached.put("Detach", false).put("Tty", false);
    try (LineStream stream =
        new LineStream(
            () -> api.open("POST", "/exec/" + id + "/start", attached, SILENCE), false)) {
      boolean ended = false;
      while (!ended && !deadline.isOver()) {
        ended = stream.tell(output, deadline.atMost(LOOK_EVERY));
        if (!ended && !runs(id)) {
          stream.tellRest(output, LAST_WORDS);
          ended = true;
        }
      }
      EngineFailure failure = stream.failure();
      if (failure != null) {
        throw failure;
      }
    } catch (InterruptedException stopping) {
      throw Ensure.interrupted(what, stopping);
    }
  }

  /** In doubt it does. */
  private boolean runs(String id) {
    try {
      return inspect(id).path("Running").asBoolean();
    } catch (EngineFailure away) {
      return true;
    }
  }

  private int end(String what, String id, Deadline deadline, Duration longest) {
    Duration pause = FIRST_PAUSE;
    while (true) {
      JsonNode seen = look(what, id, deadline);
      if (hasEnded(seen)) {
        return seen.path("ExitCode").asInt();
      }
      if (deadline.isOver()) {
        throw HostProblem.refused(
            "Tried to %s, but it did not end within %s. It may go on: an engine can't end it."
                .formatted(what, Durations.words(longest)));
      }
      ensure.rest(what, deadline.atMost(pause));
      pause = Ensure.longer(pause);
    }
  }
}
