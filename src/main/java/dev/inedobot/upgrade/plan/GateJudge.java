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

  /** A problem that a container can have had before. */
  static final String IMAGE_UNHEALTHY = "the image's own health check says unhealthy";

  /** How long a product may claim to be another version before it is believed. */
  static final Duration WRONG_VERSION_PATIENCE = Duration.ofSeconds(10);

  private static final int UNKNOWN = -1;

  private final Expected expected;
  private final Instant start;

  private boolean spoke;
  private Duration deadline;
  private int restartsBefore;
  private int restarts;
  private @Nullable Instant startedAt;
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

  /** Judges a container that was just started: whatever restarts it has had are its own fault. */
  public GateJudge(Expected expected, Instant start) {
    this.expected = expected;
    this.start = start;
    this.deadline = expected.deadline();
  }

  /** Judges a container that ran before this gate; its restarts until now don't count. */
  public static GateJudge fromNowOn(Expected expected, Instant start) {
    GateJudge judge = new GateJudge(expected, start);
    judge.restartsBefore = UNKNOWN;
    return judge;
  }

  /** What it is waiting for, for people. */
  public String progress() {
    return deadline.compareTo(expected.deadline()) > 0
        ? "%s; its image gives it %s to start, so that long I wait"
            .formatted(progress, Durations.words(deadline))
        : progress;
  }

  /** Whether it has answered as itself. */
  public boolean spoke() {
    return spoke;
  }

  /** Takes one look into account; empty while it is undecided. */
  public Optional<GateVerdict> judge(Instant now, GateSample sample) {
    RunState state = sample.state();
    if (state == null) {
      return verdict(Outcome.VANISHED, "The container is gone: somebody removed it.");
    }
    noteRestarts(state);
    if (sample.startPeriod().compareTo(deadline) > 0) {
      deadline = sample.startPeriod();
    }
    if (!state.running() && !state.restarting() && state.wasStarted()) {
      return verdict(Outcome.EXITED, "Its process ended: %s.".formatted(state.words()));
    }
    boolean good = isGood(now, state, sample.reading());
    if (!good && restarts >= CRASHES) {
      return verdict(
          Outcome.CRASH_LOOP,
          "It crashes as soon as it starts: %d restarts in %s, the last one with exit code %d."
              .formatted(
                  restarts, Durations.words(Duration.between(start, now)), state.exitCode()));
    }
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
    if (!now.isBefore(start.plus(deadline)) && goodSince == null) {
      return verdict(
          Outcome.DEADLINE,
          "It was not healthy within %s: %s.".formatted(Durations.words(deadline), progress));
    }
    return Optional.empty();
  }

  /** An engine counts for a container's whole life. */
  private void noteRestarts(RunState state) {
    if (restartsBefore == UNKNOWN) {
      restartsBefore = state.restartCount();
    }
    int now = Math.max(0, state.restartCount() - restartsBefore);
    boolean startedAnew = startedAt != null && !startedAt.equals(state.startedAt());
    if (now > restarts || startedAnew) {
      goodSince = null;
    }
    restarts = now;
    startedAt = state.startedAt();
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
            && Problems.newOnes(expected.problemsBefore(), reading.problems()).isEmpty();
    if (reading.verdict() == HealthReading.Verdict.HEALTHY || onlyOldProblems) {
      progress = onlyOldProblems ? "as healthy as before" : "healthy";
      return true;
    }
    progress = reading.words();
    return false;
  }

  private boolean imageAgrees(RunState state) {
    String health = state.imageHealth();
    boolean unhealthyBefore =
        "unhealthy".equals(health) && expected.problemsBefore().contains(IMAGE_UNHEALTHY);
    if (health == null || health.equals("none") || health.equals("healthy") || unhealthyBefore) {
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
