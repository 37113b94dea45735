package dev.inedobot.demo;

import dev.inedobot.demo.workspace.Change;
import dev.inedobot.demo.workspace.Posted;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Prints what happens in the channel while it happens: each new message, and of an edited one the
 * lines that are new. Called by one thread.
 */
final class LivePrinter {
  private static final String INDENT = "        ";

  private final PrintStream out;
  private final Map<String, List<String>> shown = new HashMap<>();

  LivePrinter(PrintStream out) {
    this.out = out;
  }

  void changed(Change change) {
    Posted posted = change.posted();
    List<String> lines = posted.asText().lines().toList();
    Set<String> before = Set.copyOf(shown.getOrDefault(posted.ts(), List.of()));
    List<String> fresh = lines.stream().filter(line -> !before.contains(line)).toList();
    shown.put(posted.ts(), lines);
    String indent = posted.threadTs() == null ? "" : INDENT;
    String head =
        switch (change.kind()) {
          case POSTED -> posted.author() + ":";
          case EDITED -> posted.author() + " (edited):";
          case ONLY_TO -> posted.author() + " (only you can see this):";
        };
    if (!fresh.isEmpty()) {
      out.println(indent + head);
      fresh.forEach(line -> out.println(indent + "  " + line));
    }
  }
}
