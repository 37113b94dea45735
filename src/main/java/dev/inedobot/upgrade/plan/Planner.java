package dev.inedobot.upgrade.plan;

import dev.inedobot.product.Product;
import dev.inedobot.product.ReleaseKind;
import dev.inedobot.product.UpgradePath;
import dev.inedobot.product.Version;
import dev.inedobot.product.WayBack;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Turns an observation and a wish into a plan, or says why there is none. It knows the rules and
 * does nothing.
 */
public final class Planner {
  /**
   * Each looks for one thing that stands in the way; the first that finds one ends the planning.
   */
  private static final List<Function<Observation, Optional<Refusal>>> CHECKS =
      List.of(
          Owners::refusal,
          Planner::refuseAutoRemove,
          Planner::refuseNotRunning,
          Planner::refuseUnmountedData,
          Planner::refuseLeftovers,
          Planner::refuseWrongPlatform,
          Planner::refuseUnreachable);

  private Planner() {}

  public static PlanResult plan(Observation seen, Version wanted) {
    Version running = seen.running();
    if (running == null) {
      return unknownVersion(seen);
    }
    Optional<Refusal> refusal =
        refuseDirection(seen.settings(), running, wanted)
            .or(() -> CHECKS.stream().flatMap(check -> check.apply(seen).stream()).findFirst());
    if (refusal.isPresent()) {
      return refusal.get();
    }
    UpgradePath path = UpgradePath.find(seen.settings().product(), running, wanted);
    if (path instanceof UpgradePath.StopInBetween stop) {
      return new Refusal(stop.text(), "");
    }
    if (path instanceof UpgradePath.Refused refused) {
      return new Refusal(refused.text(), "");
    }
    List<String> warnings = new ArrayList<>(((UpgradePath.Allowed) path).warnings());
    if (wanted.isPreRelease()) {
      warnings.add(wanted + " is a pre-release: Inedo does not mean it for production.");
    }
    WayBack wayBack = WayBack.find(seen.settings().product(), wanted, running);
    return plan(seen, wanted, wayBack, null, warnings);
  }

  /**
   * Plans a return to an older version, where Inedo allows that without a database restore.
   *
   * @param kept the container that ran the older version, or null if it is gone
   */
  public static PlanResult planRollback(Observation seen, Version older, Plan.@Nullable Kept kept) {
    Version running = seen.running();
    if (running == null) {
      return unknownVersion(seen);
    }
    WayBack wayBack = WayBack.find(seen.settings().product(), running, older);
    Optional<Refusal> refusal =
        refuseRestore(seen, running, older, wayBack)
            .or(() -> CHECKS.stream().flatMap(check -> check.apply(seen).stream()).findFirst());
    if (refusal.isPresent()) {
      return refusal.get();
    }
    WayBack forward =
        new WayBack(
            wayBack.rule(),
            "If %s does not become healthy, %s is started again on the same data."
                .formatted(older.marketingForm(), running.marketingForm()));
    return plan(seen, older, forward, kept, List.of(wayBack.note()));
  }

  private static Optional<Refusal> refuseRestore(
      Observation seen, Version running, Version older, WayBack wayBack) {
    if (!wayBack.needsRestore()) {
      return Optional.empty();
    }
    return refuse(
        "Going back from %s %s to %s needs a database restore first: Inedo documents no way without"
            + " one.",
        "Restore the backup of the database and run the old version by hand, as Inedo's documentation on"
            + " rolling back tells.",
        seen.settings().product().displayName(),
        running.marketingForm(),
        older.marketingForm());
  }

  /**
   * What is wrong with the wish itself, whatever the engine says: the same version or an older one.
   */
  public static Optional<Refusal> refuseDirection(
      InstanceSettings settings, Version running, Version wanted) {
    if (wanted.sameRelease(running)) {
      return Optional.of(
          new Refusal(
              "%s already runs %s %s; nothing to do."
                  .formatted(
                      settings.name(), settings.product().displayName(), running.marketingForm()),
              ""));
    }
    if (wanted.compareTo(running) < 0) {
      return Optional.of(
          new Refusal(
              "%s runs %s, and %s is older: an upgrade only goes forward."
                  .formatted(settings.name(), running.marketingForm(), wanted.marketingForm()),
              "`/inedo rollback %s` returns to the version before the last upgrade."
                  .formatted(settings.name())));
    }
    return Optional.empty();
  }

