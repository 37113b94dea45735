package dev.inedobot.slack.door;

import dev.inedobot.slack.door.RequestVerifier.Verdict;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * In front of Bolt, which reads and parses before it verifies: takes a body of limited size, once,
 * and passes on only what the verifier calls genuine. The sender of anything else learns nothing;
 * the log learns the reason, without the body.
 */
public final class VerifyingFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(VerifyingFilter.class);
  private static final int LARGEST = 1024 * 1024;

  private final transient RequestVerifier verifier;
  private final transient Clock clock;
  private final transient TurnedAway turnedAway = new TurnedAway();

  public VerifyingFilter(RequestVerifier verifier, Clock clock) {
    this.verifier = verifier;
    this.clock = clock;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (!request.getMethod().equals("POST")) {
      refuse(response, 405, "POST only");
      return;
    }
    if (!isKnown(request.getContentType())) {
      refuse(response, 415, "unknown content type");
      return;
    }
    byte[] body =
        request.getContentLengthLong() > LARGEST
            ? new byte[LARGEST + 1]
            : request.getInputStream().readNBytes(LARGEST + 1);
    if (body.length > LARGEST) {
      refuse(response, 413, "too large");
      return;
    }
    Verdict verdict =
        verifier.verify(
            request.getHeader("X-Slack-Request-Timestamp"),
            request.getHeader("X-Slack-Signature"),
            body);
    if (verdict != Verdict.GENUINE) {
      turnedAway
          .add("%s (%d bytes)".formatted(verdict, body.length), clock.instant())
          .ifPresent(line -> LOG.warn("A request was turned away: {}", line));
      refuse(response, 401, "not from Slack");
      return;
    }
    try {
      chain.doFilter(new VerifiedRequest(request, body), response);
    } catch (RuntimeException unreadable) {
      // Bolt's parser throws whatever it meets; the server would answer with a page about it.
      LOG.warn("A request of Slack's can't be read: {}", unreadable.getClass().getName());
      refuse(response, 400, "not understood");
    }
  }

  private static boolean isKnown(String contentType) {
    return contentType != null
        && (contentType.startsWith("application/x-www-form-urlencoded")
            || contentType.startsWith("application/json"));
  }

  private static void refuse(HttpServletResponse response, int status, String why)
      throws IOException {
    response.reset();
    response.setStatus(status);
    response.setContentType("text/plain");
    response.getWriter().println(why);
  }
}
