package dev.inedobot.chaos;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is on the engine, seen past the bot and the proxy.
 *
 * @param containers those of the run, containers for tasks among them
 * @param reported the version that the product tells, if it tells one
 * @param data a line for each piece of the product's data, with its hash; empty if it does not run
 * @param schema which version's schema the database has, a line for each that counts
 * @param backups a line for each thing in the directory of backups, as {@link Store#backups} says
 * @param volumes those of the product that are there
 */
record Evidence(
    List<Seen> containers,
    Optional<String> reported,
    List<String> data,
    List<String> schema,
    List<String> backups,
    Set<String> volumes) {

  Evidence {
    containers = List.copyOf(containers);
    data = List.copyOf(data);
    schema = List.copyOf(schema);
    backups = List.copyOf(backups);
    volumes = Set.copyOf(volumes);
  }

  /**
   * A container.
   *
   * @param suffix what its name has after the product's: nothing, {@code -old}, {@code -next}, or
   *     what it is for
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
      Set<String> mounts) {

    boolean isForATask() {
      return TaskContainers.suffixes().anyMatch(suffix::equals);
    }
  }

  Optional<Seen> called(String suffix) {
    return containers.stream().filter(seen -> seen.suffix().equals(suffix)).findFirst();
  }
}
