package dev.inedobot.upgrade.plan;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One container as the engine described it at one moment.
 *
 * @param id Docker's id, 64 hex digits: what every call addresses it by
 * @param name its name, without Docker's leading slash
 * @param image the image that it was made from
 * @param state what its process does
 * @param environment its environment variables
 * @param labels its labels
 * @param command its entrypoint and arguments
 * @param network how it can be reached
 * @param mountTargets the paths inside that are mounts
 * @param life how the engine starts and ends it
 * @param fingerprint a hash over everything that a replacement carries over: if it is the same, the
 *     container's configuration is the same
 * @param ties what binds it to other containers
 */
public record ContainerFacts(
    String id,
    String name,
    ImageUse image,
    RunState state,
    Environment environment,
    Map<String, String> labels,
    List<String> command,
    NetworkFacts network,
    List<String> mountTargets,
    Life life,
    String fingerprint,
    Ties ties) {

  /** One that nothing binds to others. */
  public ContainerFacts(
      String id,
      String name,
      ImageUse image,
      RunState state,
      Environment environment,
      Map<String, String> labels,
      List<String> command,
      NetworkFacts network,
      List<String> mountTargets,
      Life life,
      String fingerprint) {
    this(
        id,
        name,
        image,
        state,
        environment,
        labels,
        command,
        network,
        mountTargets,
        life,
        fingerprint,
        Ties.NONE);
  }

  /** Marks what an upgrade created; its value is the upgrade's id. */
  public static final String UPGRADE_LABEL = "dev.inedobot.upgrade";

  /** Marks what a container that we created is for. */
  public static final String ROLE_LABEL = "dev.inedobot.role";

  /** The role of a container that takes over; any other one has a task and ends. */
  public static final String REPLACEMENT_ROLE = "replacement";

  public ContainerFacts {
    labels = Map.copyOf(labels);
    command = List.copyOf(command);
    mountTargets = List.copyOf(mountTargets);
  }

  /**
   * The image of a container.
   *
   * @param id the id of the image's content ({@code sha256:…})
   * @param reference what was asked for when the container was made, for example {@code
   *     proget.inedo.com/productimages/inedo/proget:24.0.4}
   */
  public record ImageUse(String id, String reference) {}

  /**
   * How the engine treats a container's process.
   *
   * @param restartPolicy what happens when it ends
   * @param autoRemove whether the container is deleted when it ends ({@code --rm})
   * @param stopTimeout the container's own grace period, or null if it has none
   * @param startPeriod how long the image's own health check gives the process to start; zero if
   *     there is none
   */
  public record Life(
      RestartPolicy restartPolicy,
      boolean autoRemove,
      @Nullable Duration stopTimeout,
      Duration startPeriod) {

    /** One whose health check, if any, has no start period. */
    public Life(RestartPolicy restartPolicy, boolean autoRemove, @Nullable Duration stopTimeout) {
      this(restartPolicy, autoRemove, stopTimeout, Duration.ZERO);
    }
  }

  /** The first twelve digits of the id, as Docker's own tools print it. */
  public String shortId() {
    return id.substring(0, Math.min(12, id.length()));
  }

  public Optional<String> label(String key) {
    return Optional.ofNullable(labels.get(key));
  }

  /** Whether an upgrade created the container to take over, and not for a task of its own. */
  public boolean isToReplaceBy(String upgradeId) {
    return belongsTo(upgradeId) && !hasATask();
  }

  /** Whether an upgrade created it for a task, and not to take over. */
  public boolean hasATask() {
    return label(ROLE_LABEL).filter(role -> !role.equals(REPLACEMENT_ROLE)).isPresent();
  }

  /** Whether this upgrade created the container. */
  public boolean belongsTo(String upgradeId) {
    return upgradeId.equals(labels.get(UPGRADE_LABEL));
  }
}
