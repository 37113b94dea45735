package dev.inedobot.demo.standin;

import static dev.inedobot.demo.standin.StandInProduct.PROGET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.dockerjava.api.model.Volume;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The releases that misbehave do as their table says. */
class MisbehaviourIT extends OnRealEngine {

  @ParameterizedTest
  @EnumSource
  void neverHealthyAnswers500AndNoVersion(StandInProduct product) {
    StandInContainer container =
        engine
            .of(StandInTag.of(product, 24, Misbehaviour.NEVER_HEALTHY))
            .start()
            .untilStatus(500, "/");

    HttpResponse<String> answer = container.get("/health");
    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body()).startsWith("ERROR:").doesNotContain("24.0");
    assertThat(answer.headers().firstValue("X-ProGet-Version")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void crashLoopExitsAndIsRestarted(StandInProduct product) {
    String volume = engine.volume();
    engine.of(StandInTag.of(product, "24.0.1")).on(volume).start().untilServing().stop(5);
    StandInContainer container =
        engine
            .of(StandInTag.of(product, 25, Misbehaviour.CRASH_LOOP))
            .on(volume)
            .restarting()
            .start();

    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> Objects.requireNonNull(container.inspect().getRestartCount()) >= 2);
    assertThat(container.log()).contains("crashes at every start");
    container.stop(1);
    assertThat(engine.of(StandInTag.of(product, "24.0.1")).on(volume).start().untilServing().log())
        .contains("Database schema 25 is newer than 24");
  }

  @Test
  void wrongVersionTellsAnother() {
    StandInContainer proget =
        engine.of(StandInTag.of(PROGET, 24, Misbehaviour.WRONG_VERSION)).start().untilServing();

    assertThat(proget.get("/health").body()).contains("\"24.0.1\"", "2024.1 (Build 1)");
    assertThat(proget.get("/health").headers().firstValue("X-ProGet-Version")).hasValue("24.0.1.1");
  }

  @Test
  void ignoresTermUntilItIsKilled() {
    StandInContainer proget =
        engine.of(StandInTag.of(PROGET, 24, Misbehaviour.IGNORES_TERM)).start().untilServing();

    assertThat(proget.stop(2)).isGreaterThanOrEqualTo(Duration.ofSeconds(2));
    assertThat(proget.exitCode()).isEqualTo(137);
  }

  @Test
  void refusesTheNextSchemaWhereOthersTakeIt() {
    String volume = engine.volume();
    of("26.0.12").on(volume).start().untilServing().stop(5);

    StandInContainer older =
        engine.of(StandInTag.of(PROGET, 25, Misbehaviour.REFUSES_NEXT_SCHEMA)).on(volume).start();

    assertThat(older.untilEnded()).isEqualTo(1);
  }

  @Test
  void unwellTellsItsVersionAndAnError() {
    StandInContainer proget =
        engine
            .of(StandInTag.of(PROGET, 24, Misbehaviour.UNWELL))
            .start()
            .untilStatus(500, "/health");

    assertThat(proget.get("/health").body()).contains("\"24.0.95\"", "\"serviceStatus\":\"Error\"");
  }

  @Test
  void diesLaterAfterItHasBeenHealthy() {
    StandInContainer proget =
        engine
            .of(StandInTag.of(PROGET, 24, Misbehaviour.DIES_LATER))
            .start()
            .untilStatus(200, "/health");

    assertThat(proget.untilEnded()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"HEALTHCHECK_PASSES, healthy", "HEALTHCHECK_FAILS, unhealthy"})
  void someImagesHaveAHealthcheck(Misbehaviour misbehaviour, String status) {
    StandInContainer proget = engine.of(StandInTag.of(PROGET, 24, misbehaviour)).start();

    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                status.equals(
                    Objects.requireNonNull(proget.inspect().getState().getHealth()).getStatus()));
    proget.untilStatus(200, "/health");
  }

  @Test
  void someImagesDeclareAVolume() {
    StandInContainer proget =
        engine.of(StandInTag.of(PROGET, 24, Misbehaviour.DECLARES_VOLUME)).start().untilServing();

    assertThat(proget.inspect().getMounts())
        .extracting(mount -> Objects.requireNonNull(mount.getDestination()))
        .contains(new Volume("/var/proget/extensions"));
    assertThat(proget.shell("cat /var/proget/extensions/from-the-image")).isEqualTo("24.0.99");
  }
}
