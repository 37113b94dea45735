package dev.inedobot.demo.workspace;

import java.util.ArrayList;
import java.util.List;

/** Remembers the calls that were refused. Safe for several threads. */
final class Refusals {
  private final List<String> lines = new ArrayList<>();

  synchronized void add(String method, Refused refused) {
    lines.add(method + ": " + refused.line());
  }

  synchronized List<String> all() {
    return List.copyOf(lines);
  }
}
