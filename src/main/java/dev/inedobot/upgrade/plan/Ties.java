package dev.inedobot.upgrade.plan;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What binds a container to others on its engine, in the words of {@code docker inspect}.
 *
 * @param mounts what is mounted in it
 * @param pid its {@code PidMode}, for example {@code container:<id>}; empty for its own
 * @param ipc its {@code IpcMode}, for example {@code container:<id>}
 * @param volumesFrom the containers whose volumes it was given, each an id or a name, perhaps with
 *     {@code :ro}
 */
public record Ties(List<Mounted> mounts, String pid, String ipc, List<String> volumesFrom) {
  public static final Ties NONE = new Ties(List.of(), "", "", List.of());

  public Ties {
    mounts = List.copyOf(mounts);
    volumesFrom = List.copyOf(volumesFrom);
  }

  /** Whether what is written to that path stays when the container goes. */
  boolean keeps(String path) {
    return mounts.stream().anyMatch(mount -> mount.writable() && mount.origin(path).isPresent());
  }

  /**
   * What of the host's stands at a path: a volume's name, or the absolute path of what is bound;
   * empty for nothing.
   */
  public Optional<String> source(String path) {
    return mounts.stream()
        .filter(mount -> mount.origin(path).isPresent())
        .max(Comparator.comparingInt(mount -> mount.target().length()))
        .map(Mounted::source)
        .filter(source -> !source.isEmpty());
  }

  /**
   * Something of the host's that stands in a container.
   *
   * @param source a volume's name, or the absolute path of what is bound
   * @param target the path inside
   * @param writable whether the container may change it
   */
  public record Mounted(String source, String target, boolean writable) {

    /** What a path inside is on the host, if it lies in this mount. */
    Optional<String> origin(String path) {
      return isWithin(path, target)
          ? Optional.of(source + path.substring(target.length()))
          : Optional.empty();
    }

    /** Whether both hold the same files, or one holds the other's. */
    boolean overlaps(Mounted other) {
      return isWithin(source, other.source) || isWithin(other.source, source);
    }

    private static boolean isWithin(String path, String directory) {
      String whole = directory.endsWith("/") ? directory : directory + "/";
      return (path + "/").startsWith(whole);
    }
  }
}
