package dev.inedobot.chaos;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What of the whole matrix to run, from the words of a command line.
 *
 * @param faults by their names or their columns'; empty for all that make a difference
 * @param patterns parts of a step's or a call's name, one of which must be there; empty for all
 * @param parallel how many runs at a time
 */
record Selection(List<Journey> journeys, List<Fault> faults, List<String> patterns, int parallel) {
  static final String USAGE =
      """
      bin/chaos [OPTIONS…] [PATTERN…]
        PATTERN             only points whose step or call contains one of these, such as “stop” or “POST ”
        --journey=NAME,…    only these: maintenance, maintenance-back, major, major-back, forbidden
        --fault=NAME,…      only these: 500, 503, 409, dropped, done+dropped, silent, done+silent, done+cut
        --parallel=N        runs at a time, default 10; most of each is waiting
      """;

  Selection {
    journeys = List.copyOf(journeys);
    faults = List.copyOf(faults);
    patterns = List.copyOf(patterns);
  }

  /** Throws {@link IllegalArgumentException} with a sentence for people. */
  static Selection parse(String... words) {
    List<Journey> journeys = Arrays.asList(Journey.values());
    List<Fault> faults = List.of();
    List<String> patterns = new ArrayList<>();
    int parallel = 10;
    for (String word : words) {
      String value = word.substring(word.indexOf('=') + 1);
      if (word.startsWith("--journey=")) {
        journeys = Arrays.stream(value.split(",", -1)).map(Selection::journey).toList();
      } else if (word.startsWith("--fault=")) {
        faults = Arrays.stream(value.split(",", -1)).map(Selection::fault).toList();
      } else if (word.matches("--parallel=[1-9][0-9]?")) {
        parallel = Integer.parseInt(value);
      } else if (word.startsWith("-")) {
        throw new IllegalArgumentException("There is no option " + word + ".\n\n" + USAGE);
      } else {
        patterns.add(word);
      }
    }
    return new Selection(journeys, faults, patterns, parallel);
  }

  private static Journey journey(String name) {
    return find(Journey.values(), name, j -> j.name().toLowerCase(Locale.ROOT).replace('_', '-'))
        .orElseThrow(
            () -> new IllegalArgumentException("There is no journey " + name + ".\n\n" + USAGE));
  }

  private static Fault fault(String name) {
    return find(Fault.values(), name, Fault::column)
        .orElseThrow(
            () -> new IllegalArgumentException("There is no fault " + name + ".\n\n" + USAGE));
  }

  private static <T> Optional<T> find(
      T[] all, String name, java.util.function.Function<T, String> word) {
    return Arrays.stream(all).filter(each -> word.apply(each).equals(name)).findFirst();
  }

  /** A trial for each point that is wanted and each fault that makes a difference there. */
  List<Trial> trials(Journey journey, Map<Point, String> points) {
    List<Trial> trials = new ArrayList<>();
    points.forEach(
        (point, step) -> {
          if (isWanted(point, step)) {
            Fault.of(point.call()).stream()
                .filter(fault -> faults.isEmpty() || faults.contains(fault))
                .forEach(fault -> trials.add(new Trial(journey, point, fault)));
          }
        });
    return trials;
  }

  private boolean isWanted(Point point, String step) {
    return patterns.isEmpty()
        || patterns.stream()
            .anyMatch(pattern -> step.contains(pattern) || point.toString().contains(pattern));
  }
}
