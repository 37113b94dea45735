package dev.inedobot.docker;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Looks how much room there is where an engine keeps images, if that directory can be seen. A bot
 * in a container can have a directory of the same name that is not the engine's, so it has to be
 * recognised.
 */
final class EngineDisk {
  private final Path machine;

  /**
   * @param machine the root of the file system that the bot sees
   */
  EngineDisk(Path machine) {
    this.machine = machine;
  }

  /** Whether the engine leaves its images to containerd, which has a directory of its own. */
  static boolean isOutsideRoot(JsonNode driverStatus) {
    for (JsonNode pair : driverStatus) {
      if (pair.path(1).asText().startsWith("io.containerd.snapshotter")) {
        return true;
      }
    }
    return false;
  }

  /**
   * Bytes that are free, or null if that can't be seen.
   *
   * @param root the engine's directory as it names it
   * @param containerId a container that the engine has
   * @param engineHost the host name that the engine gives
   */
  @Nullable Long free(String root, String containerId, String engineHost) {
    try {
      Path seen = machine.resolve(root.replaceFirst("^/+", ""));
      boolean known =
          !root.isBlank()
              && Files.isDirectory(seen)
              && (holds(seen, containerId) || (isClosed(seen) && isThisHost(engineHost)));
      return known ? Files.getFileStore(seen).getUnallocatedSpace() : null;
    } catch (IOException | InvalidPathException hidden) {
      return null;
    }
  }

  private static boolean holds(Path root, String containerId) {
    return Files.isDirectory(root.resolve("containers").resolve(containerId));
  }

  /** Only the superuser may look into an engine's directory. */
  private static boolean isClosed(Path root) {
    return !Files.isExecutable(root) || !Files.isExecutable(root.resolve("containers"));
  }

  /** A bot outside any container, on the machine whose name the engine gives. */
  private boolean isThisHost(String engineHost) throws IOException {
    boolean inContainer =
        Files.exists(machine.resolve(".dockerenv"))
            || Files.exists(machine.resolve("run/.containerenv"));
    return !inContainer
        && Files.readString(machine.resolve("proc/sys/kernel/hostname")).strip().equals(engineHost);
  }
}
