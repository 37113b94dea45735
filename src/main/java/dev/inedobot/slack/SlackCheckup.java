package dev.inedobot.slack;

import com.slack.api.Slack;
import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.response.auth.AuthTestResponse;
import com.slack.api.methods.response.conversations.ConversationsInfoResponse;
import com.slack.api.model.Conversation;
import dev.inedobot.doctor.BotTokenFacts;
import dev.inedobot.doctor.Finding;
import dev.inedobot.doctor.SlackFindings;
import dev.inedobot.slack.socket.SocketAddresses.NoAddress;
import java.io.IOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Asks Slack about an installation of the app, without changing anything or telling anybody. */
public final class SlackCheckup {
  private final Slack slack;
  private final String botToken;
  private final Clock clock;

  /**
   * @param apiUrl ends with {@code /api/}
   */
  public SlackCheckup(String apiUrl, String botToken, Clock clock) {
    this.slack = SlackClient.of(apiUrl);
    this.botToken = botToken;
    this.clock = clock;
  }

  /** What Slack says to the bot token. */
  public BotTokenFacts botToken() {
    Instant before = clock.instant();
    @Nullable AuthTestResponse answer;
    try {
      answer = slack.methods(botToken).authTest(request -> request);
    } catch (SlackApiException failed) {
      return BotTokenFacts.unreachable("HTTP status " + failed.getResponse().code());
    } catch (IOException lost) {
      return BotTokenFacts.unreachable(String.valueOf(lost.getMessage()));
    } catch (RuntimeException unreadable) {
      return BotTokenFacts.unreachable("what answered is not Slack");
    }
    if (answer == null) {
      return BotTokenFacts.unreachable("it gave an empty answer");
    }
    if (!answer.isOk() && SlackErrors.isPassing(String.valueOf(answer.getError()))) {
      return BotTokenFacts.unreachable("it answered " + answer.getError());
    }
    Instant after = clock.instant();
    Instant middle = before.plus(Duration.between(before, after).dividedBy(2));
    return new BotTokenFacts(
        null,
        answer.isOk() ? null : String.valueOf(answer.getError()),
        text(answer.getUser()),
        text(answer.getTeamId()),
        text(answer.getUrl()),
        answer.isEnterpriseInstall(),
        header(answer, "x-oauth-scopes").map(SlackCheckup::scopes),
        header(answer, "date").flatMap(date -> ahead(date, middle)));
  }

  private static String text(@Nullable String said) {
    return said == null ? "" : said;
  }

  private static Optional<String> header(AuthTestResponse answer, String name) {
    Map<String, List<String>> headers = answer.getHttpResponseHeaders();
    return headers == null
        ? Optional.empty()
        : headers.entrySet().stream()
            .filter(header -> header.getKey() != null && header.getKey().equalsIgnoreCase(name))
            .flatMap(header -> header.getValue().stream())
            .findFirst();
  }

  private static Set<String> scopes(String header) {
    return Arrays.stream(header.split(","))
        .map(String::strip)
        .filter(scope -> !scope.isEmpty())
        .collect(Collectors.toSet());
  }

  private static Optional<Duration> ahead(String date, Instant here) {
    try {
      Instant theirs = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Optional.of(Duration.between(theirs, here));
    } catch (DateTimeException unreadable) {
      return Optional.empty();
    }
  }

  /** What Slack says to an app-level token; it gives an address that nobody uses. */
  public Finding appToken(String appToken) {
    try {
      new SlackAddresses(slack.methods(appToken)).ask();
      return SlackFindings.appToken(null, false);
    } catch (NoAddress refused) {
      return refused.isPassing()
          ? SlackFindings.appToken(refused.getMessage() + ".", false)
          : SlackFindings.appToken(refused.getMessage(), true);
    }
  }

  /**
   * Whether the bot is in a channel.
   *
   * @param bot what Slack said to the bot token
   */
  public Finding channel(String id, BotTokenFacts bot) {
    MethodsClient methods = slack.methods(botToken);
    @Nullable ConversationsInfoResponse answer;
    try {
      answer = methods.conversationsInfo(request -> request.channel(id));
    } catch (IOException | SlackApiException | RuntimeException lost) {
      return SlackFindings.channel(id, "", null, false, "Slack could not be asked", bot);
    }
    if (answer == null || !answer.isOk()) {
      String error = answer == null ? "no answer" : String.valueOf(answer.getError());
      return SlackFindings.channel(id, "", null, false, error, bot);
    }
    Conversation channel = answer.getChannel();
    return channel == null
        ? SlackFindings.channel(id, "", null, false, null, bot)
        : SlackFindings.channel(
            id,
            channel.getName() == null ? "" : channel.getName(),
            channel.isMember(),
            channel.isArchived(),
            null,
            bot);
  }
}
