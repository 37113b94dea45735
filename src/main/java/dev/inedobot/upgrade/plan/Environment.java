package dev.inedobot.upgrade.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A container's environment variables. Their values hold passwords and encryption keys, so {@link
 * #toString()} prints the names only.
 */
public final class Environment {
  private static final Pattern SECRET_NAME =
      Pattern.compile(
          "(?i)pass|pwd|secret|token|key|connection|conn_?str|sql_server|credential"
              + "|licen[cs]e|dsn|jwt");

  /** A password within a connection string, or within an address. */
  private static final Pattern PASSWORD_WITHIN =
      Pattern.compile(
          "(?i)(?:password|pwd)\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)'|([^;\\s\"']+))"
              + "|://[^/:@\\s]*:([^/@\\s]+)@");

  private static final Pattern PATH = Pattern.compile("(?:/[^/:;,\\s]+)+/?");

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

  /**
   * The values of the variables whose names say that they are secret, and the passwords within
   * values: a product may log one without what stands around it.
   */
  public List<String> secretValues() {
    List<String> secrets = new ArrayList<>();
    values.forEach(
        (name, value) -> {
          if (SECRET_NAME.matcher(name).find()) {
            secrets.add(value);
          }
          secrets.addAll(passwordsWithin(value));
        });
    return List.copyOf(secrets);
  }

  /** The passwords in a text: those of addresses and those of members of connection strings. */
  public static List<String> passwordsWithin(String text) {
    List<String> passwords = new ArrayList<>();
    Matcher within = PASSWORD_WITHIN.matcher(text);
    while (within.find()) {
      IntStream.rangeClosed(1, within.groupCount())
          .mapToObj(within::group)
          .filter(Objects::nonNull)
          .forEach(passwords::add);
    }
    return passwords;
  }

  /**
   * The files that variables name whose own names say that what is in the file is secret, such as
   * {@code PROGET_ENCRYPTION_KEY_FILE}: absolute paths in the container.
   */
  public List<String> secretFiles() {
    return values.entrySet().stream()
        .filter(variable -> variable.getKey().endsWith("_FILE"))
        .filter(variable -> SECRET_NAME.matcher(variable.getKey()).find())
        .map(Map.Entry::getValue)
        .filter(path -> path.startsWith("/"))
        .sorted()
        .toList();
  }

  /** The values that are one absolute path each, such as those of {@code …_FILE}. */
  public List<String> paths() {
    return values.values().stream().filter(PATH.asMatchPredicate()).sorted().toList();
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
