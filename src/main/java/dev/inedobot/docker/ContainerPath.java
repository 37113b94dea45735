package dev.inedobot.docker;

import java.util.ArrayDeque;
import java.util.Deque;

/** Paths in a container, in the one form that the engine brings them into. */
final class ContainerPath {
  private ContainerPath() {}

  /** Without empty parts, {@code .} and {@code ..}; what is empty stays empty. */
  static String clean(String path) {
    if (path.isEmpty()) {
      return path;
    }
    Deque<String> parts = new ArrayDeque<>();
    for (String part : path.split("/", -1)) {
      if (part.equals("..")) {
        parts.pollLast();
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.addLast(part);
      }
    }
    return (path.startsWith("/") ? "/" : "") + String.join("/", parts);
  }
}
