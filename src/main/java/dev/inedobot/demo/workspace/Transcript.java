package dev.inedobot.demo.workspace;

import java.util.ArrayList;
import java.util.List;

/** A channel with its threads as text. */
final class Transcript {
  private Transcript() {}

  static String of(Channel where, Messages messages, Rendering rendering) {
    List<String> lines = new ArrayList<>();
    lines.add(where.title());
    for (Posted parent : messages.under(where, null)) {
      lines.add("");
      lines.addAll(rendering.lines(parent));
      for (Posted reply : messages.under(where, parent.ts())) {
        lines.addAll(rendering.lines(reply));
      }
    }
    return String.join("\n", lines) + "\n";
  }
}
