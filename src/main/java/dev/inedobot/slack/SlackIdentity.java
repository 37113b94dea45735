package dev.inedobot.slack;

import com.slack.api.Slack;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.response.auth.AuthTestResponse;
import dev.inedobot.slack.SlackBot.Identity;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Asks Slack whose the bot token is. */
final class SlackIdentity {
  private SlackIdentity() {}

  /**
   * Who the bot is: one attempt.
   *
   * @param apiUrl ends with {@code /api/}; for what people are told
   */
  static Identity ask(Slack slack, String apiUrl, String token) throws SlackRefused {
    @Nullable AuthTestResponse answer;
    try {
      answer = slack.methods(token).authTest(r -> r);
    } catch (IOException | SlackApiException lost) {
      throw unreachable(apiUrl, String.valueOf(lost.getMessage()), lost);
    } catch (RuntimeException unreadable) {
      throw unreachable(apiUrl, "what answered is not Slack", unreadable);
    }
    if (answer == null) {
      throw unreachable(apiUrl, "it gave an empty answer", null);
    }
    return identity(answer, apiUrl);
  }

  static Identity identity(AuthTestResponse answer, String apiUrl) throws SlackRefused {
    if (!answer.isOk()) {
      String error = String.valueOf(answer.getError());
      if (SlackErrors.isPassing(error)) {
        throw unreachable(apiUrl, "it answered " + error, null);
      }
      throw new SlackRefused(
          "Slack at %s does not accept SLACK_BOT_TOKEN: it answered %s. Take the bot token (xoxb-…) from"
                  .formatted(apiUrl, error)
              + " the app's page “OAuth & Permissions”.",
          false,
          null);
    }
    if (answer.isEnterpriseInstall()) {
      throw new SlackRefused(
          "The app is installed for a whole organization, and the bot serves one workspace: install it in"
              + " the workspace alone, and take the bot token (xoxb-…) of that.",
          false,
          null);
    }
    String team = answer.getTeamId();
    if (team == null || team.isBlank()) {
      throw unreachable(apiUrl, "what answered did not say which workspace it is", null);
    }
    String name = answer.getUser() == null ? "inedobot" : answer.getUser();
    String url = answer.getUrl() == null ? "" : answer.getUrl();
    return new Identity(team, name, url);
  }

  private static SlackRefused unreachable(String apiUrl, String why, @Nullable Throwable cause) {
    return new SlackRefused("Slack at %s can't be reached: %s".formatted(apiUrl, why), true, cause);
  }
}
