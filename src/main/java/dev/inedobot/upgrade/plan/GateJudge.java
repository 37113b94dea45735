package dev.inedobot.upgrade.plan;

import dev.inedobot.product.HealthReading;
import dev.inedobot.product.Product;
import dev.inedobot.product.Version;
import dev.inedobot.upgrade.plan.GateVerdict.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Judges a started container from one look after another. It passes when the process runs, the
 * image's own health check (if there is one) agrees, the product answers as healthy and as the
 * expected version, and all that stayed so without a restart for a while. A database upgrade in
 * progress is progress until the deadline: refused connections, errors and redirects mean not yet.
 *
 * <p>Not thread-safe: one judge for one gate.
 */
public final class GateJudge {
  /**
   * So many restarts in a row are a crash loop. Docker waits longer before each, so that this takes
   * a process which ends at once about ten seconds, and one that needs a minute to fail five.
   */
  static final int CRASHES = 5;

  /** How long a product may claim to be another version before it is believed. */
  static final Duration WRONG_VERSION_PATIENCE = Duration.ofSeconds(10);

  private final Expected expected;
  private final Instant start;

  private boolean spoke;
  private int restarts = -1;

  /** The engine counts from the container's start by hand: one that crashed may be well by now. */
  private int restartsBefore;

  private @Nullable Instant goodSince;
  private @Nullable Instant wrongSince;
  private String progress = "starting";

  /**
   * What the container has to prove.
   *
   * @param version the version that it must report
   * @param deadline how long it may take
   * @param stableFor how long it must stay good
   * @param problemsBefore what was wrong before and is not held against it
   */
  public record Expected(
      Product product,
      Version version,
      Duration deadline,
      Duration stableFor,
      List<String> problemsBefore) {
    public Expected {
      problemsBefore = List.copyOf(problemsBefore);
    }
  }

  public GateJudge(Expected expected, Instant start) {
    this.expected = expected;
    this.start = start;
  }

  /** What it is waiting for, for people. */
  public String progress() {
    return progress;
  }

  /** Takes one look into account; empty while it is undecided. */
  public Optional<GateVerdict> judge(Instant now, GateSample sample) {
    RunState state = sample.state();
    if (state == null) {
      return verdict(Outcome.VANISHED, "The container is gone: somebody removed it.");
    }
    noteRestarts(state);
    if (!state.running() && !state.restarting() && state.wasStarted()) {
      return verdict(Outcome.EXITED, "Its process ended: %s.".formatted(state.words()));
    }
    int crashes = restarts - restartsBefore;
    if (crashes >= CRASHES) {
      return verdict(
          Outcome.CRASH_LOOP,
          "It crashes as soon as it starts: %d restarts in %s, the last one with exit code %d."
              .formatted(crashes, Durations.words(Duration.between(start, now)), state.exitCode()));
    }
    boolean good = isGood(now, state, sample.reading());
    if (!good) {
      goodSince = null;
    } else if (goodSince == null) {
      goodSince = now;
    }
    if (goodSince != null && !now.isBefore(goodSince.plus(expected.stableFor()))) {
      return verdict(Outcome.PASSED, "It is healthy and stayed so.");
    }
    if (wrongSince != null && !now.isBefore(wrongSince.plus(WRONG_VERSION_PATIENCE))) {
      return verdict(Outcome.WRONG_VERSION, "It runs, but " + progress + ".");
    }
    if (!now.isBefore(start.plus(expected.deadline())) && goodSince == null) {
      return verdict(
          Outcome.DEADLINE,
          "It was not healthy within %s: %s."
              .formatted(Durations.words(expected.deadline()), progress));
    }
    return Optional.empty();
  }

  private void noteRestarts(RunState state) {
    if (restarts >= 0 && state.restartCount() > restarts) {
      goodSince = null;
    }
    if (restarts < 0) {
      restartsBefore = state.restartCount();
    }
    restarts = Math.max(0, state.restartCount());
  }

  private boolean isGood(Instant now, RunState state, @Nullable HealthReading reading) {
    boolean answeredAsAnother = false;
    boolean good = false;
    if (!state.serves()) {
      progress = state.words();
    } else if (reading == null) {
      progress = "nothing answers yet";
    } else {
      spoke |= saysItsVersion(reading) || answersWithoutVersion(reading);
      answeredAsAnother = isAnotherVersion(reading);
      good = !answeredAsAnother && isHealthy(reading) && imageAgrees(state);
    }
    if (!answeredAsAnother) {
      wrongSince = null;
    } else if (wrongSince == null) {
      wrongSince = now;
    }
    return good;
  }

  /** A server that is not there yet may name its version in a header all the same. */
  private static boolean saysItsVersion(HealthReading reading) {
    return reading.reported() != null && reading.verdict() != HealthReading.Verdict.NOT_YET;
  }

  private boolean answersWithoutVersion(HealthReading reading) {
    return !expected.product().reportsVersion()
        && reading.verdict() == HealthReading.Verdict.HEALTHY;
  }

  private boolean isAnotherVersion(HealthReading reading) {
    Version reported = reading.reported();
    if (reported == null || reported.sameRelease(expected.version())) {
      return false;
    }
    progress =
        "it reports version %s instead of %s"
            .formatted(reported.marketingForm(), expected.version().marketingForm());
    return true;
  }

  private boolean isHealthy(HealthReading reading) {
    if (expected.product().reportsVersion() && reading.reported() == null) {
      progress = "it answers, but does not report its version yet (%s)".formatted(reading.words());
      return false;
    }
    boolean onlyOldProblems =
        reading.verdict() == HealthReading.Verdict.PROBLEM
            && !reading.problems().isEmpty()
            && expected.problemsBefore().containsAll(reading.problems());
    if (reading.verdict() == HealthReading.Verdict.HEALTHY || onlyOldProblems) {
      progress = onlyOldProblems ? "as healthy as before" : "healthy";
      return true;
    }
    progress = reading.words();
    return false;
  }

  private boolean imageAgrees(RunState state) {
    String health = state.imageHealth();
    if (health == null || health.equals("none") || health.equals("healthy")) {
      return true;
    }
    progress = "the image's own health check says " + health;
    return false;
  }

  private Optional<GateVerdict> verdict(Outcome outcome, String sentence) {
    return Optional.of(
        new GateVerdict(outcome, sentence, spoke, outcome == Outcome.PASSED ? goodSince : null));
  }
}
