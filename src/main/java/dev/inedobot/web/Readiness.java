package dev.inedobot.web;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What must be there for commands to be answered.
 *
 * @param checks by name; each tells what is wrong, or nothing
 */
public record Readiness(Map<String, Supplier<Optional<String>>> checks) {

  /** The same with one more, which comes last. */
  public Readiness and(String name, Supplier<Optional<String>> check) {
    Map<String, Supplier<Optional<String>>> all = new LinkedHashMap<>(checks);
    all.put(name, check);
    return new Readiness(all);
  }
}
