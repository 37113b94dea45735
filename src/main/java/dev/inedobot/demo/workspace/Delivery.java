package dev.inedobot.demo.workspace;

import java.time.Duration;

/**
 * What came of sending a command or a click to the bot.
 *
 * @param status the acknowledgement's HTTP status; 0 if none came in time
 * @param body the acknowledgement; what went wrong if none came
 * @param inTime whether it was acknowledged with 200 within Slack's time; otherwise the person saw
 *     an error, and Slack does not try again
 * @param sent what was sent, for {@link LocalWorkspace#redeliver}
 */
public record Delivery(int status, String body, Duration took, boolean inTime, Sent sent) {

  /**
   * A signed request, or an envelope.
   *
   * @param body form-encoded; the envelope's JSON in Socket Mode
   * @param timestamp its header {@code X-Slack-Request-Timestamp}; empty in Socket Mode
   * @param signature its header {@code X-Slack-Signature}; empty in Socket Mode
   * @param command the slash command with its slash, or empty for a click
   */
  public record Sent(
      String body, String timestamp, String signature, Member who, Channel where, String command) {}
}
