package dev.inedobot.slack.door;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.inedobot.web.Readiness;
import dev.inedobot.web.WebServer;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The door in a real server, over HTTP. */
final class VerifyingFilterTest {
  private static final int TRIES = 5;
  private static final String SECRET = "not a secret at all";
  private static final Instant NOW = Instant.parse("2026-11-25T06:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final String AT = Long.toString(NOW.getEpochSecond());
  private static final String FORM = "application/x-www-form-urlencoded";

  private final List<String> arrived = new CopyOnWriteArrayList<>();
  private final AtomicReference<Optional<String>> trouble = new AtomicReference<>(Optional.empty());
  private final HttpClient client = HttpClient.newHttpClient();
  private WebServer server = start();

  private WebServer start() {
    return WebServer.start(
        "127.0.0.1",
        0,
        new VerifyingFilter(new RequestVerifier(SECRET, CLOCK), CLOCK),
        new Behind(arrived),
        new Readiness(Map.of("engine", trouble::get)));
  }

  /** Stands where Bolt stands. */
  private static final class Behind extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private final transient List<String> arrived;

    Behind(List<String> arrived) {
      this.arrived = arrived;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      arrived.add(new String(request.getInputStream().readAllBytes(), UTF_8));
      response.getWriter().print("taken");
    }
  }

  @BeforeEach
  void nothingHasArrived() {
    assertThat(arrived).isEmpty();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private HttpResponse<String> post(
      String path, String type, String timestamp, String signature, BodyPublisher body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.local().resolve(path))
            .POST(body)
            .header("Content-Type", type);
    if (!timestamp.isEmpty()) {
      request.header("X-Slack-Request-Timestamp", timestamp);
    }
    if (!signature.isEmpty()) {
      request.header("X-Slack-Signature", signature);
    }
    // A server that turns a body away before its end may close before its answer is read.
    for (int tries = 1; ; tries++) {
      try {
        return client.send(request.build(), BodyHandlers.ofString());
      } catch (IOException lost) {
        if (tries == TRIES) {
          throw lost;
        }
      }
    }
  }

  private HttpResponse<String> signed(String type, byte[] body)
      throws IOException, InterruptedException {
    return post(
        "/slack/events",
        type,
        AT,
        Signing.sign(SECRET, AT, body),
        BodyPublishers.ofByteArray(body));
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(server.local().resolve(path)).build(), BodyHandlers.ofString());
  }

  @Test
  void passesOnTheVeryBytesThatWereSigned() throws Exception {
    byte[] body = "command=%2Finedo&text=upgrade+pr%C3%B6get&x=ä".getBytes(UTF_8);
    HttpResponse<String> answer = signed(FORM, body);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("taken");
    assertThat(arrived).containsExactly(new String(body, UTF_8));
  }

  @Test
  void takesJson() throws Exception {
    assertThat(signed("application/json; charset=utf-8", "{}".getBytes(UTF_8)).statusCode())
        .isEqualTo(200);
  }

  @Test
  void turnsAwayForgedUnsignedLateAndRepeatedRequestsInTheSameWords() throws Exception {
    byte[] body = "text=status".getBytes(UTF_8);
    BodyPublisher sent = BodyPublishers.ofByteArray(body);
    String good = Signing.sign(SECRET, AT, body);
    String late = Long.toString(NOW.minusSeconds(301).getEpochSecond());
    assertThat(signed(FORM, body).statusCode()).isEqualTo(200);
    arrived.clear();
    List<HttpResponse<String>> refused =
        List.of(
            post("/slack/events", FORM, AT, good, sent),
            post("/slack/events", FORM, AT, Signing.sign("guessed", AT, body), sent),
            post("/slack/events", FORM, "", "", sent),
            post("/slack/events", FORM, AT, "", sent),
            post("/slack/events", FORM, "", good, sent),
            post("/slack/events", FORM, late, Signing.sign(SECRET, late, body), sent));
    assertThat(refused).allSatisfy(answer -> assertThat(answer.statusCode()).isEqualTo(401));
    assertThat(refused.stream().map(HttpResponse::body).distinct()).hasSize(1);
    assertThat(arrived).isEmpty();
  }

  @Test
  void turnsAwayWhatSlackNeverSends() throws Exception {
    assertThat(signed("text/xml", "<x/>".getBytes(UTF_8)).statusCode()).isEqualTo(415);
    assertThat(get("/slack/events").statusCode()).isEqualTo(405);
    assertThat(arrived).isEmpty();
  }

  @Test
  void turnsAwayABodyWithoutEndWhetherItsLengthIsTold() throws Exception {
    byte[] large = new byte[1024 * 1024 + 1];
    assertThat(signed(FORM, large).statusCode()).isEqualTo(413);
    BodyPublisher chunked = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large));
    HttpResponse<String> answer =
        post("/slack/events", FORM, AT, Signing.sign(SECRET, AT, large), chunked);
    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(arrived).isEmpty();
  }

  @Test
  void hasNoWayAroundTheDoor() throws Exception {
    for (String path : List.of("/slack/events/", "/slack/events;x", "/slack//events", "/slack")) {
      post(path, FORM, "", "", BodyPublishers.ofString("text=status"));
    }
    assertThat(arrived).isEmpty();
  }

  @Test
  void saysThatItLivesAndWhetherItIsReady() throws Exception {
    assertThat(get("/healthz").statusCode()).isEqualTo(200);
    assertThat(get("/readyz").statusCode()).isEqualTo(200);
    assertThat(get("/elsewhere").statusCode()).isEqualTo(404);
  }

  @Test
  void saysWhatIsMissingWhenItIsNotReady() throws Exception {
    trouble.set(Optional.of("does not answer"));
    HttpResponse<String> answer = get("/readyz");
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).contains("engine: does not answer");
    assertThat(get("/healthz").statusCode()).isEqualTo(200);
  }
}
