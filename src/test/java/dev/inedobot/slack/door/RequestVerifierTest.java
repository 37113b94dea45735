package dev.inedobot.slack.door;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inedobot.slack.door.RequestVerifier.Verdict;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RequestVerifierTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_531_420_618);
  private static final byte[] BODY = "command=%2Finedo&text=status".getBytes(UTF_8);

  private final RequestVerifier verifier =
      new RequestVerifier("8f742231b10e8888abcd99yyyzzz85a5", Clock.fixed(NOW, ZoneOffset.UTC));

  private static String seconds(long fromNow) {
    return Long.toString(NOW.getEpochSecond() + fromNow);
  }

  private static String sign(String timestamp, byte[] body) {
    return Signing.sign("8f742231b10e8888abcd99yyyzzz85a5", timestamp, body);
  }

  @Test
  void takesTheExampleOfSlacksDocumentation() {
    String body =
        "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V"
            + "&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect"
            + "&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554"
            + "%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";
    assertThat(
            verifier.verify(
                "1531420618",
                "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503",
                body.getBytes(UTF_8)))
        .isEqualTo(Verdict.GENUINE);
  }

  @ParameterizedTest
  @ValueSource(longs = {-300, -299, 0, 299, 300})
  void takesWhatIsWithinFiveMinutes(long fromNow) {
    String at = seconds(fromNow);
    assertThat(verifier.verify(at, sign(at, BODY), BODY)).isEqualTo(Verdict.GENUINE);
  }

  @ParameterizedTest
  @ValueSource(longs = {-1_000_000, -301, 301, 86_400})
  void refusesWhatIsOlderOrNewer(long fromNow) {
    String at = seconds(fromNow);
    assertThat(verifier.verify(at, sign(at, BODY), BODY)).isEqualTo(Verdict.OUT_OF_TIME);
  }

  @Test
  void refusesAReplay() {
    String at = seconds(0);
    assertThat(verifier.verify(at, sign(at, BODY), BODY)).isEqualTo(Verdict.GENUINE);
    assertThat(verifier.verify(at, sign(at, BODY), BODY)).isEqualTo(Verdict.REPLAYED);
    String later = seconds(1);
    assertThat(verifier.verify(later, sign(later, BODY), BODY)).isEqualTo(Verdict.GENUINE);
  }

  @Test
  void takesOneOfManyAtTheSameMoment() throws Exception {
    String at = seconds(0);
    ExecutorService many = Executors.newFixedThreadPool(16);
    Callable<Verdict> ask = () -> verifier.verify(at, sign(at, BODY), BODY);
    List<Future<Verdict>> answers = many.invokeAll(Collections.nCopies(1000, ask));
    many.shutdown();
    int genuine = 0;
    for (Future<Verdict> answer : answers) {
      genuine += answer.get() == Verdict.GENUINE ? 1 : 0;
    }
    assertThat(genuine).isEqualTo(1);
  }

  @Test
  void refusesForgeries() {
    String at = seconds(0);
    String good = sign(at, BODY);
    byte[] other = "command=%2Finedo&text=upgrade".getBytes(UTF_8);
    assertThat(verifier.verify(at, good, other)).isEqualTo(Verdict.FORGED);
    assertThat(verifier.verify(at, sign(seconds(1), BODY), BODY)).isEqualTo(Verdict.FORGED);
    assertThat(verifier.verify(at, Signing.sign("another", at, BODY), BODY))
        .isEqualTo(Verdict.FORGED);
    assertThat(verifier.verify(at, good.substring(0, good.length() - 1), BODY))
        .isEqualTo(Verdict.FORGED);
    assertThat(verifier.verify(at, good.replace("v0=", "v1="), BODY)).isEqualTo(Verdict.FORGED);
    assertThat(verifier.verify(at, good.replace("v0=", ""), BODY)).isEqualTo(Verdict.FORGED);
    assertThat(verifier.verify(at, "v0=", BODY)).isEqualTo(Verdict.FORGED);
    assertThat(verifier.verify(at, "", BODY)).isEqualTo(Verdict.FORGED);
    assertThat(verifier.verify(at, "ä".repeat(67), BODY)).isEqualTo(Verdict.FORGED);
    assertThat(verifier.verify(at, good, BODY)).as("not used up").isEqualTo(Verdict.GENUINE);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        " ",
        "now",
        "-1531420618",
        "1531420618.5",
        " 1531420618",
        "1531420618\n",
        "99999999999999999999",
        "0x5b47",
        "١٥٣١٤٢٠٦١٨"
      })
  void refusesWhatHasNoMoment(@Nullable String timestamp) {
    String signature = sign(String.valueOf(timestamp), BODY);
    assertThat(verifier.verify(timestamp, signature, BODY)).isEqualTo(Verdict.UNSIGNED);
  }

  @Test
  void refusesWhatHasNoSignature() {
    assertThat(verifier.verify(seconds(0), null, BODY)).isEqualTo(Verdict.UNSIGNED);
    assertThat(verifier.verify(null, null, BODY)).isEqualTo(Verdict.UNSIGNED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t\n"})
  void canNotBeMadeWithABlankSecret(String secret) {
    assertThatThrownBy(() -> new RequestVerifier(secret, Clock.systemUTC()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
