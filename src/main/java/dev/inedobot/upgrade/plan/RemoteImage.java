package dev.inedobot.upgrade.plan;

import dev.inedobot.image.ImageDigest;
import dev.inedobot.image.ImageReference;
import java.util.List;

/**
 * An image in a registry, as the engine sees it.
 *
 * @param reference the repository and tag that were asked for
 * @param digest what the tag points at now: this is what is approved, pulled and recorded
 * @param platforms such as {@code linux/amd64}; empty when the registry does not tell
 */
public record RemoteImage(ImageReference reference, ImageDigest digest, List<String> platforms) {
  public RemoteImage {
    platforms = List.copyOf(platforms);
  }

  /**
   * Whether the engine can run it. Not knowing counts as yes: the pull before the stop proves it.
   */
  public boolean runsOn(EngineFacts engine) {
    Platform own = Platform.parse(engine.platform());
    return platforms.isEmpty() || platforms.stream().map(Platform::parse).anyMatch(own::runs);
  }
}
