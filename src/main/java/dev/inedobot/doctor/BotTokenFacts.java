package dev.inedobot.doctor;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What Slack says to the bot token.
 *
 * @param trouble why Slack could not be asked; null if it was
 * @param error Slack's word for its no; null if it said yes
 * @param bot who the bot is, for example {@code inedobot}; empty if Slack did not say
 * @param teamId the id of the workspace that it is in; empty if Slack did not say
 * @param url the workspace's address, for example {@code https://example.slack.com/}; empty if
 *     Slack did not say
 * @param organization whether the app is installed for a whole organization
 * @param scopes what it may do; empty if Slack did not say
 * @param ahead how far this machine's clock is ahead of Slack's; empty if Slack did not say
 */
public record BotTokenFacts(
    @Nullable String trouble,
    @Nullable String error,
    String bot,
    String teamId,
    String url,
    boolean organization,
    Optional<Set<String>> scopes,
    Optional<Duration> ahead) {

  /** Slack could not be asked. */
  public static BotTokenFacts unreachable(String why) {
    return new BotTokenFacts(why, null, "", "", "", false, Optional.empty(), Optional.empty());
  }

  /** Whether Slack accepts the token. */
  public boolean isAccepted() {
    return trouble == null && error == null;
  }

  /** Where the bot is, for example {@code https://example.slack.com/ (T01…)}. */
  public String workspace() {
    return "%s (%s)".formatted(url, teamId);
  }
}
