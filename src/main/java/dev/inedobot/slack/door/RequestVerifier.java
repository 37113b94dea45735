package dev.inedobot.slack.door;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a request is Slack's: signed with the app's secret (Slack docs, Verifying requests:
 * {@code v0}, HMAC-SHA256), dated within five minutes of now, either way, and not seen before. Safe
 * for several threads.
 */
public final class RequestVerifier {
  private static final Duration WINDOW = Duration.ofMinutes(5);
  private static final Pattern SECONDS = Pattern.compile("[0-9]{9,11}");
  private static final int REMEMBERED = 200_000;

  private final SecretKeySpec key;
  private final Clock clock;
  private final Cache<String, Boolean> seen =
      Caffeine.newBuilder()
          .expireAfterWrite(WINDOW.multipliedBy(2).plusMinutes(1))
          .maximumSize(REMEMBERED)
          .build();

  /** What a request is. */
  public enum Verdict {
    GENUINE,
    UNSIGNED,
    OUT_OF_TIME,
    FORGED,
    REPLAYED
  }

  /** Throws {@link IllegalArgumentException} for a blank secret: with it anybody could sign. */
  public RequestVerifier(String signingSecret, Clock clock) {
    if (signingSecret.isBlank()) {
      throw new IllegalArgumentException("The signing secret must not be blank");
    }
    this.key = new SecretKeySpec(signingSecret.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
    this.clock = clock;
  }

  /**
   * Judges a request; a genuine one is genuine once.
   *
   * @param timestamp the header {@code X-Slack-Request-Timestamp}, or null
   * @param signature the header {@code X-Slack-Signature}, or null
   */
  public Verdict verify(@Nullable String timestamp, @Nullable String signature, byte[] body) {
    if (timestamp == null || signature == null || !SECONDS.matcher(timestamp).matches()) {
      return Verdict.UNSIGNED;
    }
    Instant sent = Instant.ofEpochSecond(Long.parseLong(timestamp));
    if (Duration.between(sent, clock.instant()).abs().compareTo(WINDOW) > 0) {
      return Verdict.OUT_OF_TIME;
    }
    byte[] expected = signature(timestamp, body).getBytes(StandardCharsets.US_ASCII);
    if (!MessageDigest.isEqual(expected, signature.getBytes(StandardCharsets.UTF_8))) {
      return Verdict.FORGED;
    }
    boolean first = seen.asMap().putIfAbsent(signature, true) == null;
    return first ? Verdict.GENUINE : Verdict.REPLAYED;
  }

  private String signature(String timestamp, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      mac.update(("v0:" + timestamp + ":").getBytes(StandardCharsets.US_ASCII));
      return "v0=" + HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("Every Java has HMAC-SHA256", impossible);
    }
  }
}
