package dev.inedobot.upgrade.plan;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells whether a container is still the one that a plan was approved for. */
public final class Recheck {
  private Recheck() {}

  /**
   * What is different, as a sentence, or empty if nothing is.
   *
   * @param now the container under the instance's name, or null if there is none
   */
  public static Optional<String> difference(Plan plan, @Nullable ContainerFacts now) {
    String name = plan.container();
    if (now == null) {
      return Optional.of("There is no container called %s any more.".formatted(name));
    }
    Plan.Old old = plan.old();
    if (!now.id().equals(old.containerId())) {
      return Optional.of(
          "The container %s is another one now (%s) than when this was approved (%s)."
              .formatted(name, now.shortId(), old.containerId().substring(0, 12)));
    }
    if (!now.image().id().equals(old.image().id())) {
      return Optional.of("The container %s has another image now.".formatted(name));
    }
    if (!now.fingerprint().equals(old.fingerprint())) {
      return Optional.of(
          "The configuration of the container %s is not what it was when this was approved."
              .formatted(name));
    }
    if (!now.state().serves()) {
      return Optional.of(
          "The container %s does not run any more (%s).".formatted(name, now.state().words()));
    }
    return Optional.empty();
  }
}
