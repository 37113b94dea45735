package dev.inedobot.demo.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How a stand-in listens, stops and starts again. */
class StandInProcessIT extends OnRealEngine {

  @ParameterizedTest
  @EnumSource
  void stopsCleanlyBeforeItIsKilled(StandInProduct product) {
    StandInContainer container = engine.of(StandInTag.of(product, "24.0.1")).start().untilServing();

    assertThat(container.stop(10)).isLessThan(Duration.ofSeconds(9));
    assertThat(container.exitCode()).isZero();
    assertThat(container.log()).contains("service stopped.");
  }

  @Test
  void stopsBeforeItIsKilledWhileItUpgradesTheDatabase() {
    String volume = engine.volume();
    of("24.0.5").on(volume).start().untilServing().stop(5);
    StandInContainer next = of("25.0.13").on(volume).with("STANDIN_MIGRATION_SECONDS=60").start();
    next.untilStatus(503, "/");

    assertThat(next.stop(10)).isLessThan(Duration.ofSeconds(9));
    assertThat(next.exitCode()).isZero();
  }

  @Test
  void listensWhereAspnetcoreUrlsSays() {
    StandInContainer proget =
        of("24.0.5").with("ASPNETCORE_URLS=http://*:8080;https://*:8443").start();

    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> proget.shell("wget -q -O- http://127.0.0.1:8080/health").contains("24.0.5"));
    assertThat(proget.status("/")).isZero();
  }

  @Test
  void answersHundredsOfRequestsWithoutGettingSlower() {
    StandInContainer proget = of("24.0.5").start().untilServing();
    Duration first = timeOf(100, proget);
    timeOf(100, proget);
    Duration last = timeOf(100, proget);

    assertThat(last).isLessThan(first.multipliedBy(2).plusSeconds(1));
    assertThat(
            IntStream.range(0, 20)
                .parallel()
                .map(i -> proget.status("/health"))
                .distinct()
                .toArray())
        .containsExactly(200);
  }

  private static Duration timeOf(int requests, StandInContainer proget) {
    long begin = System.nanoTime();
    for (int i = 0; i < requests; i++) {
      assertThat(proget.status("/health")).isEqualTo(200);
    }
    return Duration.ofNanos(System.nanoTime() - begin);
  }
}
