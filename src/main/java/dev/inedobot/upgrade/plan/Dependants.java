package dev.inedobot.upgrade.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Finds containers that live in another one's network or processes. The engine ties them to its id:
 * when that container is replaced they lose their network, and don't start again.
 */
final class Dependants {
  private static final String OF = "container:";

  private Dependants() {}

  static Finding look(Observation seen) {
    ContainerFacts container = seen.container();
    List<String> stopped = new ArrayList<>();
    for (ContainerFacts other : seen.surroundings().others()) {
      String shared = String.join(" and ", shared(other, container));
      if (!shared.isEmpty() && other.state().canTouchData()) {
        return Finding.refused(
            "The container %s lives in the %s of %s (`container:%3$s`): it would lose that when %3$s"
                + " is replaced.",
            "Stop it with `docker stop %1$s` and recreate it after the upgrade, or give it a network"
                + " of its own, then ask again.",
            other.name(),
            shared,
            container.name());
      }
      if (!shared.isEmpty()) {
        stopped.add(other.name());
      }
    }
    return stopped.isEmpty()
        ? new Finding.Fine("nothing lives in its network")
        : Finding.Warning.of(
            "dependant",
            stopped,
            "%s, stopped now, was made to live in this container's network or processes: it has to be"
                    .formatted(String.join(", ", stopped))
                + " recreated after the upgrade before it starts again.");
  }

  /** Those that were given its volumes: the volumes stay, whatever becomes of the container. */
  static Finding lookAtVolumes(Observation seen) {
    List<String> names =
        seen.surroundings().others().stream()
            .filter(
                other -> other.ties().volumesFrom().stream().anyMatch(from -> isFrom(from, seen)))
            .map(ContainerFacts::name)
            .toList();
    return names.isEmpty()
        ? new Finding.Fine("")
        : Finding.Warning.of(
            "volumes-from",
            names,
            "%s was made with `--volumes-from` this container. Its volumes stay as they are; only its"
                    .formatted(String.join(", ", names))
                + " next recreation has to name the volumes, or this container's name again.");
  }

  private static boolean isFrom(String volumesFrom, Observation seen) {
    return isMeant(volumesFrom.replaceFirst(":(ro|rw|z|Z|,)+$", ""), seen.container());
  }

  private static List<String> shared(ContainerFacts other, ContainerFacts container) {
    Map<String, String> modes = new TreeMap<>();
    modes.put("network", other.network().mode());
    modes.put("processes (pid)", other.ties().pid());
    modes.put("memory (ipc)", other.ties().ipc());
    return modes.entrySet().stream()
        .filter(mode -> mode.getValue().startsWith(OF))
        .filter(mode -> isMeant(mode.getValue().substring(OF.length()), container))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The engine keeps what was typed or the id, depending on its version and on who asked. */
  private static boolean isMeant(String given, ContainerFacts container) {
    String name = given.startsWith("/") ? given.substring(1) : given;
    boolean startOfId = name.matches("[0-9a-f]{12,64}") && container.id().startsWith(name);
    return name.equals(container.name()) || startOfId;
  }
}
