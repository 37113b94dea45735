package dev.inedobot.chaos;

import dev.inedobot.cli.SmallEngine;
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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * The whole crash matrix: finds the moments of each journey in a run in which the bot is not
 * killed, runs it once for each, and prints what came of it. What {@code bin/chaos crash} starts;
 * status 0 only if the promise was kept everywhere.
 */
public final class CrashChaos {
  private static final Path RESULTS = Path.of("target", "chaos");
  private static final int BETWEEN_LINES = 10;
  private static final int MEGABYTES = 200;

  private final CrashSelection selection;
  private final Path directory;
  private final PrintStream out;
  private final List<Crash.Outcome> all = new ArrayList<>();
  private final StringBuilder page = new StringBuilder();
  private final Instant begin = Instant.now();
  private int begun;
  private int notRun;

  private CrashChaos(CrashSelection selection, Path directory, PrintStream out) {
    this.selection = selection;
    this.directory = directory;
    this.out = out;
  }

  public static void main(String... words) throws Exception {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    CrashSelection selection;
    try {
      selection = CrashSelection.parse(words);
    } catch (IllegalArgumentException wrong) {
      System.err.println(wrong.getMessage());
      System.exit(2);
      return;
    }
    Files.createDirectories(RESULTS);
    Path directory = Files.createTempDirectory(RESULTS.toAbsolutePath(), "crash-");
    boolean kept = new CrashChaos(selection, directory, out).run();
    System.exit(kept ? 0 : 1);
  }

  private boolean run() throws Exception {
    boolean kept = true;
    try (Ground ground = new Ground(directory, selection.journeys())) {
      say(
          "%s, Docker Engine %s. A cell is how the run ended in which the bot was killed then:\n"
                  .formatted(LocalDate.now(ZoneOffset.UTC), ground.engine())
              + "S succeeded, B rolled back, F failed with the old version untouched, A a person is asked,\n"
              + "² one message stands in Slack twice, X promise broken, – not reached, E void: it could not begin, ? not run.");
      Crashes crashes = new Crashes(ground, selection.parallel());
      if (selection.with().contains(Circumstance.ALONE)) {
        for (Journey journey : selection.journeys()) {
          kept &= matrix(crashes, journey);
        }
      }
      if (selection.with().contains(Circumstance.DISK_FULL)) {
        kept &= harder(crashes, Circumstance.DISK_FULL);
      }
      if (selection.with().contains(Circumstance.PAUSED)) {
        kept &= harder(crashes, Circumstance.PAUSED);
      }
      kept &= ground.watcher.overlaps().isEmpty();
    }
    if (selection.with().contains(Circumstance.ENGINE_RESTARTS)) {
      try (SmallEngine engine = new SmallEngine(MEGABYTES);
          Ground ground =
              new Ground(
                  directory.resolve("restarts"),
                  engine.dockerHost(),
                  HarderCrashes.journeys(Circumstance.ENGINE_RESTARTS))) {
        kept &= harder(Crashes.on(engine, ground), Circumstance.ENGINE_RESTARTS);
        kept &= ground.watcher.overlaps().isEmpty();
      }
    }
    say(
        "\n**In all: %d points, %d outcomes: %s; not run for want of time: %d.**"
            .formatted(all.size() + notRun, all.size(), CrashMatrix.letters(all), notRun));
    Files.writeString(RESULTS.resolve("crash.md"), page.toString());
    return kept;
  }

  private boolean matrix(Crashes crashes, Journey journey) throws InterruptedException {
    Crash.Outcome calm =
        crashes.run(List.of(Crash.calm(journey)), through -> {}, Instant.MAX).get(0);
    if (!calm.broken().isEmpty() || !calm.story().state().equals(journey.end())) {
      say(
          "\n### %s\n\nX even without a kill: it ended as %s; %s"
              .formatted(journey.title(), calm.story().state(), calm.broken()));
      return false;
    }
    Map<Moment, String> moments = CrashPoints.of(calm);
    List<Crash> chosen = selection.crashes(journey, moments);
    List<Crash.Outcome> outcomes = carryOut(crashes, chosen, journey.name());
    say("\n" + new CrashMatrix(journey, moments, calm, chosen, outcomes).print());
    return isKept(outcomes);
  }

  private boolean harder(Crashes crashes, Circumstance circumstance) throws InterruptedException {
    List<Crash> chosen =
        HarderCrashes.with(circumstance).stream()
            .filter(crash -> selection.journeys().contains(crash.journey()))
            .toList();
    List<Crash.Outcome> outcomes = carryOut(crashes, chosen, circumstance.name());
    StringBuilder table = new StringBuilder();
    table.append("\n### And ").append(circumstance.words()).append("\n\n");
    table.append("| journey | killed | outcome |\n|---|---|:-:|\n");
    for (Crash crash : chosen) {
      String letter =
          outcomes.stream()
              .filter(outcome -> outcome.crash().equals(crash))
              .map(Crash.Outcome::letter)
              .findFirst()
              .orElse("?");
      table.append("| %s | `%s` | %s |\n".formatted(crash.journey(), crash.moment(), letter));
    }
    table.append(
        "\nPoints %d, outcomes %d: %s.\n"
            .formatted(chosen.size(), outcomes.size(), CrashMatrix.letters(outcomes)));
    table.append(CrashMatrix.list("Broken", "X", outcomes));
    table.append(CrashMatrix.list("Not reached", "–", outcomes));
    say(table.toString());
    return isKept(outcomes);
  }

  /** Each journey gets its share of the time, and so does each circumstance. */
  private List<Crash.Outcome> carryOut(Crashes crashes, List<Crash> chosen, String title)
      throws InterruptedException {
    begun++;
    Instant deadline =
        begin.plus(selection.longest().multipliedBy(begun).dividedBy(selection.parts()));
    List<Crash.Outcome> outcomes = crashes.run(chosen, progress(title, chosen.size()), deadline);
    notRun += chosen.size() - outcomes.size();
    all.addAll(outcomes);
    return outcomes;
  }

  private static boolean isKept(List<Crash.Outcome> outcomes) {
    return outcomes.stream().allMatch(outcome -> outcome.broken().isEmpty());
  }

  private static Consumer<Crash.Outcome> progress(String title, int all) {
    AtomicInteger through = new AtomicInteger();
    long begin = System.nanoTime();
    return outcome -> {
      int count = through.incrementAndGet();
      if (!outcome.broken().isEmpty()) {
        System.err.println(
            "chaos: %s %s: %s (%s)"
                .formatted(
                    outcome.letter(), outcome.crash(), outcome.broken(), outcome.container()));
      }
      if (count % BETWEEN_LINES == 0 || count == all) {
        System.err.printf(
            "chaos: %s %d/%d in %d s%n",
            title, count, all, Duration.ofNanos(System.nanoTime() - begin).toSeconds());
      }
    };
  }

  private void say(String text) {
    out.println(text);
    page.append(text).append('\n');
  }
}
