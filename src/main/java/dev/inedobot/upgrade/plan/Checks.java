package dev.inedobot.upgrade.plan;

import dev.inedobot.product.HealthReading;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is looked at before anything is touched, and again right before the stop. Each
 * check looks for one thing.
 */
final class Checks {
  /** In the order in which a refusal counts: what can't be mended first. */
  private static final List<Function<Observation, Finding>> ALL =
      List.of(
          Owners::look,
          Checks::autoRemove,
          Checks::running,
          Checks::unmountedData,
          Leftovers::look,
          Dependants::look,
          Dependants::lookAtVolumes,
          SameData::look,
          Updaters::look,
          Platform::look,
          Disk::look,
          Checks::health);

  private Checks() {}

  /**
   * What all checks found.
   *
   * @param refusal the first thing that stands in the way, or null
   * @param fine what is in order, each a phrase
   */
  record Result(@Nullable Refusal refusal, List<String> fine, List<Finding.Warning> warnings) {}

  static Result examine(Observation seen) {
    List<String> fine = new ArrayList<>();
    List<Finding.Warning> warnings = new ArrayList<>();
    for (Function<Observation, Finding> check : ALL) {
      Finding finding = check.apply(seen);
      if (finding instanceof Finding.Refused refused) {
        return new Result(refused.refusal(), fine, warnings);
      }
      if (finding instanceof Finding.Warning warning) {
        warnings.add(warning);
      } else if (finding instanceof Finding.Fine good && !good.words().isEmpty()) {
        fine.add(good.words());
      }
    }
    return new Result(null, fine, warnings);
  }

  private static Finding autoRemove(Observation seen) {
    return seen.container().life().autoRemove()
        ? Finding.refused(
            "The container %s was started with --rm: Docker deletes it when it stops, so there is no"
                + " way back.",
            "Run it without --rm, with a restart policy instead, then ask again.",
            seen.container().name())
        : new Finding.Fine("");
  }

  private static Finding running(Observation seen) {
    return seen.container().state().serves()
        ? new Finding.Fine("it runs")
        : Finding.refused(
            "The container %s is not running (%s), so there is no health to compare with afterwards.",
            "Start it with `docker start %1$s`, see that it is healthy, then ask again.",
            seen.container().name(),
            seen.container().state().words());
  }

  private static Finding unmountedData(Observation seen) {
    return seen.unmounted().isEmpty()
        ? new Finding.Fine(
            seen.settings().product().dataPaths().isEmpty() ? "" : "its data is on volumes")
        : Finding.refused(
            "%2$s in the container %1$s is not a volume: what is in it would be lost with the"
                + " container.",
            "Copy it out with `docker cp %1$s:%2$s ./data`, recreate the container with a volume"
                + " mounted at %2$s that holds this data, then ask again.",
            seen.container().name(),
            seen.unmounted().get(0));
  }

  private static Finding health(Observation seen) {
    HealthBefore health = seen.health();
    if (health == null) {
      return unreachable(seen);
    }
    HealthReading reading = health.reading();
    if (reading.verdict() == HealthReading.Verdict.NOT_YET) {
      return Finding.refused(
          "%s is not ready: it %s. It may be starting or upgrading its database, and stopping it now"
              + " could damage the data.",
          "Ask again once %s is healthy.",
          seen.settings().name(),
          reading.words(),
          seen.settings().name());
    }
    if (seen.settings().product().reportsVersion() && reading.reported() == null) {
      return Finding.refused(
          "%2$s answers at %3$s, but does not say which version it is: I could not tell a good upgrade"
              + " from a bad one.",
          "Set `health-url` for %1$s in the configuration to the address at which %2$s itself answers,"
              + " then ask again.",
          seen.settings().name(),
          seen.settings().product().displayName(),
          health.address().uri());
    }
    return new Finding.Fine(seen.problems().isEmpty() ? "healthy" : "");
  }

  private static Finding unreachable(Observation seen) {
    String mode = seen.container().network().mode();
    Optional<String> elsewhere =
        mode.startsWith("container:")
            ? Optional.of("it lives in the network of another container")
            : Optional.empty();
    String asked =
        seen.asked().isEmpty()
            ? elsewhere.orElse("it publishes no port and shares no network with the bot")
            : "nothing answered HTTP at "
                + String.join(
                    ", ", seen.asked().stream().map(a -> a.uri().toString()).distinct().toList());
    return Finding.refused(
        "I can't reach %s to ask %s for its health: %s. Without that I could not tell a good upgrade"
            + " from a bad one.",
        "Set `health-url` for %1$s in the configuration to an address that answers from where the bot"
            + " runs.",
        seen.settings().name(),
        seen.settings().product().displayName(),
        asked);
  }
}
