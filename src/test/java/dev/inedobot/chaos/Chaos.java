package dev.inedobot.chaos;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The whole matrix: finds the points of each journey in a run without a fault, runs it once for
 * each point and fault, and prints what came of it. What {@code bin/chaos} starts; status 0 only if
 * the promise was kept everywhere.
 */
public final class Chaos {
  private static final Path RESULTS = Path.of("target", "chaos");
  private static final int BETWEEN_LINES = 25;

  private final Selection selection;
  private final Ground ground;
  private final Trials trials;
  private final PrintStream out;
  private final Map<Character, Integer> letters = new TreeMap<>();
  private final StringBuilder page = new StringBuilder();
  private final Instant begin = Instant.now();
  private int notRun;

  private Chaos(Selection selection, Ground ground, PrintStream out) {
    this.selection = selection;
    this.ground = ground;
    this.trials = new Trials(ground, selection.parallel());
    this.out = out;
  }

  public static void main(String... words) throws Exception {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    Selection selection;
    try {
      selection = Selection.parse(words);
    } catch (IllegalArgumentException wrong) {
      System.err.println(wrong.getMessage());
      System.exit(2);
      return;
    }
    Files.createDirectories(RESULTS);
    boolean kept;
    try (Ground ground =
        new Ground(
            Files.createTempDirectory(RESULTS.toAbsolutePath(), "run-"), selection.journeys())) {
      kept = new Chaos(selection, ground, out).run();
    }
    System.exit(kept ? 0 : 1);
  }

  private boolean run() throws Exception {
    say(
        "%s, Docker Engine %s. A cell is how the run ended in which that call failed that way:\n"
                .formatted(LocalDate.now(ZoneOffset.UTC), ground.engine())
            + "S succeeded, B rolled back, F failed with the old version untouched, A a person is asked,"
            + " R refused before there was a plan,\nX promise broken, – not reached, E void: it could not begin, ? not run.");
    boolean kept = true;
    for (Journey.Pair pair : Journey.Pair.values()) {
      List<Journey> journeys =
          selection.journeys().stream().filter(journey -> journey.pair() == pair).toList();
      if (!journeys.isEmpty()) {
        say("\n## Pair: " + pair.title() + "\n");
      }
      for (Journey journey : journeys) {
        kept &= run(journey);
      }
    }
    List<String> totals = new ArrayList<>();
    letters.forEach((letter, count) -> totals.add(count + " " + letter));
    say(
        "\n**In all: %s; not run for want of time: %d. The watcher saw %d starts of containers and %d overlaps.**"
            .formatted(
                String.join(", ", totals),
                notRun,
                ground.watcher.starts(),
                ground.watcher.overlaps().size()));
    Files.writeString(RESULTS.resolve("matrix.md"), page.toString());
    return kept && ground.watcher.overlaps().isEmpty();
  }

  private boolean run(Journey journey) throws InterruptedException {
    Trial.Outcome calm =
        trials.run(List.of(Trial.calm(journey)), through -> {}, Instant.MAX).get(0);
    if (!calm.broken().isEmpty() || !calm.story().state().equals(journey.end())) {
      say(
          "### %s\n\nX even without a fault: it ended as %s; %s"
              .formatted(journey.title(), calm.story().state(), calm.broken()));
      letters.merge('X', 1, Integer::sum);
      return false;
    }
    Map<Point, String> points = Points.of(calm);
    List<Trial> chosen = selection.trials(journey, points);
    points.keySet().retainAll(chosen.stream().map(Trial::point).toList());
    List<Trial.Outcome> outcomes =
        trials.run(chosen, progress(journey, chosen.size()), deadline(journey));
    notRun += chosen.size() - outcomes.size();
    outcomes.forEach(outcome -> letters.merge(outcome.letter(), 1, Integer::sum));
    say(new Matrix(journey, points, calm, chosen, outcomes).print());
    return outcomes.stream().allMatch(outcome -> outcome.broken().isEmpty());
  }

  /** Each journey gets its share of the time. */
  private Instant deadline(Journey journey) {
    List<Journey> all = selection.journeys();
    int nth = (int) all.stream().filter(each -> each.compareTo(journey) <= 0).count();
    return begin.plus(selection.longest().multipliedBy(nth).dividedBy(all.size()));
  }

  private static java.util.function.Consumer<Trial.Outcome> progress(Journey journey, int all) {
    AtomicInteger through = new AtomicInteger();
    long begin = System.nanoTime();
    return outcome -> {
      int count = through.incrementAndGet();
      if (!outcome.broken().isEmpty()) {
        System.err.println(
            "chaos: " + outcome.letter() + " " + outcome.trial() + ": " + outcome.broken());
      }
      if (count % BETWEEN_LINES == 0 || count == all) {
        System.err.printf(
            "chaos: %s %d/%d in %d s%n",
            journey, count, all, Duration.ofNanos(System.nanoTime() - begin).toSeconds());
      }
    };
  }

  private void say(String text) {
    out.println(text);
    page.append(text).append('\n');
  }
}
