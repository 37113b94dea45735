package dev.inedobot.slack;

import com.slack.api.methods.SlackApiException;
import java.time.Duration;
import java.util.Set;

/** What Slack's words for an error mean to somebody who may try again. */
final class SlackErrors {
  /** Slack's own trouble, whatever was asked (Slack docs, Common errors of the methods). */
  private static final Set<String> PASSING =
      Set.of(
          "internal_error",
          "fatal_error",
          "service_unavailable",
          "ratelimited",
          "rate_limited",
          "request_timeout",
          "team_added_to_org");

  private SlackErrors() {}

  /** Whether the same question may get another answer later. */
  static boolean isPassing(String error) {
    return PASSING.contains(error);
  }

  /** How long Slack wants not to be asked; the usual wait if it did not say. */
  static Duration retryAfter(SlackApiException failed, Duration usual) {
    String wait = failed.getResponse().header("Retry-After", "");
    try {
      return Duration.ofSeconds(Long.parseLong(wait.strip()));
    } catch (NumberFormatException unreadable) {
      return usual;
    }
  }
}
