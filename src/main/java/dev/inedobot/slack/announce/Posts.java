package dev.inedobot.slack.announce;

import dev.inedobot.slack.view.Message;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Writes messages to Slack. Each call is one attempt; blocks. */
public interface Posts {
  /**
   * Posts a message.
   *
   * @param thread the parent's {@code ts}, or null for a message of its own
   * @return the message's {@code ts}
   */
  String post(String channel, @Nullable String thread, Message message) throws SlackTrouble;

  /** Replaces what a message says. */
  void update(String channel, String ts, Message message) throws SlackTrouble;

  /** A message that Slack did not take. */
  final class SlackTrouble extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable Duration retryAfter;
    private final String error;

    private SlackTrouble(
        String message, String error, @Nullable Duration retryAfter, @Nullable Throwable cause) {
      super(message, cause);
      this.error = error;
      this.retryAfter = retryAfter;
    }

    /** Slack said no; the error is its own word for it, such as {@code not_in_channel}. */
    public static SlackTrouble refused(String error) {
      return new SlackTrouble("Slack answered " + error, error, null, null);
    }

    /** Too much at once: Slack says when to come back. */
    public static SlackTrouble rateLimited(Duration retryAfter) {
      return new SlackTrouble("Slack asks to wait", "ratelimited", retryAfter, null);
    }

    /** Slack could not be reached, or failed. */
    public static SlackTrouble unreachable(String why, @Nullable Throwable cause) {
      return new SlackTrouble("Slack can't be reached: " + why, "", null, cause);
    }

    /** Slack's word for what is wrong, or empty if it said nothing. */
    public String error() {
      return error;
    }

    /** How long to wait, or null if Slack did not say. */
    public @Nullable Duration retryAfter() {
      return retryAfter;
    }

    /**
     * Whether this message can't be edited, now or later, while others can (docs of chat.update).
     */
    public boolean isNoEdit() {
      return error.equals("message_not_found")
          || error.equals("cant_update_message")
          || error.equals("edit_window_closed");
    }

    /** Whether a message takes no answers, because it is gone or of another kind. */
    public boolean isNoThread() {
      return error.equals("thread_not_found")
          || error.equals("message_not_found")
          || error.equals("cannot_reply_to_message");
    }

    /**
     * Whether it is certain that Slack took nothing: it asked to wait, or there was no connection.
     * A time-out, or an answer that can't be read, leaves that open, and so do Slack's own words
     * for its failures (docs of chat.postMessage: some aspect of it may have succeeded).
     */
    public boolean isUntaken() {
      return error.equals("ratelimited")
          || getCause() instanceof ConnectException
          || getCause() instanceof UnknownHostException;
    }

    /** Whether trying again later helps without anybody doing anything. */
    public boolean isPassing() {
      return error.isEmpty()
          || error.equals("ratelimited")
          || error.equals("internal_error")
          || error.equals("fatal_error")
          || error.equals("service_unavailable")
          || error.equals("request_timeout");
    }
  }
}
