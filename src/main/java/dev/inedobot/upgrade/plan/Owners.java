package dev.inedobot.upgrade.plan;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Recognises containers that something else creates and keeps as it wants them: replaced behind its
 * back, they would be put back to the old version, or run twice.
 */
final class Owners {
  private Owners() {}

  /** Why a container can't be an instance at all, or empty. */
  static Optional<String> foreign(Map<String, String> labels) {
    if (labels.containsKey("com.docker.swarm.task.id")) {
      return Optional.of(
          "it is a task of the Swarm service %s: use `docker service update --image`"
              .formatted(labels.getOrDefault("com.docker.swarm.service.name", "it belongs to")));
    }
    if (labels.containsKey("io.kubernetes.pod.name")) {
      return Optional.of(
          "it belongs to the Kubernetes pod %s: change the image in its deployment"
              .formatted(labels.get("io.kubernetes.pod.name")));
    }
    return Optional.empty();
  }

  static Finding look(Observation seen) {
    Map<String, String> labels = new TreeMap<>(seen.container().labels());
    Optional<String> foreign = foreign(labels);
    if (foreign.isPresent()) {
      return Finding.refused(
          "I don't upgrade the container %s: %s.", "", seen.container().name(), foreign.get());
    }
    String project = labels.get("com.docker.compose.project");
    return project == null ? new Finding.Fine("") : compose(seen, labels, project);
  }

  private static Finding compose(Observation seen, Map<String, String> labels, String project) {
    String place = seen.surroundings().composePlace();
    String file =
        place.isEmpty()
            ? labels.getOrDefault("com.docker.compose.project.config_files", "its compose file")
            : place;
    String service = labels.getOrDefault("com.docker.compose.service", seen.container().name());
    String made =
        "The container %s was made by Docker Compose (project %s): the next `docker compose up` %s."
            .formatted(
                seen.container().name(),
                project,
                "puts the old version back unless the file says otherwise");
    String change =
        "the image of service %s in %s to %s".formatted(service, file, seen.target().reference());
    return switch (seen.settings().compose()) {
      case CONTINUE ->
          new Finding.Warning(
              "compose", "%s Change %s once this upgrade has succeeded.".formatted(made, change));
      case REFUSE ->
          new Finding.Refused(
              new Refusal(
                  made,
                  "Change %s, then run `docker compose up -d %s`; or set `compose: continue` for %s in the"
                          .formatted(change, service, seen.settings().name())
                      + " configuration to have me upgrade it all the same."));
    };
  }
}
