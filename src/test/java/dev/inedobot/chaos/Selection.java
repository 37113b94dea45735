package dev.inedobot.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
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
 * @param longest after that time no run begins any more
 */
record Selection(
    List<Journey> journeys,
    List<Fault> faults,
    List<String> patterns,
    int parallel,
    Duration longest) {
  static final String USAGE =
      """
      bin/chaos [OPTIONS…] [PATTERN…]
        PATTERN             only points whose step or call contains one of these, such as “stop” or “POST ”
        --journey=NAME,…    only these: maintenance, maintenance-back, major, major-back, forbidden,
                            db-first, db-first-fails, db-alone, restore, backup
        --fault=NAME,…      only these: 500, 503, 409, dropped, done+dropped, silent, done+silent, done+cut
        --parallel=N        runs at a time, default 10; most of each is waiting
        --minutes=N         begin no run after so many minutes; default: as long as all of it takes
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
    Duration longest = Duration.ofDays(7);
    for (String word : words) {
      String value = word.substring(word.indexOf('=') + 1);
      if (word.startsWith("--journey=")) {
        journeys = Arrays.stream(value.split(",", -1)).map(Selection::journey).toList();
      } else if (word.startsWith("--fault=")) {
        faults = Arrays.stream(value.split(",", -1)).map(Selection::fault).toList();
      } else if (word.matches("--parallel=[1-9][0-9]?")) {
        parallel = Integer.parseInt(value);
      } else if (word.matches("--minutes=[1-9][0-9]{0,3}")) {
        longest = Duration.ofMinutes(Integer.parseInt(value));
      } else if (word.startsWith("-")) {
        throw new IllegalArgumentException("There is no option " + word + ".\n\n" + USAGE);
      } else {
        patterns.add(word);
      }
    }
    return new Selection(journeys, faults, patterns, parallel, longest);
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

  /**
   * A trial for each point that is wanted and each fault that makes a difference there: first one
   * for each point, each with another fault than its neighbours, then a second one, so that what is
   * through when the time is over is spread over all of them; calls that change something before
   * questions.
   */
  List<Trial> trials(Journey journey, Map<Point, String> points) {
    List<Point> wanted =
        points.entrySet().stream()
            .filter(entry -> isWanted(entry.getKey(), entry.getValue()))
            .map(Map.Entry::getKey)
            .sorted(Comparator.comparing(point -> Fault.isQuestion(point.call())))
            .toList();
    List<Trial> trials = new ArrayList<>();
    for (int round = 0; round < Fault.values().length; round++) {
      for (int i = 0; i < wanted.size(); i++) {
        Point point = wanted.get(i);
        List<Fault> possible = faults(point);
        if (round < possible.size()) {
          trials.add(new Trial(journey, point, possible.get((i + round) % possible.size())));
        }
      }
    }
    return trials;
  }

  private List<Fault> faults(Point point) {
    return Fault.of(point.call()).stream()
        .filter(fault -> faults.isEmpty() || faults.contains(fault))
        .toList();
  }

  private boolean isWanted(Point point, String step) {
    return patterns.isEmpty()
        || patterns.stream()
            .anyMatch(pattern -> step.contains(pattern) || point.toString().contains(pattern));
  }
}
