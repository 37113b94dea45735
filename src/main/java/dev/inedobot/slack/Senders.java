package dev.inedobot.slack;

import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload;
import com.slack.api.app_backend.slash_commands.payload.SlashCommandPayload;
import com.slack.api.app_backend.views.payload.ViewSubmissionPayload;
import dev.inedobot.upgrade.Actor;
import org.jspecify.annotations.Nullable;

/**
 * Who sent something, and whether they are of the bot's workspace. Slack always names the
 * workspace, of the command or click and of the person.
 */
final class Senders {
  static final String OTHER_WORKSPACE =
      "I only answer people of the workspace that I am installed in.";

  private final String teamId;

  /**
   * @param teamId the workspace that the bot is installed in; not empty
   */
  Senders(String teamId) {
    this.teamId = teamId;
  }

  boolean areOurs(SlashCommandPayload command) {
    return teamId.equals(command.getTeamId());
  }

  boolean areOurs(BlockActionPayload click) {
    BlockActionPayload.Team team = click.getTeam();
    return team != null
        && teamId.equals(team.getId())
        && teamId.equals(click.getUser().getTeamId());
  }

  boolean areOurs(ViewSubmissionPayload form) {
    ViewSubmissionPayload.Team team = form.getTeam();
    return team != null && teamId.equals(team.getId()) && teamId.equals(form.getUser().getTeamId());
  }

  static Actor of(SlashCommandPayload command) {
    return actor(command.getUserId(), command.getUserName(), null);
  }

  static Actor of(BlockActionPayload click) {
    BlockActionPayload.User user = click.getUser();
    return actor(user.getId(), user.getUsername(), user.getName());
  }

  static Actor of(ViewSubmissionPayload form) {
    ViewSubmissionPayload.User user = form.getUser();
    return actor(user.getId(), user.getUsername(), user.getName());
  }

  /** Called by their id where Slack does not say another name. */
  private static Actor actor(String id, @Nullable String username, @Nullable String name) {
    if (username != null && !username.isBlank()) {
      return new Actor(id, username);
    }
    return new Actor(id, name == null || name.isBlank() ? id : name);
  }
}
