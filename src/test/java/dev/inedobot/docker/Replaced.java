package dev.inedobot.docker;

import dev.inedobot.image.ImageReference;
import dev.inedobot.upgrade.UpgradeId;
import dev.inedobot.upgrade.plan.RestartPolicy;
import dev.inedobot.upgrade.run.ContainerHost.Replacement;
import java.time.Duration;

/** Replaces a container in the order in which a run does it. */
final class Replaced {
  private static final Duration GRACE = Duration.ofSeconds(20);

  private Replaced() {}

  /** Creates the replacement of a container, from a release; returns its id. */
  static String create(LiveEngine engine, String id, String release) {
    return create(engine, id, engine.reference(release), engine.pulled(release), "k7m2qxp4");
  }

  /** Creates the replacement of a container, from an image that the engine has. */
  static String create(
      LiveEngine engine, String id, ImageReference image, String imageId, String upgrade) {
    return engine
        .host()
        .createReplacement(
            new Replacement(id, engine.name + "-next", image, imageId, new UpgradeId(upgrade)));
  }

  /** Puts a replacement in the place of a running container, which is removed. */
  static void swap(LiveEngine engine, String old, String next) {
    DockerHost host = engine.host();
    host.stop(old, GRACE);
    host.setRestartPolicy(old, RestartPolicy.NO);
    host.rename(old, engine.name + "-old");
    host.rename(next, engine.name);
    host.start(next);
    host.remove(old);
  }
}
