package dev.inedobot.upgrade.plan;

import dev.inedobot.image.ImageReference;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Finds programs on the engine that replace or restart containers by themselves. Those that only
 * notify, such as diun, do no harm.
 */
public final class Updaters {
  private static final Pattern KNOWN =
      Pattern.compile(
          "(?:.*/)?(watchtower|ouroboros|wud|whats-up-docker|drydock|tugtainer|docksentry|freshdock"
              + "|autoheal)");
  private static final String WATCHTOWER_LABEL = "com.centurylinklabs.watchtower.enable";

  private Updaters() {}

  static Finding look(Observation seen) {
    List<String> names = new ArrayList<>();
    List<String> excluded = new ArrayList<>();
    for (ContainerFacts other : seen.surroundings().others()) {
      String tool = tool(other.image().reference());
      if (tool.isEmpty() || !other.state().canTouchData()) {
        continue;
      }
      (leavesAlone(tool, other, seen.container()) ? excluded : names)
          .add("%s (container %s)".formatted(tool, other.name()));
    }
    if (!names.isEmpty()) {
      return Finding.Warning.of(
          "updater",
          names,
          "%s works on this engine and may replace or restart %s by itself, in the middle of this too."
                  .formatted(String.join(", ", names), seen.container().name())
              + " Exclude %s there (Watchtower: label `%s=false`), or stop it meanwhile."
                  .formatted(seen.container().name(), WATCHTOWER_LABEL));
    }
    return new Finding.Fine(
        excluded.isEmpty()
            ? "no other updater"
            : String.join(", ", excluded) + " leaves this container alone");
  }

  /**
   * Those that run among containers and may touch an instance, each the tool and its container.
   *
   * @param containers all of an engine
   * @param instances those of them that are instances
   */
  public static List<String> among(
      List<ContainerFacts> containers, List<ContainerFacts> instances) {
    return containers.stream()
        .filter(container -> container.state().canTouchData())
        .filter(container -> mayTouchOneOf(instances, container))
        .map(
            container ->
                "%s (container %s)"
                    .formatted(tool(container.image().reference()), container.name()))
        .toList();
  }

  private static boolean mayTouchOneOf(List<ContainerFacts> instances, ContainerFacts updater) {
    String tool = tool(updater.image().reference());
    return !tool.isEmpty()
        && instances.stream().anyMatch(instance -> !leavesAlone(tool, updater, instance));
  }

  /** The tool's name, or empty if the image is of none. */
  static String tool(String image) {
    try {
      var known = KNOWN.matcher(ImageReference.parse(image).path());
      return known.matches() ? known.group(1) : "";
    } catch (IllegalArgumentException notAReference) {
      return "";
    }
  }

  /** Watchtower and autoheal go by labels; of the others that can't be told from outside. */
  private static boolean leavesAlone(
      String tool, ContainerFacts updater, ContainerFacts container) {
    if (tool.equals("watchtower")) {
      boolean onlyLabelled =
          updater
              .environment()
              .value("WATCHTOWER_LABEL_ENABLE")
              .orElse("")
              .equalsIgnoreCase("true");
      String label = container.label(WATCHTOWER_LABEL).orElse("");
      return label.equalsIgnoreCase("false") || (onlyLabelled && !label.equalsIgnoreCase("true"));
    }
    if (tool.equals("autoheal")) {
      String label = updater.environment().value("AUTOHEAL_CONTAINER_LABEL").orElse("autoheal");
      return !label.equals("all") && !container.label(label).orElse("").equals("true");
    }
    return false;
  }
}
