package dev.inedobot.upgrade.run;

import dev.inedobot.product.HealthReading;
import dev.inedobot.product.ReleaseKind;
import dev.inedobot.upgrade.plan.ContainerFacts;
import dev.inedobot.upgrade.plan.Durations;
import dev.inedobot.upgrade.plan.GateJudge;
import dev.inedobot.upgrade.plan.GateSample;
import dev.inedobot.upgrade.plan.GateVerdict;
import dev.inedobot.upgrade.plan.HealthAddress;
import dev.inedobot.upgrade.plan.Plan;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Looks at a started container until it is known whether it is good. */
final class HealthGate {
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
  private static final Duration BETWEEN_REPORTS = Duration.ofSeconds(15);

  private final HealthAsk ask;
  private final Clock clock;
  private final Pauses pauses;

  /** What a container did before the gate. */
  enum Past {
    /** It was just started, by this run. */
    NONE,
    /** It has run before, and may have crashed then. */
    SOME
  }

  HealthGate(HealthProbe probe, Clock clock, Pauses pauses) {
    this.ask = new HealthAsk(probe);
    this.clock = clock;
    this.pauses = pauses;
  }

  /**
   * Waits for the verdict. While the engine doesn't answer it goes on looking: that says nothing
   * about the container.
   *
   * @param past whether restarts before this gate are held against it
   * @param report is told what it waits for, now and then, and when that changes
   */
  GateVerdict await(
      ContainerHost host,
      String containerId,
      Plan plan,
      GateJudge.Expected expected,
      Past past,
      Consumer<String> report)
      throws InterruptedException {
    Instant start = clock.instant();
    GateJudge judge =
        past == Past.NONE ? new GateJudge(expected, start) : GateJudge.fromNowOn(expected, start);
    Instant lastReport = start;
    String reported = "";
    while (true) {
      Optional<GateSample> sample = look(host, containerId, plan);
      Instant now = clock.instant();
      if (sample.isPresent()) {
        Optional<GateVerdict> verdict = judge.judge(now, sample.get());
        if (verdict.isPresent()) {
          return verdict.get();
        }
      }
      String progress =
          sample.isPresent() ? words(judge, expected, plan) : "the engine does not answer";
      if (!progress.equals(reported) || !now.isBefore(lastReport.plus(BETWEEN_REPORTS))) {
        report.accept(progress + " (" + Durations.words(Duration.between(start, now)) + ")");
        reported = progress;
        lastReport = now;
      }
      pauses.pause(BETWEEN_LOOKS);
    }
  }

  /** A new major that has not said anything yet may take long, and that is no failure. */
  private static String words(GateJudge judge, GateJudge.Expected expected, Plan plan) {
    boolean mayBeMigrating =
        plan.kind() == ReleaseKind.MAJOR
            && expected.version().equals(plan.next().version())
            && !judge.spoke();
    return judge.progress() + (mayBeMigrating ? "; it may be upgrading its database" : "");
  }

  /** One look, or empty if the engine did not tell. */
  private Optional<GateSample> look(ContainerHost host, String containerId, Plan plan) {
    try {
      Optional<ContainerFacts> facts = host.find(containerId);
      if (facts.isEmpty()) {
        return Optional.of(new GateSample(null, null));
      }
      return Optional.of(
          new GateSample(
              facts.get().state(),
              read(host, facts.get(), plan),
              facts.get().life().startPeriod()));
    } catch (HostProblem engineSilent) {
      return Optional.empty();
    }
  }

  private @Nullable HealthReading read(ContainerHost host, ContainerFacts container, Plan plan) {
    if (!container.state().serves()) {
      return null;
    }
    List<HealthAddress> addresses =
        plan.before()
            .address()
            .sameWay(HealthAddress.candidates(plan.settings(), container, host.address()));
    return ask.first(plan.settings().product(), addresses, () -> Hidden.of(host, container))
        .map(HealthAsk.Answered::reading)
        .orElse(null);
  }
}
