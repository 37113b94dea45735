package dev.inedobot.slack.door;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.inedobot.web.Readiness;
import dev.inedobot.web.WebServer;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/**
 * Twenty thousand requests, made of valid ones by changes that a seed chooses, over the wire to the
 * door in a real server. Whether one may pass is worked out here once more, from what was sent.
 */
final class GeneratedRequestsTest {
  private static final long SEED = 20261125;
  private static final int REQUESTS = 20_000;
  private static final int WARM_UP = 4_000;
  private static final long GROWTH_BYTES = 16_000_000;
  private static final int LARGEST = 1024 * 1024;
  private static final String SECRET = "8f742231b10e8888abcd99yyyzzz85a5";
  private static final Instant MOMENT = Instant.parse("2026-11-25T06:00:00Z");
  private static final Clock CLOCK = Clock.fixed(MOMENT, ZoneOffset.UTC);
  private static final long NOW = MOMENT.getEpochSecond();
  private static final List<String> TYPES =
      List.of("application/x-www-form-urlencoded", "application/json; charset=utf-8");

  private final Random random = new Random(SEED);
  private final Arrivals arrivals = new Arrivals();
  private final Set<String> passedBefore = new HashSet<>();
  private RawRequest lastValid = valid();

  /** Stands where Bolt stands. */
  private static final class Arrivals extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private final transient AtomicLong count = new AtomicLong();
    private transient volatile byte[] last = new byte[0];

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      last = request.getInputStream().readAllBytes();
      count.incrementAndGet();
      response.getWriter().print("taken");
    }
  }

  /** What is done to a valid request before it is sent. */
  private enum Change {
    NONE,
    BODY_FLIPPED,
    BODY_CUT,
    BODY_GROWN,
    BODY_EMPTY,
    BODY_TOO_LARGE,
    SIGNATURE_FLIPPED,
    SIGNATURE_CUT,
    SIGNATURE_IN_CAPITALS,
    SIGNATURE_OF_ANOTHER_SECRET,
    SIGNATURE_OF_ANOTHER_REQUEST,
    SIGNATURE_MISSING,
    SIGNATURE_FORGED_BEFORE_IT,
    SIGNATURE_FORGED_AFTER_IT,
    TIME_CHANGED,
    TIME_OLD,
    TIME_NEW,
    TIME_AT_THE_EDGE,
    TIME_ODD,
    TIME_MISSING,
    TYPE_OTHER,
    TYPE_MISSING,
    METHOD_OTHER,
    PATH_OTHER,
    REPLAYED,
    LENGTH_TOO_SMALL,
    LENGTH_TOO_LARGE
  }

  @Test
  void letInExactlyWhatTheRuleAllows() throws Exception {
    Map<Change, Integer> passed = new EnumMap<>(Change.class);
    Map<Change, Integer> refused = new EnumMap<>(Change.class);
    long heapBefore = 0;
    try (WebServer server =
            WebServer.start(
                "127.0.0.1",
                0,
                new VerifyingFilter(new RequestVerifier(SECRET, CLOCK), CLOCK),
                arrivals,
                new Readiness(Map.of()));
        Knocking knocking = new Knocking(server.port())) {
      for (int i = 0; i < REQUESTS; i++) {
        Change change = change();
        RawRequest request = changed(change);
        boolean mayPass = mayPass(request);
        long before = arrivals.count.get();

        int status = knocking.send(request);

        String what = "request %d of seed %d, %s %s".formatted(i, SEED, change, knocking.trouble());
        if (mayPass) {
          assertThat(status).as(what).isEqualTo(200);
          assertThat(arrivals.count.get()).as(what).isEqualTo(before + 1);
          assertThat(arrivals.last).as(what).isEqualTo(request.taken());
        } else {
          assertThat(arrivals.count.get()).as(what).isEqualTo(before);
          assertThat(isRefusal(status, change)).as(what + ": " + status).isTrue();
        }
        (mayPass ? passed : refused).merge(change, 1, Integer::sum);
        if (i == WARM_UP) {
          heapBefore = heap();
        }
      }
      assertThat(heap() - heapBefore).as("growth of the heap in bytes").isLessThan(GROWTH_BYTES);
    }
    assertThat(passed.keySet()).contains(Change.NONE, Change.TIME_AT_THE_EDGE);
    Set<Change> harmful =
        EnumSet.complementOf(EnumSet.of(Change.NONE, Change.SIGNATURE_FORGED_AFTER_IT));
    assertThat(refused.keySet()).containsAll(harmful);
  }

  /** A body that never comes to its end may end the connection instead. */
  private static boolean isRefusal(int status, Change change) {
    boolean silent = change == Change.LENGTH_TOO_LARGE || change == Change.BODY_TOO_LARGE;
    return (status >= 400 && status < 500) || (silent && status == Knocking.NO_ANSWER);
  }

  private static long heap() {
    ManagementFactory.getMemoryMXBean().gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  /** The rule, from the facts about Slack: written apart from the code that is tested. */
  private boolean mayPass(RawRequest request) {
    String type = request.value(RawRequest.TYPE);
    String timestamp = request.value(RawRequest.TIMESTAMP);
    String signature = request.value(RawRequest.SIGNATURE);
    byte[] body = request.taken();
    if (type == null || timestamp == null || signature == null || body == null) {
      return false;
    }
    return request.method().equals("POST")
        && request.path().equals("/slack/events")
        && TYPES.contains(type)
        && body.length <= LARGEST
        && timestamp.matches("[0-9]{1,18}")
        && Math.abs(Long.parseLong(timestamp) - NOW) <= 300
        && signature.equals(Signing.sign(SECRET, timestamp, body))
        && passedBefore.add(signature);
  }

  private Change change() {
    if (random.nextInt(3) == 0) {
      return Change.NONE;
    }
    Change change = Change.values()[random.nextInt(Change.values().length)];
    // A megabyte each: fewer of them.
    return change == Change.BODY_TOO_LARGE && random.nextInt(20) != 0 ? Change.NONE : change;
  }

  private RawRequest changed(Change change) {
    RawRequest valid = valid();
    String timestamp = Long.toString(NOW);
    String good = Signing.sign(SECRET, timestamp, valid.body());
    RawRequest changed =
        switch (change) {
          case NONE -> valid;
          case BODY_FLIPPED -> valid.body(flipped(valid.body()));
          case BODY_CUT -> valid.body(Arrays.copyOf(valid.body(), below(valid.body().length)));
          case BODY_GROWN ->
              valid.body(Arrays.copyOf(valid.body(), valid.body().length + 1 + below(50)));
          case BODY_EMPTY -> valid.body(new byte[0]);
          case BODY_TOO_LARGE -> signed(new byte[LARGEST + 1 + below(1000)]);
          case SIGNATURE_FLIPPED -> valid.with(RawRequest.SIGNATURE, otherDigit(good));
          case SIGNATURE_CUT ->
              valid.with(RawRequest.SIGNATURE, good.substring(0, below(good.length())));
          case SIGNATURE_IN_CAPITALS ->
              valid.with(RawRequest.SIGNATURE, good.toUpperCase(Locale.ROOT));
          case SIGNATURE_OF_ANOTHER_SECRET ->
              RawRequest.signed("guessed" + random.nextInt(), timestamp, type(), valid.body());
          case SIGNATURE_OF_ANOTHER_REQUEST -> lastValid.body(valid.body());
          case SIGNATURE_MISSING -> valid.without(RawRequest.SIGNATURE);
          case SIGNATURE_FORGED_BEFORE_IT -> valid.first(RawRequest.SIGNATURE, otherDigit(good));
          case SIGNATURE_FORGED_AFTER_IT ->
              valid.with(RawRequest.SIGNATURE, otherDigit(good)).first(RawRequest.SIGNATURE, good);
          case TIME_CHANGED -> valid.with(RawRequest.TIMESTAMP, Long.toString(NOW + 1));
          case TIME_OLD -> at(Long.toString(NOW - 301 - below(1_000_000)), valid);
          case TIME_NEW -> at(Long.toString(NOW + 301 + below(1_000_000)), valid);
          case TIME_AT_THE_EDGE ->
              at(Long.toString(NOW + List.of(-301, -300, 300, 301).get(below(4))), valid);
          case TIME_ODD -> at(oddTime(), valid);
          case TIME_MISSING -> valid.without(RawRequest.TIMESTAMP);
          case TYPE_OTHER -> valid.with(RawRequest.TYPE, "text/" + "x".repeat(below(50)));
          case TYPE_MISSING -> valid.without(RawRequest.TYPE);
          case METHOD_OTHER ->
              valid.method(List.of("GET", "PUT", "DELETE", "post", "PATCH").get(below(5)));
          case PATH_OTHER ->
              valid.path(
                  List.of("/slack/events/", "/slack", "/slack/events;a=b/x", "/", "//slack/events")
                      .get(below(5)));
          case REPLAYED -> lastValid;
          case LENGTH_TOO_SMALL -> valid.length(below(valid.body().length));
          case LENGTH_TOO_LARGE -> valid.length(valid.body().length + 1 + below(100));
        };
    if (change == Change.NONE) {
      lastValid = valid;
    }
    return changed;
  }

  private RawRequest valid() {
    StringBuilder body = new StringBuilder("command=%2Finedo&nonce=" + random.nextLong());
    for (int i = below(20); i > 0; i--) {
      body.append("&k%d=%s".formatted(i, "v".repeat(below(100))));
    }
    return signed(body.toString().getBytes(UTF_8));
  }

  private RawRequest signed(byte[] body) {
    return RawRequest.signed(SECRET, Long.toString(NOW), type(), body);
  }

  private static RawRequest at(String timestamp, RawRequest request) {
    return request
        .with(RawRequest.TIMESTAMP, timestamp)
        .with(RawRequest.SIGNATURE, Signing.sign(SECRET, timestamp, request.body()));
  }

  private String oddTime() {
    return List.of(
            "-1", "1e9", "0x65", "99999999999", "+" + NOW, NOW + ".0", "0", "9".repeat(40), "soon")
        .get(below(9));
  }

  private String type() {
    return TYPES.get(below(TYPES.size()));
  }

  private byte[] flipped(byte[] body) {
    byte[] other = body.clone();
    other[below(other.length)] ^= (byte) (1 << below(8));
    return other;
  }

  private String otherDigit(String signature) {
    int at = 3 + below(signature.length() - 3);
    char other = signature.charAt(at) == '0' ? '1' : '0';
    return signature.substring(0, at) + other + signature.substring(at + 1);
  }

  /** A number from 0, less than that one. */
  private int below(int bound) {
    return random.nextInt(bound);
  }
}
