package dev.inedobot.upgrade.plan;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A container's environment variables. Their values hold passwords and encryption keys, so {@link
 * #toString()} prints the names only.
 */
public final class Environment {
  private final Map<String, String> values;

  public Environment(Map<String, String> values) {
    this.values = Map.copyOf(values);
  }

  /** Reads the engine's form, a list of {@code NAME=value}. A later entry wins. */
  public static Environment parse(Iterable<String> entries) {
    Map<String, String> values = new TreeMap<>();
    for (String entry : entries) {
      int equals = entry.indexOf('=');
      if (equals > 0) {
        values.put(entry.substring(0, equals), entry.substring(equals + 1));
      }
    }
    return new Environment(values);
  }

  public Optional<String> value(String name) {
    return Optional.ofNullable(values.get(name));
  }

  public boolean has(String name) {
    return values.containsKey(name);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Environment environment && values.equals(environment.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  @Override
  public String toString() {
    return new TreeSet<>(values.keySet()).toString();
  }
}
