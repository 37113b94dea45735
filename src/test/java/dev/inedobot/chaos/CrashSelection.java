package dev.inedobot.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What of the crash matrix to run, from the words of a command line.
 *
 * @param patterns parts of a step's or a moment's name, one of which must be there; empty for all
 * @param with what else happens: the matrix itself is with {@link Circumstance#ALONE}
 * @param parallel how many runs at a time
 * @param longest after that time no run begins any more
 */
record CrashSelection(
    List<Journey> journeys,
    List<String> patterns,
    List<Circumstance> with,
    int parallel,
    Duration longest) {
  static final String USAGE =
      """
      bin/chaos crash [OPTIONS…] [PATTERN…]
        PATTERN             only moments whose step, call or write contains one of these, such as “stop” or “POST ”
        --journey=NAME,…    only these: maintenance, maintenance-back, major, major-back, forbidden,
                            db-first, db-first-fails, db-alone, restore, backup
        --with=NAME,…       only these: alone, paused, disk-full, engine-restarts; the last two need root
        --parallel=N        runs at a time, default 5
        --minutes=N         begin no run after so many minutes; default: as long as all of it takes
      """;

  private static final int STRIDE = 4;

  CrashSelection {
    journeys = List.copyOf(journeys);
    patterns = List.copyOf(patterns);
    with = List.copyOf(with);
  }

  /** Throws {@link IllegalArgumentException} with a sentence for people. */
  static CrashSelection parse(String... words) {
    List<Journey> journeys = Arrays.asList(Journey.values());
    List<Circumstance> with = Arrays.asList(Circumstance.values());
    List<String> patterns = new ArrayList<>();
    int parallel = 5;
    Duration longest = Duration.ofDays(7);
    for (String word : words) {
      String value = word.substring(word.indexOf('=') + 1);
      if (word.startsWith("--journey=")) {
        journeys = named(Journey.values(), value);
      } else if (word.startsWith("--with=")) {
        with = named(Circumstance.values(), value);
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
    return new CrashSelection(journeys, patterns, with, parallel, longest);
  }

  /** How many tables there will be. */
  int parts() {
    boolean alone = with.contains(Circumstance.ALONE);
    return with.size() + (alone ? journeys.size() - 1 : 0);
  }

  private static <E extends Enum<E>> List<E> named(E[] all, String names) {
    List<E> found = new ArrayList<>();
    for (String name : names.split(",", -1)) {
      found.add(
          Arrays.stream(all)
              .filter(one -> one.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(name))
              .findFirst()
              .orElseThrow(
                  () -> new IllegalArgumentException("There is no " + name + ".\n\n" + USAGE)));
    }
    return found;
  }

  /**
   * A run for each moment that is wanted: calls and writes that change something first, then
   * questions, and last the notes of where messages stand; of each kind every fourth one at first,
   * so that what is through when the time is over is spread over all of them.
   */
  List<Crash> crashes(Journey journey, Map<Moment, String> moments) {
    List<Moment> wanted =
        moments.entrySet().stream()
            .filter(entry -> isWanted(entry.getKey(), entry.getValue()))
            .map(Map.Entry::getKey)
            .toList();
    List<Integer> order = new ArrayList<>(IntStream.range(0, wanted.size()).boxed().toList());
    order.sort(Comparator.comparingInt(i -> rank(wanted.get(i)) * STRIDE + i % STRIDE));
    return order.stream().map(i -> Crash.at(journey, wanted.get(i))).toList();
  }

  private static int rank(Moment moment) {
    if (Moment.isNote(moment.point())) {
      return 2;
    }
    return Fault.isQuestion(moment.point().call()) ? 1 : 0;
  }

  private boolean isWanted(Moment moment, String step) {
    return patterns.isEmpty()
        || patterns.stream()
            .anyMatch(
                pattern -> step.contains(pattern) || moment.point().toString().contains(pattern));
  }
}
