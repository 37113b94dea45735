package dev.inedobot.slack;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Slack says no to a token, or can't be reached; the message says what to do. */
public final class SlackRefused extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean passing;
  private final Duration pause;

  SlackRefused(String message, boolean passing, @Nullable Throwable cause) {
    this(message, passing, Duration.ZERO, cause);
  }

  SlackRefused(String message, boolean passing, Duration pause, @Nullable Throwable cause) {
    super(message, cause);
    this.passing = passing;
    this.pause = pause;
  }

  /**
   * The bot token is of another workspace than the record.
   *
   * @param recorded the id of the workspace that is recorded
   * @param found the id of the token's
   * @param url the address of the token's
   */
  public static SlackRefused otherWorkspace(String recorded, String found, String url) {
    return new SlackRefused(
        "The record belongs to the workspace %s, but SLACK_BOT_TOKEN is of the workspace %s%s. Take the bot token"
                .formatted(recorded, found, url.isEmpty() ? "" : " (" + url + ")")
            + " of the first, or set INEDOBOT_DATABASE_URL to another file for the second.",
        false,
        null);
  }

  /** Whether trying again later may help. */
  public boolean isPassing() {
    return passing;
  }

  /** How long Slack wants to be left alone; zero if it did not say. */
  public Duration pause() {
    return pause;
  }
}
