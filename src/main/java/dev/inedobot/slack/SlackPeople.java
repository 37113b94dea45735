package dev.inedobot.slack;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.SlackApiTextResponse;
import com.slack.api.methods.response.usergroups.users.UsergroupsUsersListResponse;
import com.slack.api.methods.response.users.UsersInfoResponse;
import com.slack.api.model.User;
import dev.inedobot.upgrade.run.People;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks Slack who people are. Members of a user group are remembered for half a minute: Slack
 * answers that question about 20 times a minute. Whether somebody is a full member is asked each
 * time.
 */
final class SlackPeople implements People {
  private static final Logger LOG = LoggerFactory.getLogger(SlackPeople.class);
  private static final Set<String> UNTOLD = Set.of("user_not_found", "unknown_method");
  private static final Duration REMEMBERED = Duration.ofSeconds(30);

  private final MethodsClient slack;
  private final String teamId;
  private final Cache<String, List<String>> groups =
      Caffeine.newBuilder().expireAfterWrite(REMEMBERED).maximumSize(200).build();

  /**
   * @param teamId the workspace that the bot is installed in
   */
  SlackPeople(MethodsClient slack, String teamId) {
    this.slack = slack;
    this.teamId = teamId;
  }

  @Override
  public boolean isFullMember(String userId) throws PeopleProblem {
    UsersInfoResponse response = info(userId);
    if ("user_not_found".equals(response.getError())) {
      return false;
    }
    if ("unknown_method".equals(response.getError())) {
      // Not Slack itself, but another server at SLACK_API_URL.
      LOG.warn("users.info is not known: guests can't be told from members");
      return true;
    }
    User user = response.getUser();
    if (user == null) {
      throw new PeopleProblem(
          "Slack answered users.info without saying who %s is.".formatted(userId), null);
    }
    return !user.isDeleted()
        && !user.isRestricted()
        && !user.isUltraRestricted()
        && !user.isStranger()
        && teamId.equals(user.getTeamId());
  }

  @Override
  public ZoneId zone(String userId) throws PeopleProblem {
    User user = info(userId).getUser();
    String zone = user == null ? null : user.getTz();
    try {
      return zone == null ? ZoneOffset.UTC : ZoneId.of(zone);
    } catch (DateTimeException unknown) {
      LOG.warn("Slack names the time zone {}, which this Java does not know", zone);
      return ZoneOffset.UTC;
    }
  }

  /** What Slack says of somebody; without a user if there is none, or the method is unknown. */
  private UsersInfoResponse info(String userId) throws PeopleProblem {
    @Nullable UsersInfoResponse response;
    try {
      response = slack.usersInfo(request -> request.user(userId));
    } catch (IOException | SlackApiException lost) {
      throw new PeopleProblem("Slack could not be asked (" + lost.getMessage() + ").", lost);
    } catch (RuntimeException unreadable) {
      throw noSlack(unreadable);
    }
    if (response == null) {
      throw empty();
    }
    refuseTrouble(response);
    if (response.isOk() || UNTOLD.contains(String.valueOf(response.getError()))) {
      return response;
    }
    throw new PeopleProblem(
        "Slack answered %s to users.info; does the app have the scope users:read?"
            .formatted(response.getError()),
        null);
  }

  /** The client throws what it can't read. */
  private static PeopleProblem noSlack(RuntimeException unreadable) {
    return new PeopleProblem("Slack could not be asked (what answered is not Slack).", unreadable);
  }

  private static PeopleProblem empty() {
    return new PeopleProblem("Slack could not be asked (it gave an empty answer).", null);
  }

  /** Slack's own trouble says nothing about what was asked. */
  private static void refuseTrouble(SlackApiTextResponse response) throws PeopleProblem {
    String error = String.valueOf(response.getError());
    if (!response.isOk() && SlackErrors.isPassing(error)) {
      throw new PeopleProblem("Slack could not be asked (it answered " + error + ").", null);
    }
  }

  @Override
  public boolean isInGroup(String userId, String groupId) throws PeopleProblem {
    List<String> members = groups.getIfPresent(groupId);
    if (members == null) {
      members = members(groupId);
      groups.put(groupId, members);
    }
    return members.contains(userId);
  }

  private List<String> members(String groupId) throws PeopleProblem {
    @Nullable UsergroupsUsersListResponse response;
    try {
      response = slack.usergroupsUsersList(request -> request.usergroup(groupId));
    } catch (IOException | SlackApiException lost) {
      throw new PeopleProblem("Slack could not be asked (" + lost.getMessage() + ").", lost);
    } catch (RuntimeException unreadable) {
      throw noSlack(unreadable);
    }
    if (response == null) {
      throw empty();
    }
    refuseTrouble(response);
    if (!response.isOk()) {
      throw new PeopleProblem(
          "Slack answered %s for the user group %s; see to `approvers` in the configuration."
              .formatted(response.getError(), groupId),
          null);
    }
    return response.getUsers() == null ? List.of() : List.copyOf(response.getUsers());
  }
}
