package dev.inedobot.docker;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inedobot.upgrade.plan.ContainerFacts;
import dev.inedobot.upgrade.plan.RestartPolicy;
import dev.inedobot.upgrade.plan.RunState;
import dev.inedobot.upgrade.run.HostProblem;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/** Starts, stops, names and removes containers. */
final class Lifecycle {
  /** What the engine's own work may take beyond the process's grace period. */
  private static final Duration STOP_MARGIN = Duration.ofSeconds(30);

  private static final Duration START = Duration.ofMinutes(2);

  private final EngineApi api;
  private final Ensure ensure;

  Lifecycle(EngineApi api, Ensure ensure) {
    this.api = api;
    this.ensure = ensure;
  }

  Optional<ContainerFacts> find(String idOrName) {
    return ensure.answer(
        "look at the container " + ContainerJson.shortName(idOrName), () -> look(idOrName));
  }

  private Optional<ContainerFacts> look(String idOrName) {
    return api.find("/containers/" + EngineApi.encoded(idOrName) + "/json")
        .map(ContainerJson::read)
        // The engine takes the start of an id for the id; a name must be the whole name.
        .filter(found -> found.id().equals(idOrName) || found.name().equals(idOrName));
  }

  void stop(String containerId, Duration grace) {
    ensure.that(
        "stop the container " + ContainerJson.shortName(containerId),
        () -> Optional.of(mayRun(containerId)).filter(mayRun -> !mayRun),
        () ->
            api.post(
                "/containers/%s/stop?t=%d".formatted(containerId, grace.toSeconds()),
                null,
                grace.plus(STOP_MARGIN)));
  }

  /** One that is gone does not run. */
  private boolean mayRun(String containerId) {
    return look(containerId).map(facts -> facts.state().canTouchData()).orElse(false);
  }

  void setRestartPolicy(String containerId, RestartPolicy policy) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putObject("RestartPolicy")
        .put("Name", policy.name())
        .put("MaximumRetryCount", policy.maximumRetryCount());
    ensure.that(
        "set the restart policy of the container %s to %s"
            .formatted(ContainerJson.shortName(containerId), policy),
        () -> look(containerId).filter(facts -> facts.life().restartPolicy().equals(policy)),
        () -> api.post("/containers/" + containerId + "/update", body, EngineApi.USUAL));
  }

  void rename(String containerId, String name) {
    ensure.that(
        "rename the container %s to %s".formatted(ContainerJson.shortName(containerId), name),
        () -> look(containerId).filter(facts -> facts.name().equals(name)),
        () ->
            api.post(
                "/containers/%s/rename?name=%s".formatted(containerId, EngineApi.encoded(name)),
                null,
                EngineApi.USUAL));
  }

  void start(String containerId) {
    RunState before =
        find(containerId)
            .map(ContainerFacts::state)
            .orElseThrow(
                () ->
                    HostProblem.refused(
                        "Tried to start the container %s, but it is gone."
                            .formatted(ContainerJson.shortName(containerId))));
    ensure.that(
        "start the container " + ContainerJson.shortName(containerId),
        () -> look(containerId).filter(facts -> hasStarted(before, facts.state())),
        () -> api.post("/containers/" + containerId + "/start", null, START));
  }

  /** One whose process ended at once has been started as well: judging that is not done here. */
  private static boolean hasStarted(RunState before, RunState now) {
    return now.running()
        || now.restarting()
        || !Objects.equals(before.startedAt(), now.startedAt());
  }

  /**
   * @param withNewVolumes whether the anonymous volumes that were made for it go as well
   */
  void remove(String containerId, boolean withNewVolumes) {
    ensure.that(
        "remove the container " + ContainerJson.shortName(containerId),
        () -> look(containerId).isEmpty() ? Optional.of(true) : Optional.empty(),
        () -> api.delete("/containers/" + containerId + "?force=false&v=" + withNewVolumes));
  }
}
