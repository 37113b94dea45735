package dev.inedobot.docker;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Compares a created container's {@code Config} with the expected one, field by field. */
final class ConfigDifferences {
  private static final Set<String> COMPARED_ELSEWHERE =
      Set.of("HostConfig", "NetworkingConfig", "Image", "Env", "Healthcheck");

  private ConfigDifferences() {}

  static List<String> between(JsonNode expected, JsonNode created) {
    List<String> found = new ArrayList<>(variables(expected.path("Env"), created.path("Env")));
    for (String field : union(expected, created)) {
      JsonNode wanted = expected.path(field);
      JsonNode there = created.path(field);
      // The engine makes one up, and shows a MAC address here that belongs to a network.
      boolean givenByEngine =
          (field.equals("Hostname") || field.equals("MacAddress")) && Emptiness.isEmpty(wanted);
      if (COMPARED_ELSEWHERE.contains(field) || givenByEngine) {
        continue;
      }
      if (ImageDefaults.KEYED_FIELDS.contains(field)) {
        members(field, wanted, there, found);
      } else if (!Emptiness.sameSetting(wanted, there)) {
        found.add(field);
      }
    }
    members("Healthcheck", expected.path("Healthcheck"), created.path("Healthcheck"), found);
    return found;
  }

  private static void members(
      String field, JsonNode expected, JsonNode created, Collection<String> found) {
    for (String key : union(expected, created)) {
      if (!expected.path(key).equals(created.path(key))) {
        found.add(field + "." + key);
      }
    }
  }

  private static Set<String> union(JsonNode one, JsonNode other) {
    Set<String> names = new TreeSet<>();
    one.fieldNames().forEachRemaining(names::add);
    other.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static Set<String> variables(JsonNode expected, JsonNode created) {
    Set<JsonNode> wanted = new HashSet<>();
    expected.forEach(wanted::add);
    Set<JsonNode> there = new HashSet<>();
    created.forEach(there::add);
    Set<String> wrong = new TreeSet<>();
    for (JsonNode entry : union(wanted, there)) {
      if (!wanted.contains(entry) || !there.contains(entry)) {
        wrong.add("Env." + ImageDefaults.variable(entry));
      }
    }
    // Of two entries for one variable the later one counts.
    if (wrong.isEmpty() && !expected.equals(created)) {
      wrong.add("Env (its order)");
    }
    return wrong;
  }

  private static Set<JsonNode> union(Set<JsonNode> one, Set<JsonNode> other) {
    Set<JsonNode> both = new HashSet<>(one);
    both.addAll(other);
    return both;
  }
}
