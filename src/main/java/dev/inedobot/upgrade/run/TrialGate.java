package dev.inedobot.upgrade.run;

import dev.inedobot.product.HealthAnswer;
import dev.inedobot.product.HealthReading;
import dev.inedobot.upgrade.Step;
import dev.inedobot.upgrade.plan.ContainerFacts;
import dev.inedobot.upgrade.plan.Durations;
import dev.inedobot.upgrade.plan.GateJudge;
import dev.inedobot.upgrade.plan.GateSample;
import dev.inedobot.upgrade.plan.GateVerdict;
import dev.inedobot.upgrade.plan.HealthAddress;
import dev.inedobot.upgrade.plan.Plan;
import dev.inedobot.upgrade.plan.TrialRule;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Waits until a copy of the old version, which only its own container reaches, is healthy. */
final class TrialGate {
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);
  private static final Duration BETWEEN_REPORTS = Duration.ofSeconds(15);

  private final Clock clock;
  private final Pauses pauses;

  TrialGate(Clock clock, Pauses pauses) {
    this.clock = clock;
    this.pauses = pauses;
  }

  /**
   * Throws {@link HostProblem} if it is not healthy in time, or is another version.
   *
   * @param containerId was just started
   * @return how healthy it is, and when it was
   */
  Passed await(Run run, String containerId) throws InterruptedException {
    Plan plan = run.plan();
    Instant start = clock.instant();
    GateJudge judge =
        new GateJudge(
            new GateJudge.Expected(
                plan.settings().product(),
                plan.old().version(),
                plan.settings().timing().healthTimeout(),
                plan.settings().timing().stableFor(),
                TrialRule.excused(plan.before().problems())),
            start);
    Instant next = start;
    while (true) {
      GateSample sample = look(run, containerId);
      Instant now = clock.instant();
      Optional<GateVerdict> verdict = judge.judge(now, sample);
      if (verdict.isPresent()) {
        return judged(verdict.get(), start, sample.reading());
      }
      if (!now.isBefore(next)) {
        next = now.plus(BETWEEN_REPORTS);
        run.log()
            .progress(
                Step.PROVE,
                "restored; the copy is asked for its health: %s (%s)"
                    .formatted(judge.progress(), Durations.words(Duration.between(start, now))));
      }
      pauses.pause(BETWEEN_LOOKS);
    }
  }

  /**
   * What came of it.
   *
   * @param health how it answered, for people: healthy, or what was not held against it
   * @param after how long it took until then
   */
  record Passed(String health, Duration after) {}

  private static Passed judged(
      GateVerdict verdict, Instant start, @Nullable HealthReading reading) {
    Instant good = verdict.goodSince();
    if (!verdict.passed() || good == null) {
      throw HostProblem.refused("The copy did not prove itself. " + verdict.sentence());
    }
    List<String> before = reading == null ? List.of() : reading.problems();
    return new Passed(
        before.isEmpty()
            ? "healthy"
            : "healthy as the product was (%s)".formatted(String.join("; ", before)),
        Duration.between(start, good));
  }

  private static GateSample look(Run run, String containerId) {
    Optional<ContainerFacts> copy = run.host().find(containerId);
    return copy.isEmpty()
        ? new GateSample(null, null)
        : new GateSample(copy.get().state(), read(run, copy.get()));
  }

  private static @Nullable HealthReading read(Run run, ContainerFacts copy) {
    Optional<HealthAddress> address = TrialRule.inside(copy);
    if (!copy.state().serves() || address.isEmpty()) {
      return null;
    }
    return new HealthAsk(uri -> answer(run, copy, uri))
        .first(
            run.plan().settings().product(),
            List.of(address.get()),
            () -> Hidden.of(run.host(), copy))
        .map(answered -> TrialRule.judged(answered.reading()))
        .orElse(null);
  }

  private static Optional<HealthAnswer> answer(Run run, ContainerFacts copy, URI uri) {
    return run.host().askWithin(copy.id(), uri);
  }
}
