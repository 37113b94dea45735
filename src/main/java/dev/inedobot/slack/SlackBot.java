package dev.inedobot.slack;

import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.bolt.App;
import com.slack.api.bolt.AppConfig;
import com.slack.api.bolt.jakarta_servlet.SlackAppServlet;
import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.response.auth.AuthTestResponse;
import dev.inedobot.slack.announce.Announcer;
import dev.inedobot.slack.announce.MessageBook;
import dev.inedobot.slack.announce.Posts;
import dev.inedobot.upgrade.run.DecisionDesk;
import dev.inedobot.upgrade.run.InfoDesk;
import dev.inedobot.upgrade.run.Instances;
import dev.inedobot.upgrade.run.Journal;
import dev.inedobot.upgrade.run.People;
import dev.inedobot.upgrade.run.Surveyor;
import dev.inedobot.upgrade.run.UpgradeDesk;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The bot's side in one Slack workspace. */
public final class SlackBot implements AutoCloseable {
  private static final int CALL_TIMEOUT_MILLIS = 10_000;
  private static final int THREADS = 8;
  private static final int WAITING = 200;

  private final String signingSecret;
  private final String token;
  private final Slack slack;
  private final MethodsClient methods;
  private final Identity identity;
  private final ThreadPoolExecutor work =
      new ThreadPoolExecutor(
          THREADS,
          THREADS,
          1,
          TimeUnit.MINUTES,
          new ArrayBlockingQueue<>(WAITING),
          SlackBot::thread);

  /**
   * Who the bot is in Slack.
   *
   * @param teamId the workspace's id
   * @param botName the bot's name, for {@code /invite @…}
   * @param url the workspace's address for people, with its last slash; empty if Slack did not say
   */
  public record Identity(String teamId, String botName, String url) {}

  private SlackBot(String signingSecret, String token, Slack slack, Identity identity) {
    this.signingSecret = signingSecret;
    this.token = token;
    this.slack = slack;
    this.methods = slack.methods(token);
    this.identity = identity;
  }

  /** Slack says no to the bot's token, or can't be reached; the message says what to do. */
  public static final class SlackRefused extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean passing;

    SlackRefused(String message, boolean passing, @Nullable Throwable cause) {
      super(message, cause);
      this.passing = passing;
    }

    /** Whether trying again later may help. */
    public boolean isPassing() {
      return passing;
    }
  }

  /**
   * Asks Slack who the bot is: one attempt.
   *
   * @param apiUrl ends with {@code /api/}
   */
  public static SlackBot connect(String apiUrl, String token, String signingSecret)
      throws SlackRefused {
    if (signingSecret.isBlank()) {
      throw new IllegalArgumentException("Without a signing secret anybody could speak as Slack");
    }
    SlackConfig config = new SlackConfig();
    config.setMethodsEndpointUrlPrefix(apiUrl);
    config.setHttpClientCallTimeoutMillis(CALL_TIMEOUT_MILLIS);
    config.setHttpClientReadTimeoutMillis(CALL_TIMEOUT_MILLIS);
    config.setHttpClientWriteTimeoutMillis(CALL_TIMEOUT_MILLIS);
    Slack slack = Slack.getInstance(config);
    try {
      @Nullable AuthTestResponse answer = slack.methods(token).authTest(r -> r);
      if (answer == null) {
        throw new SlackRefused(
            "Slack at %s can't be reached: it gave an empty answer".formatted(apiUrl), true, null);
      }
      if (!answer.isOk()) {
        throw new SlackRefused(
            "Slack at %s does not accept SLACK_BOT_TOKEN: it answered %s. Take the bot token (xoxb-…) from"
                    .formatted(apiUrl, answer.getError())
                + " the app's page “OAuth & Permissions”.",
            false,
            null);
      }
      String name = answer.getUser() == null ? "inedobot" : answer.getUser();
      String team = answer.getTeamId() == null ? "" : answer.getTeamId();
      String url = answer.getUrl() == null ? "" : answer.getUrl();
      return new SlackBot(signingSecret, token, slack, new Identity(team, name, url));
    } catch (IOException | SlackApiException lost) {
      throw new SlackRefused(
          "Slack at %s can't be reached: %s".formatted(apiUrl, lost.getMessage()), true, lost);
    } catch (RuntimeException unreadable) {
      throw new SlackRefused(
          "Slack at %s can't be reached: what answered is not Slack".formatted(apiUrl),
          true,
          unreadable);
    }
  }

  public Identity identity() {
    return identity;
  }

  public Posts posts() {
    return new SlackPosts(methods);
  }

  public People people() {
    return new SlackPeople(methods, identity.teamId());
  }

  /**
   * The servlet that takes what Slack sends. What reaches it must have been verified before.
   *
   * @param channels the channels to answer in; empty for all
   */
  public HttpServlet servlet(
      UpgradeDesk desk,
      DecisionDesk decisions,
      InfoDesk info,
      Instances instances,
      Surveyor surveyor,
      Journal journal,
      MessageBook book,
      Announcer announcer,
      List<String> channels) {
    Conversation conversation =
        new Conversation(
            desk,
            decisions,
            info,
            instances,
            new StatusReport(instances, surveyor, journal),
            new HistoryReport(journal, book, instances),
            announcer,
            new Place(channels),
            identity.botName());
    App app =
        new SlackApp(conversation, work, methods, identity.teamId())
            .wire(
                AppConfig.builder()
                    .signingSecret(signingSecret)
                    .singleTeamBotToken(token)
                    .slack(slack)
                    .build());
    return new SlackAppServlet(app);
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "slack-work");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void close() {
    work.shutdownNow();
  }
}
