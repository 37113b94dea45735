package dev.inedobot.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

final class MomentsTest {
  private static final String STOP = "/v1.41/containers/c1/stop?t=5";
  private static final Point STOPPED = Point.change("POST /containers/{name}/stop");

  private final List<String> killed = new ArrayList<>();

  private Moments at(Moment moment) {
    return new Moments(
        new CallNames("c1", "registry/proget", id -> id),
        Map.of(moment, () -> killed.add(moment.toString())));
  }

  @Test
  void killsBeforeACallAndLetsItHaveNoEffect() {
    Moments moments = at(Moment.before(STOPPED));

    assertThat(moments.of("GET", "/v1.41/containers/c1/json")).isNull();
    assertThat(killed).isEmpty();
    assertThat(moments.of("POST", STOP)).isEqualTo(Fault.DROP_BEFORE);
    assertThat(killed).containsExactly("before POST /containers/{name}/stop");
  }

  @Test
  void killsAfterACallThatHadItsEffectAndBeforeItsAnswer() {
    Moments moments = at(Moment.after(STOPPED));

    assertThat(moments.of("POST", STOP)).isEqualTo(Fault.PERFORM_AND_DROP);
    assertThat(killed).isEmpty();
    moments.performed("POST", STOP);
    assertThat(killed).hasSize(1);
  }

  @Test
  void killsAWhileAfterACallThatWasAnswered() {
    Moments moments = at(Moment.after(STOPPED).later(Duration.ofMillis(200)));

    assertThat(moments.of("POST", STOP)).isNull();
    moments.performed("POST", STOP);
    assertThat(killed).isEmpty();
    Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> killed.size() == 1);
  }

  @Test
  void killsOnceAndOnlyAtTheWriteThatIsMeant() {
    Moment moment = Moment.after(Moment.write("STEP_DONE stop"));
    Moments moments = at(moment);

    moments.before("STEP_STARTED stop");
    moments.after("STEP_STARTED stop");
    moments.before("STEP_DONE stop");
    assertThat(killed).isEmpty();
    assertThat(moments.hasReached(moment)).isFalse();
    moments.after("STEP_DONE stop");
    moments.before("STEP_DONE stop");
    moments.after("STEP_DONE stop");

    assertThat(killed).hasSize(1);
    assertThat(moments.hasReached(moment)).isTrue();
    assertThat(moments.made())
        .extracting(made -> made.point().toString())
        .containsExactly(
            "write STEP_STARTED stop", "write STEP_DONE stop", "write STEP_DONE stop #2");
  }
}
