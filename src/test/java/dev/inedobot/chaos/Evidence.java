package dev.inedobot.chaos;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is on the engine, seen past the bot and the proxy.
 *
 * @param containers those of the run
 * @param reported the version that the product tells, if it tells one
 * @param data a line for each file of the product's data, with its hash
 * @param volumes those of the product that are there
 */
record Evidence(
    List<Seen> containers, Optional<String> reported, List<String> data, Set<String> volumes) {

  Evidence {
    containers = List.copyOf(containers);
    data = List.copyOf(data);
    volumes = Set.copyOf(volumes);
  }

  /**
   * A container.
   *
   * @param suffix what its name has after the product's: nothing, {@code -old} or {@code -next}
   * @param release the tag of its image
   * @param mounts what is mounted where
   */
  record Seen(
      String id,
      String suffix,
      boolean running,
      String release,
      String restartPolicy,
      String startedAt,
      Set<String> mounts) {}

  Optional<Seen> called(String suffix) {
    return containers.stream().filter(seen -> seen.suffix().equals(suffix)).findFirst();
  }
}
