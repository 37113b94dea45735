package dev.inedobot.slack.socket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class IntakeTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofMillis(400);

  private final AtomicInteger acts = new AtomicInteger();
  private final List<String> sent = new CopyOnWriteArrayList<>();
  private final CountDownLatch go = new CountDownLatch(1);
  private volatile Behaviour behaviour = Behaviour.ANSWERS;
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final Intake intake = new Intake(new Listener(), PATIENCE);

  private enum Behaviour {
    ANSWERS,
    THROWS,
    DIES,
    WAITS
  }

  private final class Listener implements EnvelopeListener {
    @Override
    public Acknowledgement take(Envelope envelope) throws Exception {
      acts.incrementAndGet();
      switch (behaviour) {
        case THROWS -> throw new IllegalStateException("on purpose");
        case DIES -> throw new NoClassDefFoundError("on purpose");
        case WAITS -> assertThat(go.await(20, TimeUnit.SECONDS)).isTrue();
        case ANSWERS -> {}
      }
      return Acknowledgement.with("{\"text\":\"done\"}");
    }

    @Override
    public Acknowledgement instead(Envelope envelope, Shortcoming why) {
      return Acknowledgement.with("{\"text\":\"%s\"}".formatted(why));
    }

    @Override
    public void afterwards(Envelope envelope, String payload) {
      told.add(payload);
    }
  }

  @AfterEach
  void leave() {
    go.countDown();
    intake.close();
  }

  private static Envelope command(String id) throws Exception {
    String text =
        "{\"envelope_id\":\"%s\",\"type\":\"slash_commands\",\"payload\":{}}".formatted(id);
    return Envelope.of(JSON.readTree(text), text);
  }

  private JsonNode sent(int number) throws Exception {
    Awaitility.await("acknowledgement " + number)
        .atMost(Duration.ofSeconds(10))
        .until(() -> sent.size() > number);
    return JSON.readTree(sent.get(number));
  }

  @Test
  void acknowledgesByItsIdWithTheAnswer() throws Exception {
    intake.take(command("e1"), sent::add);
    assertThat(sent(0))
        .isEqualTo(JSON.readTree("{\"envelope_id\":\"e1\",\"payload\":{\"text\":\"done\"}}"));
  }

  @ParameterizedTest
  @EnumSource(
      value = Behaviour.class,
      names = {"THROWS", "DIES"})
  void acknowledgesWhenTheListenerFails(Behaviour how) throws Exception {
    behaviour = how;
    intake.take(command("e1"), sent::add);
    assertThat(sent(0).at("/envelope_id").asText()).isEqualTo("e1");
    assertThat(sent(0).at("/payload/text").asText()).isEqualTo("FAILED");
  }

  @Test
  void acknowledgesInTimeThoughTheListenerIsNotDone() throws Exception {
    behaviour = Behaviour.WAITS;
    long start = System.nanoTime();
    intake.take(command("e1"), sent::add);
    assertThat(sent(0).at("/payload/text").asText()).isEqualTo("LATE");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(PATIENCE.multipliedBy(5));
    assertThat(told).isEmpty();
    go.countDown();
    Awaitility.await("what came of it")
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> assertThat(told).containsExactly("{\"text\":\"done\"}"));
    assertThat(acts).hasValue(1);
    assertThat(sent).hasSize(1);
  }

  @Test
  void takesFiftyAtOnce() throws Exception {
    behaviour = Behaviour.WAITS;
    for (int i = 0; i < 50; i++) {
      intake.take(command("e" + i), sent::add);
    }
    Awaitility.await("all begun").atMost(Duration.ofSeconds(5)).until(() -> acts.get() == 50);
    go.countDown();
    sent(49);
    assertThat(sent).allMatch(answer -> answer.contains("done") || answer.contains("LATE"));
  }

  @Test
  void actsOnceOnWhatComesAgainAndAcknowledgesEachTime() throws Exception {
    for (int i = 0; i < 20; i++) {
      intake.take(command("same"), sent::add);
    }
    sent(19);
    assertThat(sent).hasSize(20).allMatch(answer -> answer.equals(sent.get(0)));
    assertThat(acts).hasValue(1);
    intake.take(command("other"), sent::add);
    sent(20);
    assertThat(acts).hasValue(2);
  }

  @Test
  void takesNothingAnyMoreOnceItIsClosedAndAcknowledgesWhatItTook() throws Exception {
    behaviour = Behaviour.WAITS;
    intake.take(command("e1"), sent::add);
    Awaitility.await("begun").until(() -> acts.get() == 1);
    Thread closing = new Thread(intake::close);
    closing.start();
    go.countDown();
    closing.join();
    assertThat(sent).hasSize(1);
    intake.take(command("e2"), sent::add);
    assertThat(sent).as("acknowledged, and then dropped").hasSize(1);
    assertThat(acts).hasValue(1);
  }

  @Test
  void givesAnAnswerThatIsNoJsonAsText() throws Exception {
    assertThat(JSON.readTree(command("e1").acknowledged("hello \"you\"")))
        .isEqualTo(
            JSON.readTree("{\"envelope_id\":\"e1\",\"payload\":{\"text\":\"hello \\\"you\\\"\"}}"));
    assertThat(command("e1").acknowledged(null)).isEqualTo("{\"envelope_id\":\"e1\"}");
    assertThat(command("e1").acknowledged("")).isEqualTo("{\"envelope_id\":\"e1\"}");
  }
}
