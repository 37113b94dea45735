package dev.inedobot.upgrade.plan;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The room for images on an engine's host.
 *
 * @param root the directory in which the engine keeps them, as the engine names it
 * @param free bytes that are free there, or null where the bot can't see that directory
 * @param imageSize bytes that the running container's image takes up unpacked; 0 if not known. No
 *     engine tells the size of an image that it does not have yet, so this is the estimate for it
 */
public record Disk(String root, @Nullable Long free, long imageSize) {
  /**
   * With less than this the stop itself is a risk: the engine writes its own record, and the
   * product its database, on a disk that is full.
   */
  static final long LEAST = 100_000_000L;

  static Finding look(Observation seen) {
    Disk disk = seen.surroundings().disk();
    if (disk == null || disk.free() == null) {
      return new Finding.Fine(
          "free disk: not visible from here, the pull before the stop is the proof");
    }
    String room = "%s free in %s".formatted(words(disk.free()), disk.root());
    if (disk.free() < LEAST) {
      return new Finding.Refused(
          new Refusal(
              "The engine has only %s, too little for a new image and for a safe stop."
                  .formatted(room),
              "Make room, for example with `docker image prune`, then ask again."));
    }
    if (disk.free() < disk.imageSize()) {
      return new Finding.Warning(
          "disk",
          "The engine has %s, and the image that runs now takes up %s: the pull may fail. It comes"
                  .formatted(room, words(disk.imageSize()))
              + " before the stop, so nothing would be touched.");
    }
    return new Finding.Fine(room);
  }

  /** For example {@code 1.2 GB}; units are powers of a thousand, as Docker prints them. */
  public static String words(long bytes) {
    if (bytes < 1_000_000) {
      return bytes / 1_000 + " kB";
    }
    return bytes < 1_000_000_000
        ? bytes / 1_000_000 + " MB"
        : String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
  }
}
