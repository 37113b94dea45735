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

  static Optional<Refusal> refusal(Observation seen) {
    Map<String, String> labels = new TreeMap<>(seen.container().labels());
    Optional<Refusal> foreign =
        foreign(labels)
            .map(
                why ->
                    new Refusal(
                        "I don't upgrade the container %s: %s."
                            .formatted(seen.container().name(), why),
                        ""));
    return foreign.or(() -> compose(seen, labels));
  }

  private static Optional<Refusal> compose(Observation seen, Map<String, String> labels) {
    String project = labels.get("com.docker.compose.project");
    if (project == null) {
      return Optional.empty();
    }
    String file =
        labels.getOrDefault("com.docker.compose.project.config_files", "its compose file");
    String service = labels.getOrDefault("com.docker.compose.service", seen.container().name());
    return Optional.of(
        new Refusal(
            "The container %s was made by Docker Compose (project %s): the next `docker compose up`"
                    .formatted(seen.container().name(), project)
                + " would put the old version back.",
            "Change the image of service %s in %s to %s, then run `docker compose up -d %s`."
                .formatted(service, file, seen.target().reference(), service)));
  }
}
