package dev.inedobot.docker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the line of a compose file that names the image of a service. It goes by indentation, as
 * people write these files; where that does not lead to a line, none is named.
 */
final class ComposeFile {
  private static final long LONGEST = 1_000_000;
  private static final Pattern KEY =
      Pattern.compile("( *)(?:\"([^\"]+)\"|'([^']+)'|([^\\s#:\"'][^#:]*?))\\s*:(?:\\s.*)?");

  private ComposeFile() {}

  /** {@code file:line}, of the last of the files that says it, which is the one that counts. */
  static String place(String files, String service) {
    String place = "";
    for (String file : files.split(",")) {
      int line = line(lines(file.strip()), service);
      place = line > 0 ? file.strip() + ":" + line : place;
    }
    return place;
  }

  private static List<String> lines(String file) {
    try {
      Path path = Path.of(file);
      boolean readable =
          path.isAbsolute() && Files.isRegularFile(path) && Files.size(path) < LONGEST;
      return readable ? Files.readAllLines(path) : List.of();
    } catch (IOException | InvalidPathException unreadable) {
      return List.of();
    }
  }

  /** The number of the line, from 1; 0 if there is none. */
  private static int line(List<String> lines, String service) {
    boolean inServices = false;
    boolean inService = false;
    int serviceIndent = -1;
    int memberIndent = -1;
    for (int i = 0; i < lines.size(); i++) {
      Matcher key = KEY.matcher(lines.get(i));
      if (!key.matches()) {
        continue;
      }
      int indent = key.group(1).length();
      String name = key.group(2) != null ? key.group(2) : key.group(3);
      name = name != null ? name : key.group(4);
      if (indent == 0) {
        inServices = "services".equals(name);
        inService = false;
        serviceIndent = -1;
      } else if (inServices && (serviceIndent < 0 || indent <= serviceIndent)) {
        serviceIndent = indent;
        inService = service.equals(name);
        memberIndent = -1;
      } else if (inService) {
        memberIndent = memberIndent < 0 ? indent : memberIndent;
        if (indent == memberIndent && "image".equals(name)) {
          return i + 1;
        }
      }
    }
    return 0;
  }
}
