package dev.inedobot.demo;

import dev.inedobot.demo.workspace.Change;
import dev.inedobot.demo.workspace.Member;
import dev.inedobot.demo.workspace.Posted;
import dev.inedobot.demo.workspace.Rendering;
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
  private final Rendering rendering;
  private final PrintStream out;
  private final Map<String, List<String>> shown = new HashMap<>();

  LivePrinter(Rendering rendering, PrintStream out) {
    this.rendering = rendering;
    this.out = out;
  }

  void changed(Change change) {
    Posted posted = change.posted();
    List<String> rendered = rendering.lines(posted);
    List<String> lines = rendered.subList(1, rendered.size());
    Set<String> before = Set.copyOf(shown.getOrDefault(posted.ts(), List.of()));
    List<String> fresh = lines.stream().filter(line -> !before.contains(line)).toList();
    shown.put(posted.ts(), lines);
    if (!fresh.isEmpty()) {
      Member only = change.onlyTo();
      out.println(
          rendered.get(0) + (only == null ? "" : " (only %s sees this)".formatted(only.name())));
      fresh.forEach(out::println);
    }
  }
}
