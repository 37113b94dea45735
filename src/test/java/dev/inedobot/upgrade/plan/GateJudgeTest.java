package dev.inedobot.upgrade.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inedobot.product.HealthReading;
import dev.inedobot.product.HealthReading.Verdict;
import dev.inedobot.product.Product;
import dev.inedobot.product.Version;
import dev.inedobot.upgrade.plan.GateVerdict.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class GateJudgeTest {
  private static final Instant START = Instant.parse("2026-11-25T06:00:00Z");
  private static final HealthReading GOOD =
      new HealthReading(Verdict.HEALTHY, Version.parse("24.0.5.7"), List.of(), "healthy");
  private static final HealthReading WAITING =
      new HealthReading(Verdict.NOT_YET, null, List.of(), "answers with HTTP status 503");

  private final GateJudge judge = judge(Product.PROGET, List.of());

  private static GateJudge judge(Product product, List<String> problemsBefore) {
    return new GateJudge(
        new GateJudge.Expected(
            product,
            Version.parse("2024.5"),
            Duration.ofMinutes(15),
            Duration.ofSeconds(10),
            problemsBefore),
        START);
  }

  private static RunState running(int restarts, @Nullable String imageHealth) {
    return new RunState(true, false, false, 0, false, START, restarts, imageHealth);
  }

  private static HealthReading ill(@Nullable String version, String... problems) {
    return new HealthReading(
        Verdict.PROBLEM,
        version == null ? null : Version.parse(version),
        List.of(problems),
        String.join("; ", problems));
  }

  private static Optional<Outcome> at(
      GateJudge judge, long seconds, @Nullable RunState state, @Nullable HealthReading reading) {
    return judge
        .judge(START.plusSeconds(seconds), new GateSample(state, reading))
        .map(GateVerdict::outcome);
  }

  private Optional<Outcome> at(
      long seconds, @Nullable RunState state, @Nullable HealthReading reading) {
    return at(judge, seconds, state, reading);
  }

  @Test
  void passesOnceItStayedGood() {
    assertThat(at(0, running(0, null), null)).isEmpty();
    assertThat(at(5, running(0, null), GOOD)).isEmpty();
    assertThat(at(14, running(0, null), GOOD)).isEmpty();
    GateVerdict verdict =
        judge.judge(START.plusSeconds(15), new GateSample(running(0, null), GOOD)).orElseThrow();
    assertThat(verdict.passed()).isTrue();
    assertThat(verdict.spoke()).isTrue();
    assertThat(verdict.goodSince()).isEqualTo(START.plusSeconds(5));
  }

  @Test
  void startsOverWhenItStopsBeingGood() {
    assertThat(at(5, running(0, null), GOOD)).isEmpty();
    assertThat(at(10, running(0, null), WAITING)).isEmpty();
    assertThat(at(15, running(0, null), GOOD)).isEmpty();
    assertThat(at(24, running(0, null), GOOD)).isEmpty();
    assertThat(at(25, running(0, null), GOOD)).contains(Outcome.PASSED);
  }

  @Test
  void startsOverAfterARestart() {
    assertThat(at(5, running(0, null), GOOD)).isEmpty();
    assertThat(at(15, running(1, null), GOOD)).isEmpty();
    assertThat(at(25, running(1, null), GOOD)).contains(Outcome.PASSED);
  }

  @Test
  void waitsForTheImagesOwnHealthCheck() {
    for (int seconds = 0; seconds <= 60; seconds += 10) {
      assertThat(at(seconds, running(0, "starting"), GOOD)).isEmpty();
    }
    assertThat(at(61, running(0, "unhealthy"), GOOD)).isEmpty();
    assertThat(judge.progress()).contains("unhealthy");
    assertThat(at(62, running(0, "healthy"), GOOD)).isEmpty();
    assertThat(at(72, running(0, "healthy"), GOOD)).contains(Outcome.PASSED);
  }

  @Test
  void doesNotPassWithoutTheVersion() {
    HealthReading nameless = new HealthReading(Verdict.HEALTHY, null, List.of(), "healthy");
    assertThat(at(0, running(0, null), nameless)).isEmpty();
    assertThat(at(300, running(0, null), nameless)).isEmpty();
    assertThat(at(900, running(0, null), nameless)).contains(Outcome.DEADLINE);
  }

  @Test
  void believesAWrongVersionAfterAWhileOnly() {
    HealthReading old =
        new HealthReading(Verdict.HEALTHY, Version.parse("24.0.4"), List.of(), "healthy");
    assertThat(at(0, running(0, null), old)).isEmpty();
    assertThat(at(9, running(0, null), old)).isEmpty();
    GateVerdict verdict =
        judge.judge(START.plusSeconds(10), new GateSample(running(0, null), old)).orElseThrow();
    assertThat(verdict.outcome()).isEqualTo(Outcome.WRONG_VERSION);
    assertThat(verdict.sentence()).contains("2024.4", "2024.5");
  }

  @Test
  void takesADatabaseUpgradeForProgressUntilTheDeadline() {
    for (int seconds = 0; seconds < 900; seconds += 60) {
      assertThat(at(seconds, running(0, null), seconds % 120 == 0 ? null : WAITING)).isEmpty();
    }
    GateVerdict verdict =
        judge.judge(START.plusSeconds(900), new GateSample(running(0, null), null)).orElseThrow();
    assertThat(verdict.outcome()).isEqualTo(Outcome.DEADLINE);
    assertThat(verdict.spoke()).isFalse();
    assertThat(verdict.sentence()).contains("15 min", "nothing answers yet");
  }

  @Test
  void doesNotCallAHeaderOfSomethingThatIsNotThereYetSpeaking() {
    HealthReading header =
        new HealthReading(Verdict.NOT_YET, Version.parse("24.0.5"), List.of(), "HTTP status 503");
    assertThat(at(0, running(0, null), header)).isEmpty();
    assertThat(judge.judge(START.plusSeconds(900), new GateSample(running(0, null), header)))
        .hasValueSatisfying(verdict -> assertThat(verdict.spoke()).isFalse());
  }

  @Test
  void failsAtTheDeadlineWithWhatItSaid() {
    assertThat(at(0, running(0, null), ill("24.0.5", "databaseStatus: Error"))).isEmpty();
    GateVerdict verdict =
        judge
            .judge(
                START.plusSeconds(900),
                new GateSample(running(0, null), ill("24.0.5", "databaseStatus: Error")))
            .orElseThrow();
    assertThat(verdict.outcome()).isEqualTo(Outcome.DEADLINE);
    assertThat(verdict.spoke()).isTrue();
    assertThat(verdict.sentence()).contains("databaseStatus: Error");
  }

  @Test
  void doesNotBlameTheUpgradeForAnOldProblem() {
    GateJudge lenient = judge(Product.PROGET, List.of("licenseStatus: Error"));
    HealthReading same = ill("24.0.5", "licenseStatus: Error");
    HealthReading worse = ill("24.0.5", "licenseStatus: Error", "databaseStatus: Error");
    assertThat(at(lenient, 0, running(0, null), worse)).isEmpty();
    assertThat(at(lenient, 60, running(0, null), worse)).isEmpty();
    assertThat(at(lenient, 61, running(0, null), same)).isEmpty();
    assertThat(at(lenient, 71, running(0, null), same)).contains(Outcome.PASSED);
  }

  @Test
  void seesThatTheProcessEnded() {
    RunState ended = new RunState(false, false, false, 139, false, START, 0, null);
    GateVerdict verdict = judge.judge(START, new GateSample(ended, null)).orElseThrow();
    assertThat(verdict.outcome()).isEqualTo(Outcome.EXITED);
    assertThat(verdict.sentence()).contains("139");
  }

  @Test
  void seesThatTheContainerIsGone() {
    assertThat(at(1, null, null)).contains(Outcome.VANISHED);
  }

  @Test
  void seesARestartLoopThoughDockerCallsItRunning() {
    assertThat(at(0, running(0, null), null)).isEmpty();
    RunState between = new RunState(true, true, false, 1, false, START, 4, null);
    assertThat(at(1, between, null)).isEmpty();
    assertThat(at(2, running(5, null), null)).contains(Outcome.CRASH_LOOP);
  }

  @Test
  void believesOneThatHasRecoveredFromItsCrashes() {
    assertThat(at(1, running(9, null), GOOD)).isEmpty();
    assertThat(at(11, running(9, null), GOOD)).contains(Outcome.PASSED);
  }

  @Test
  void givesWhatBecameGoodJustBeforeTheDeadlineItsTime() {
    assertThat(at(899, running(0, null), GOOD)).isEmpty();
    assertThat(at(905, running(0, null), GOOD)).isEmpty();
    assertThat(at(909, running(0, null), GOOD)).contains(Outcome.PASSED);
  }

  @Test
  void believesOtterByItsAnswerAlone() {
    GateJudge otter = judge(Product.OTTER, List.of());
    HealthReading answers = new HealthReading(Verdict.HEALTHY, null, List.of(), "answers");
    assertThat(at(otter, 0, running(0, null), answers)).isEmpty();
    assertThat(at(otter, 10, running(0, null), answers)).contains(Outcome.PASSED);
  }

  private static Optional<GateVerdict> starting(
      GateJudge judge, long seconds, @Nullable String health, Duration startPeriod) {
    return judge.judge(
        START.plusSeconds(seconds), new GateSample(running(0, health), null, startPeriod));
  }

  @Test
  void waitsAtLeastAsLongAsTheImageGivesItToStart() {
    Duration twenty = Duration.ofMinutes(20);
    assertThat(starting(judge, 0, "starting", twenty)).isEmpty();
    assertThat(judge.progress()).contains("20 min to start");
    assertThat(starting(judge, 900, "starting", twenty)).isEmpty();
    assertThat(starting(judge, 1199, "starting", twenty)).isEmpty();
    assertThat(starting(judge, 1200, "starting", twenty))
        .hasValueSatisfying(
            verdict -> {
              assertThat(verdict.outcome()).isEqualTo(Outcome.DEADLINE);
              assertThat(verdict.sentence()).contains("20 min");
            });
  }

  @Test
  void doesNotShortenTheDeadlineForAShortStartPeriod() {
    assertThat(starting(judge, 30, "starting", Duration.ofSeconds(30))).isEmpty();
    assertThat(judge.progress()).doesNotContain("to start");
    assertThat(starting(judge, 899, "unhealthy", Duration.ofSeconds(30))).isEmpty();
    assertThat(starting(judge, 900, "unhealthy", Duration.ofSeconds(30))).isPresent();
  }

  @Test
  void doesNotHoldTheRestartsOfALongLifeAgainstAContainer() {
    GateJudge old =
        GateJudge.fromNowOn(
            new GateJudge.Expected(
                Product.PROGET,
                Version.parse("2024.5"),
                Duration.ofMinutes(15),
                Duration.ofSeconds(10),
                List.of()),
            START);
    assertThat(at(old, 0, running(40, null), null)).isEmpty();
    assertThat(at(old, 1, running(40, null), GOOD)).isEmpty();
    assertThat(at(old, 11, running(40, null), GOOD)).contains(Outcome.PASSED);
    assertThat(at(old, 12, running(45, null), null)).contains(Outcome.CRASH_LOOP);
  }

  @Test
  void startsOverWhenSomebodyRestartedIt() {
    RunState again = new RunState(true, false, false, 0, false, START.plusSeconds(9), 0, null);
    assertThat(at(5, running(0, null), GOOD)).isEmpty();
    assertThat(at(15, again, GOOD)).isEmpty();
    assertThat(at(24, again, GOOD)).isEmpty();
    assertThat(at(25, again, GOOD)).contains(Outcome.PASSED);
  }

  @Test
  void knowsAnOldProblemWhateverItsDetail() {
    GateJudge lenient = judge(Product.PROGET, List.of("licenseStatus: Error (3 days ago)"));
    HealthReading same = ill("24.0.5", "licenseStatus: Error (since the upgrade)");
    assertThat(at(lenient, 0, running(0, null), same)).isEmpty();
    assertThat(at(lenient, 10, running(0, null), same)).contains(Outcome.PASSED);
  }

  @Test
  void doesNotBlameTheUpgradeForAnImageThatCalledItselfUnhealthyBefore() {
    GateJudge lenient = judge(Product.PROGET, List.of(GateJudge.IMAGE_UNHEALTHY));
    assertThat(at(lenient, 0, running(0, "starting"), GOOD)).isEmpty();
    assertThat(at(lenient, 60, running(0, "unhealthy"), GOOD)).isEmpty();
    assertThat(at(lenient, 70, running(0, "unhealthy"), GOOD)).contains(Outcome.PASSED);
  }
}