  private static Plan plan(
      Observation seen,
      Version wanted,
      WayBack wayBack,
      Plan.@Nullable Kept kept,
      List<String> firstWarnings) {
    Version running = Objects.requireNonNull(seen.running(), "refused before");
    InstanceSettings settings = seen.settings();
    ContainerFacts container = seen.container();
    HealthBefore health = Objects.requireNonNull(seen.health(), "refused before");
    ReleaseKind kind = ReleaseKind.between(running, wanted);
    List<String> warnings = new ArrayList<>(firstWarnings);
    if (!health.reading().problems().isEmpty()) {
      warnings.add(
          "It is not healthy already: %s. The upgrade is not blamed for that."
              .formatted(String.join("; ", health.reading().problems())));
    }
    if (!container.life().restartPolicy().restarts()) {
      warnings.add(
          "Its restart policy is `no`: it will not come back by itself after a reboot. It is kept.");
    }
    return new Plan(
        settings,
        new Plan.Old(
            container.id(),
            running,
            container.image(),
            container.life().restartPolicy(),
            settings.timing().grace(container.life().stopTimeout()),
            container.fingerprint()),
        new Plan.Next(seen.target().reference(), seen.target().digest(), wanted, kept),
        kind,
        wayBack,
        new Plan.Before(health.address(), health.reading().problems()),
        warnings);
  }

  private static Refusal unknownVersion(Observation seen) {
    return new Refusal(
        "I can't tell which version %s runs: its image is %s, and its health address does not say."
            .formatted(seen.settings().name(), seen.container().image().reference()),
        "Run it from an image with a full version as its tag, such as 24.0.4.");
  }

  private static Optional<Refusal> refuseAutoRemove(Observation seen) {
    if (!seen.container().life().autoRemove()) {
      return Optional.empty();
    }
    return refuse(
        "The container %s was started with --rm: Docker deletes it when it stops, so there is no way"
            + " back.",
        "Run it without --rm, with a restart policy instead, then ask again.",
        seen.container().name());
  }

  private static Optional<Refusal> refuseNotRunning(Observation seen) {
    if (seen.container().state().serves()) {
      return Optional.empty();
    }
    return refuse(
        "The container %s is not running (%s), so there is no health to compare with afterwards.",
        "Start it with `docker start %1$s`, see that it is healthy, then ask again.",
        seen.container().name(),
        seen.container().state().words());
  }

  private static Optional<Refusal> refuseUnmountedData(Observation seen) {
    if (seen.unmounted().isEmpty()) {
      return Optional.empty();
    }
    String path = seen.unmounted().get(0);
    return refuse(
        "%2$s in the container %1$s is not a volume: what is in it would be lost with the container.",
        "Copy it out with `docker cp %1$s:%2$s ./data`, recreate the container with a volume mounted"
            + " at %2$s that holds this data, then ask again.",
        seen.container().name(),
        path);
  }

  private static Optional<Refusal> refuseLeftovers(Observation seen) {
    return seen.leftovers().stream()
        .findFirst()
        .map(
            left ->
                new Refusal(
                    "A container called %s is already there (%s, %s): an earlier try left it, or"
                            .formatted(left.name(), left.shortId(), left.state().words())
                        + " `keep-old` keeps it. The upgrade needs its name.",
                    "See what it is with `docker inspect %1$s`; if nobody needs it, `docker rm %1$s`"
                            .formatted(left.name())
                        + " (without -v), then ask again."));
  }

  private static Optional<Refusal> refuseWrongPlatform(Observation seen) {
    if (seen.target().runsOn(seen.engine())) {
      return Optional.empty();
    }
    return refuse(
        "%s has no image for %s; it has %s.",
        "Choose a version that has one.",
        seen.target().reference(),
        seen.engine().platform(),
        String.join(", ", seen.target().platforms()));
  }

  private static Optional<Refusal> refuseUnreachable(Observation seen) {
    if (seen.health() != null) {
      return Optional.empty();
    }
    Product product = seen.settings().product();
    String asked =
        seen.asked().isEmpty()
            ? "it publishes no port and shares no network with the bot"
            : "nothing answered HTTP at "
                + String.join(
                    ", ", seen.asked().stream().map(a -> a.uri().toString()).distinct().toList());
    return refuse(
        "I can't reach %s to ask %s for its health: %s. Without that I could not tell a good upgrade"
            + " from a bad one.",
        "Set `health-url` for %1$s in the configuration to an address that answers from where the bot"
            + " runs.",
        seen.settings().name(),
        product.displayName(),
        asked);
  }

  private static Optional<Refusal> refuse(String reason, String remedy, Object... about) {
    return Optional.of(new Refusal(reason.formatted(about), remedy.formatted(about)));
  }
}
