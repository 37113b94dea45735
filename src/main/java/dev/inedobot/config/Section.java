package dev.inedobot.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One mapping of the file: reads its members as what they should be and notes what is wrong with
 * them. Reading goes on with a default, so that all problems are found at once.
 */
final class Section {
  private static final Pattern DURATION = Pattern.compile("(\\d{1,6})(ms|s|m|h|d)");

  private final String path;
  private final JsonNode node;
  private final List<String> problems;

  Section(String path, JsonNode node, List<String> problems) {
    this.path = path;
    this.node = node;
    this.problems = problems;
    if (isGiven(node) && !node.isObject()) {
      problem("", "must be a mapping of names to values");
    }
  }

  private static boolean isGiven(JsonNode node) {
    return !node.isMissingNode() && !node.isNull();
  }

  /** Notes members that nobody knows. */
  void allow(String... names) {
    Set<String> known = new TreeSet<>(List.of(names));
    node.fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                problem(name, "is not known here; known are: " + String.join(", ", known));
              }
            });
  }

  boolean has(String name) {
    return isGiven(node.path(name));
  }

  boolean isMapping(String name) {
    return node.path(name).isObject();
  }

  Section section(String name) {
    return new Section(at(name), node.path(name), problems);
  }

  /** The members as sections of their own, by name. */
  Map<String, Section> sections() {
    Map<String, Section> sections = new TreeMap<>();
    node.properties().forEach(member -> sections.put(member.getKey(), section(member.getKey())));
    return sections;
  }

  @Nullable String text(String name) {
    JsonNode value = node.path(name);
    if (!isGiven(value)) {
      return null;
    }
    if (!value.isValueNode() || value.asText().isBlank()) {
      problem(name, "must be text");
      return null;
    }
    return value.asText().strip();
  }

  List<String> texts(String name) {
    JsonNode value = node.path(name);
    List<String> texts = new ArrayList<>();
    if (!isGiven(value)) {
      return texts;
    }
    if (!value.isArray()) {
      problem(name, "must be a list, such as [C02OPS]");
      return texts;
    }
    for (JsonNode entry : value) {
      if (!entry.isTextual() || entry.asText().isBlank()) {
        problem(name, "has an entry that is no text: put quotes around it");
      } else {
        texts.add(entry.asText().strip());
      }
    }
    return texts;
  }

  /** A program and its arguments, as they stand there. */
  List<String> words(String name) {
    JsonNode value = node.path(name);
    List<String> words = new ArrayList<>();
    if (!value.isArray() || value.isEmpty()) {
      problem(name, "must be a list of a program and its arguments, such as [pg_dump, -Fc]");
      return words;
    }
    for (JsonNode entry : value) {
      if (!entry.isTextual()) {
        problem(name, "has an entry that is no text: put quotes around it");
      } else {
        words.add(entry.asText());
      }
    }
    if (!words.isEmpty() && words.get(0).isBlank()) {
      problem(name, "names no program");
    }
    return words;
  }

  int number(String name, int least, int most, int usual) {
    JsonNode value = node.path(name);
    if (!isGiven(value)) {
      return usual;
    }
    if (!value.isInt() || value.asInt() < least || value.asInt() > most) {
      problem(name, "must be a whole number from %d to %d".formatted(least, most));
      return usual;
    }
    return value.asInt();
  }

  boolean flag(String name, boolean usual) {
    JsonNode value = node.path(name);
    if (!isGiven(value)) {
      return usual;
    }
    if (!value.isBoolean()) {
      problem(name, "must be true or false");
      return usual;
    }
    return value.asBoolean();
  }

  @Nullable Duration duration(String name, Duration least, Duration most) {
    String text = text(name);
    if (text == null) {
      return null;
    }
    Matcher form = DURATION.matcher(text);
    if (!form.matches()) {
      problem(name, "“%s” is no duration; write it like 30s, 15m or 2h".formatted(text));
      return null;
    }
    long amount = Long.parseLong(form.group(1));
    Duration duration =
        switch (form.group(2)) {
          case "ms" -> Duration.ofMillis(amount);
          case "s" -> Duration.ofSeconds(amount);
          case "m" -> Duration.ofMinutes(amount);
          case "h" -> Duration.ofHours(amount);
          default -> Duration.ofDays(amount);
        };
    if (duration.compareTo(least) < 0 || duration.compareTo(most) > 0) {
      problem(
          name, "“%s” is out of range: from %s to %s".formatted(text, words(least), words(most)));
      return null;
    }
    return duration;
  }

  private static String words(Duration duration) {
    return duration.toSeconds() % 3600 == 0 && !duration.isZero()
        ? duration.toHours() + "h"
        : duration.toSeconds() + "s";
  }

  void problem(String name, String what) {
    problems.add(at(name) + " " + what + ".");
  }

  private String at(String name) {
    return name.isEmpty() ? path : path.isEmpty() ? name : path + "." + name;
  }
}
