package dev.inedobot.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.inedobot.chaos.ChangingCalls;
import dev.inedobot.chaos.EngineProxy;
import dev.inedobot.chaos.Fault;
import dev.inedobot.upgrade.UpgradeId;
import dev.inedobot.upgrade.plan.ContainerFacts;
import dev.inedobot.upgrade.run.ContainerHost.Replacement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Changing calls of a replacement fail; the outcome is the same. */
class EngineProxyIT {
  private static final Duration GRACE = Duration.ofSeconds(20);
  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(2);

  @SuppressWarnings("NullAway.Init")
  private static LiveEngine engine;

  @BeforeAll
  static void come() {
    engine = new LiveEngine();
  }

  @AfterEach
  void clear() {
    engine.clear();
  }

  @AfterAll
  static void leave() {
    engine.close();
  }

  /** Create, stop, rename, rename, start and remove; returns the new container's id. */
  private static String replaceThrough(EngineProxy proxy) {
    String imageId = engine.pulled("25.0.13");
    String old =
        engine.create("", "24.0.5", LiveEngine.json("{\"HostConfig\":{\"NetworkMode\":\"none\"}}"));
    engine.host().start(old);
    DockerHost host = LiveEngine.through(proxy.address(), LONGEST_ANSWER);
    String next =
        host.createReplacement(
            new Replacement(
                old,
                engine.name + "-next",
                engine.reference("25.0.13"),
                imageId,
                new UpgradeId("k7m2qxp4")));
    host.stop(old, GRACE);
    host.rename(old, engine.name + "-old");
    host.rename(next, engine.name);
    host.start(next);
    host.remove(old);
    return next;
  }

  private static void assertReplaced(String next) {
    assertThat(engine.host().find(engine.name))
        .hasValueSatisfying(
            it -> {
              assertThat(it.id()).isEqualTo(next);
              assertThat(it.state().serves()).isTrue();
            });
    assertThat(engine.host().containers())
        .extracting(ContainerFacts::name)
        .doesNotContain(engine.name + "-old", engine.name + "-next");
  }

  @Test
  void countsTheChangingCalls() {
    ChangingCalls changing = new ChangingCalls();
    try (EngineProxy proxy = EngineProxy.inFrontOf(engine.dockerHost, changing)) {
      assertReplaced(replaceThrough(proxy));

      assertThat(changing.calls())
          .extracting(call -> call.replaceFirst("^([A-Z]+) .*/(\\w+)(\\?.*)?$", "$1 $2"))
          .hasSize(6)
          .startsWith("POST create", "POST stop", "POST rename", "POST rename", "POST start");
    }
  }

  /** Each other fault, and whole upgrades: {@code bin/chaos}. */
  @Test
  void everyChangingCallMayLoseItsAnswer() {
    for (int call = 1; call <= 6; call++) {
      ChangingCalls changing = new ChangingCalls().fail(call, Fault.PERFORM_AND_DROP);
      try (EngineProxy proxy = EngineProxy.inFrontOf(engine.dockerHost, changing)) {
        assertReplaced(replaceThrough(proxy));

        assertThat(changing.calls())
            .as("calls, when %d lost its answer", call)
            .hasSizeGreaterThanOrEqualTo(6);
      }
      engine.clear();
    }
  }

  @Test
  void allCallsMayFailInARow() {
    ChangingCalls changing = new ChangingCalls();
    // Every second one, so that each effect needs a second try.
    List.of(1, 3, 5, 7, 9, 11).forEach(call -> changing.fail(call, Fault.ANSWER_500));
    try (EngineProxy proxy = EngineProxy.inFrontOf(engine.dockerHost, changing)) {
      assertReplaced(replaceThrough(proxy));

      assertThat(changing.calls()).hasSize(12);
    }
  }

  @Test
  void closesTwiceWithoutHarm() {
    EngineProxy proxy = EngineProxy.inFrontOf(engine.dockerHost, new ChangingCalls());
    proxy.close();

    assertThatCode(proxy::close).doesNotThrowAnyException();
  }
}
