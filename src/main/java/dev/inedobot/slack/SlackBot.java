package dev.inedobot.slack;

import com.slack.api.Slack;
import com.slack.api.bolt.App;
import com.slack.api.bolt.AppConfig;
import com.slack.api.bolt.jakarta_servlet.SlackAppServlet;
import com.slack.api.methods.MethodsClient;
import dev.inedobot.doctor.Examination;
import dev.inedobot.slack.announce.Announcer;
import dev.inedobot.slack.announce.MessageBook;
import dev.inedobot.slack.announce.Posts;
import dev.inedobot.slack.socket.SocketAddresses.NoAddress;
import dev.inedobot.slack.socket.SocketMode;
import dev.inedobot.slack.socket.SocketTimes;
import dev.inedobot.upgrade.run.DecisionDesk;
import dev.inedobot.upgrade.run.InfoDesk;
import dev.inedobot.upgrade.run.Instances;
import dev.inedobot.upgrade.run.Journal;
import dev.inedobot.upgrade.run.People;
import dev.inedobot.upgrade.run.UpgradeDesk;
import jakarta.servlet.http.HttpServlet;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The bot's side in one Slack workspace. */
public final class SlackBot implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SlackBot.class);
  private static final int THREADS = 8;
  private static final int WAITING = 2_000;

  private static final long SETTLING_MILLIS = 3_000;

  private final Way way;
  private final String token;
  private final Slack slack;
  private final MethodsClient methods;
  private final Identity identity;
  private final UnderWay underWay = new UnderWay();
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
   * @param teamId the workspace's id; not empty
   * @param botName the bot's name, for {@code /invite @…}
   * @param url the workspace's address for people, with its last slash; empty if Slack did not say
   */
  public record Identity(String teamId, String botName, String url) {}

  /**
   * How Slack reaches the bot.
   *
   * @param signingSecret what Slack signs its requests with; empty in Socket Mode
   * @param addresses where connections may be opened; null over HTTP
   */
  private record Way(String signingSecret, @Nullable SlackAddresses addresses) {}

  private SlackBot(Way way, String token, Slack slack, Identity identity) {
    this.way = way;
    this.token = token;
    this.slack = slack;
    this.methods = slack.methods(token);
    this.identity = identity;
  }

  /**
   * Asks Slack who the bot is: one attempt. Slack is to reach it over HTTP.
   *
   * @param apiUrl ends with {@code /api/}
   */
  public static SlackBot connect(String apiUrl, String token, String signingSecret)
      throws SlackRefused {
    if (signingSecret.isBlank()) {
      throw new IllegalArgumentException("Without a signing secret anybody could speak as Slack");
    }
    Slack slack = SlackClient.of(apiUrl);
    try {
      Identity identity = SlackIdentity.ask(slack, apiUrl, token);
      return new SlackBot(new Way(signingSecret, null), token, slack, identity);
    } catch (SlackRefused refused) {
      SlackClient.close(slack);
      throw refused;
    }
  }

  /**
   * Asks Slack who the bot is, and where it may open a connection: one attempt. Slack is to reach
   * it in Socket Mode.
   *
   * @param apiUrl ends with {@code /api/}
   * @param appToken the app-level token, {@code xapp-…}
   */
  public static SlackBot connectInSocketMode(String apiUrl, String token, String appToken)
      throws SlackRefused {
    Slack slack = SlackClient.of(apiUrl);
    SlackAddresses addresses = new SlackAddresses(slack.methods(appToken));
    try {
      Identity identity = SlackIdentity.ask(slack, apiUrl, token);
      addresses.ask();
      return new SlackBot(new Way("", addresses), token, slack, identity);
    } catch (SlackRefused refused) {
      SlackClient.close(slack);
      throw refused;
    } catch (NoAddress refused) {
      SlackClient.close(slack);
      throw new SlackRefused(
          String.valueOf(refused.getMessage()),
          refused.isPassing(),
          refused.pause(),
          refused.getCause());
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
   * What takes commands and clicks.
   *
   * @param doctor looks at the installation
   * @param channels the channels to answer in; empty for all
   */
  public Listeners listeners(
      UpgradeDesk desk,
      DecisionDesk decisions,
      InfoDesk info,
      Instances instances,
      Journal journal,
      MessageBook book,
      Announcer announcer,
      Examination doctor,
      List<String> channels) {
    Place place = new Place(channels);
    FirstMessage firstMessage = new FirstMessage(announcer, decisions, identity.botName());
    Views views = new SlackViews(methods);
    UpgradeForm form =
        new UpgradeForm(desk, decisions, info, instances, firstMessage, views, place);
    Conversation conversation =
        new Conversation(
            desk,
            decisions,
            info,
            instances,
            new StatusReport(info, instances, journal),
            new HistoryReport(journal, book, instances),
            firstMessage,
            form,
            place,
            new DoctorReport(doctor, people()));
    App app =
        new SlackApp(conversation, form, views, work, underWay, methods, identity.teamId())
            .wire(
                AppConfig.builder()
                    .signingSecret(way.signingSecret())
                    .singleTeamBotToken(token)
                    .slack(slack)
                    .build());
    return new Listeners(app);
  }

  /** What takes commands and clicks, by whichever way they come. */
  public final class Listeners {
    private final App app;

    private Listeners(App app) {
      this.app = app;
    }

    /** Takes what Slack sends over HTTP. What reaches it must have been verified before. */
    public HttpServlet servlet() {
      if (way.signingSecret().isEmpty()) {
        throw new IllegalStateException("In Socket Mode nothing is taken over HTTP");
      }
      return new SlackAppServlet(app);
    }

    /** Opens connections to Slack, by which commands and clicks come from now on. */
    public SocketMode socketMode() {
      SlackAddresses addresses = way.addresses();
      if (addresses == null) {
        throw new IllegalStateException("There is no app-level token");
      }
      app.start();
      return SocketMode.start(
          addresses, new BoltEnvelopes(app), SlackProxy.of(slack), SocketTimes.SLACKS);
    }
  }

  /**
   * Waits a moment for what was taken and is not done yet; who asked for what takes longer is told
   * so. For the end, when nothing comes any more and what the answers need is still there.
   */
  public void settle() throws InterruptedException {
    work.shutdown();
    if (!work.awaitTermination(SETTLING_MILLIS, TimeUnit.MILLISECONDS)) {
      LOG.info("Something that was asked for takes longer than the bot can wait");
      underWay.tellThatItStops();
    }
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "slack-work");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void close() {
    work.shutdownNow();
    SlackClient.close(slack);
  }
}
