package dev.inedobot.upgrade.plan;

import dev.inedobot.product.ReleaseKind;
import dev.inedobot.product.UpgradePath;
import dev.inedobot.product.Version;
import dev.inedobot.product.WayBack;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Turns an observation and a wish into a plan, or says why there is none. It knows the rules and
 * does nothing.
 */
public final class Planner {
  private Planner() {}

  public static PlanResult plan(Observation seen, Version wanted) {
    Version running = seen.running();
    if (running == null) {
      return unknownVersion(seen);
    }
    Optional<Refusal> direction = refuseDirection(seen.settings(), running, wanted);
    if (direction.isPresent()) {
      return direction.get();
    }
    Checks.Result checks = Checks.examine(seen);
    if (checks.refusal() != null) {
      return checks.refusal();
    }
    UpgradePath path = UpgradePath.find(seen.settings().product(), running, wanted);
    if (path instanceof UpgradePath.StopInBetween stop) {
      return new Refusal(stop.text(), "");
    }
    if (path instanceof UpgradePath.Refused refused) {
      return new Refusal(refused.text(), "");
    }
    return plan(seen, running, wanted, checks, ((UpgradePath.Allowed) path).warnings());
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
              "Going back may need a database restore, so it is not done by an upgrade."));
    }
    return Optional.empty();
  }

  private static Plan plan(
      Observation seen,
      Version running,
      Version wanted,
      Checks.Result checks,
      List<String> pathWarnings) {
    InstanceSettings settings = seen.settings();
    ContainerFacts container = seen.container();
    HealthBefore health = Objects.requireNonNull(seen.health(), "refused before");
    ReleaseKind kind = ReleaseKind.between(running, wanted);
    WayBack wayBack = WayBack.find(settings.product(), wanted, running);

    List<String> warnings = new ArrayList<>(pathWarnings);
    if (wanted.isPreRelease()) {
      warnings.add(wanted + " is a pre-release: Inedo does not mean it for production.");
    }
    if (!seen.problems().isEmpty()) {
      warnings.add(
          "It is not healthy already: %s. The upgrade is not blamed for that."
              .formatted(String.join("; ", seen.problems())));
    }
    checks.warnings().forEach(warning -> warnings.add(warning.sentence()));
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
        new Plan.Next(seen.target().reference(), seen.target().digest(), wanted),
        kind,
        wayBack,
        new Plan.Before(health.address(), seen.problems()),
        warnings,
        new Checked(
            seen.surroundings().engine().platform(),
            fine(checks),
            checks.warnings().stream().map(Finding.Warning::key).toList(),
            Leftovers.adopted(seen)));
  }

  private static Refusal unknownVersion(Observation seen) {
    return new Refusal(
        "I can't tell which version %s runs: its image is %s, and its health address does not say."
            .formatted(seen.settings().name(), seen.container().image().reference()),
        "Run it from an image with a full version as its tag, such as 24.0.4.");
  }

  private static List<String> fine(Checks.Result checks) {
    List<String> fine = new ArrayList<>();
    fine.add("Inedo allows this path");
    fine.addAll(checks.fine());
    return fine;
  }
}
