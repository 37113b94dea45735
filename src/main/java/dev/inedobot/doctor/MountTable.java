package dev.inedobot.doctor;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The file systems that a process sees, as Linux tells them in {@code /proc/self/mountinfo}
 * (proc_pid_mountinfo(5)): the fifth field of a line is the place, and after a lone hyphen comes
 * the type.
 */
public final class MountTable {
  private final String text;

  public MountTable(String text) {
    this.text = text;
  }

  /**
   * A file system.
   *
   * @param place where it is mounted
   * @param type for example {@code overlay}
   */
  public record Mount(Path place, String type) {
    /** Whether what is on it is lost with it: tmpfs(5), ramfs. */
    public boolean isMemory() {
      return type.equals("tmpfs") || type.equals("ramfs");
    }
  }

  /**
   * The file system that a path is on; empty if that can't be told.
   *
   * @param path absolute, without links and without {@code ..}
   */
  public Optional<Mount> of(Path path) {
    @Nullable Mount best = null;
    for (String line : text.split("\\R", -1)) {
      String[] fields = line.split(" ", -1);
      int hyphen = Arrays.asList(fields).indexOf("-");
      if (hyphen < 5 || fields.length <= hyphen + 1) {
        continue;
      }
      Path place = Path.of(unescaped(fields[4]));
      // Of two at the same place the later one covers the earlier.
      if (path.startsWith(place)
          && (best == null || place.getNameCount() >= best.place().getNameCount())) {
        best = new Mount(place, fields[hyphen + 1]);
      }
    }
    return Optional.ofNullable(best);
  }

  private static String unescaped(String field) {
    return field
        .replace("\\040", " ")
        .replace("\\011", "\t")
        .replace("\\012", "\n")
        .replace("\\134", "\\");
  }
}
