package dev.inedobot.demo.workspace;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Renders messages for a terminal. Safe for several threads. */
public final class Rendering {
  private static final String INDENT = "    ";

  private final UnaryOperator<String> names;
  private final DateTimeFormatter time;

  /**
   * @param names gives the name for an id, or the id itself
   */
  public Rendering(UnaryOperator<String> names, ZoneId zone) {
    this.names = names;
    this.time = DateTimeFormatter.ofPattern("HH:mm:ss").withZone(zone);
  }

  /** One message: a line with author and time, then what it shows; a reply is indented. */
  public List<String> lines(Posted posted) {
    String indent = posted.threadTs() == null ? "" : INDENT;
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s%s  %s%s"
            .formatted(
                indent,
                posted.author(),
                time.format(at(posted.ts())),
                posted.edited() ? " (edited)" : ""));
    for (String line : BlockText.lines(posted, names)) {
      lines.add(indent + "  " + line);
    }
    return lines;
  }

  private static Instant at(String ts) {
    return Instant.ofEpochSecond(Long.parseLong(ts.substring(0, ts.indexOf('.'))));
  }
}
