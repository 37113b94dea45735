package dev.inedobot.cli;

import dev.inedobot.config.Config;
import dev.inedobot.docker.DockerHost;
import dev.inedobot.docker.EngineAddress;
import dev.inedobot.probe.HttpHealthProbe;
import dev.inedobot.registry.DockerLogins;
import dev.inedobot.registry.OciTagLists;
import dev.inedobot.slack.SlackBot;
import dev.inedobot.slack.SlackRefused;
import dev.inedobot.slack.announce.Announcer;
import dev.inedobot.slack.announce.MessageBook;
import dev.inedobot.slack.door.RequestVerifier;
import dev.inedobot.slack.door.VerifyingFilter;
import dev.inedobot.slack.socket.SocketMode;
import dev.inedobot.store.Database;
import dev.inedobot.store.SqlAppointments;
import dev.inedobot.upgrade.UpgradeState;
import dev.inedobot.upgrade.plan.Turns;
import dev.inedobot.upgrade.run.AnnouncedJournal;
import dev.inedobot.upgrade.run.ContainerHost;
import dev.inedobot.upgrade.run.DecisionDesk;
import dev.inedobot.upgrade.run.HealthProbe;
import dev.inedobot.upgrade.run.HostProblem;
import dev.inedobot.upgrade.run.Hosts;
import dev.inedobot.upgrade.run.InfoDesk;
import dev.inedobot.upgrade.run.Instances;
import dev.inedobot.upgrade.run.Journal;
import dev.inedobot.upgrade.run.Journal.JournalProblem;
import dev.inedobot.upgrade.run.KeptContainers;
import dev.inedobot.upgrade.run.Pauses;
import dev.inedobot.upgrade.run.PeopleLater;
import dev.inedobot.upgrade.run.StillApproved;
import dev.inedobot.upgrade.run.StopSign;
import dev.inedobot.upgrade.run.Surveyor;
import dev.inedobot.upgrade.run.TagLists;
import dev.inedobot.upgrade.run.Timekeeper;
import dev.inedobot.upgrade.run.UpgradeDesk;
import dev.inedobot.upgrade.run.UpgradeQueue;
import dev.inedobot.web.Readiness;
import dev.inedobot.web.WebServer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The bot, wired together. The one place that knows all parts. */
final class Bot implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Bot.class);
  private static final Pauses SLEEP = duration -> Thread.sleep(duration.toMillis());
  private static final Duration TAGS_REMEMBERED = Duration.ofMinutes(10);
  private static final Duration BETWEEN_SLACK_TRIES = Duration.ofSeconds(5);
  private static final Duration KEPT_CHECK = Duration.ofSeconds(5);

  private static final Duration BETWEEN_TAKE_UPS = Duration.ofMinutes(1);

  private final Lifetime parts = new Lifetime();
  private final Timers timers = new Timers(parts);
  private volatile @Nullable WebServer web;

  /** What stands between the bot and its record: nothing, but in a test that watches it write. */
  interface Recording {
    Recording PLAIN = new Recording() {};

    default Journal journal(Journal journal) {
      return journal;
    }

    default MessageBook messages(MessageBook messages) {
      return messages;
    }
  }

  /**
   * Starts everything, in the order that serves the product first: the record, then what a restart
   * interrupted, and only then Slack, which is waited for if it can't be reached.
   *
   * @throws JournalProblem if the record can't be used
   * @throws SlackRefused if Slack says no to the token
   * @throws IllegalStateException if the port is taken
   */
  static Bot start(Config config, Map<String, String> environment)
      throws SlackRefused, InterruptedException {
    return start(config, environment, Bot::engine);
  }

  /**
   * As before.
   *
   * @param engines makes the connection to an engine
   */
  static Bot start(
      Config config,
      Map<String, String> environment,
      Function<EngineAddress, ContainerHost> engines)
      throws SlackRefused, InterruptedException {
    return start(config, environment, engines, Recording.PLAIN);
  }

  /** As before, with something between the bot and its record. */
  static Bot start(
      Config config,
      Map<String, String> environment,
      Function<EngineAddress, ContainerHost> engines,
      Recording recording)
      throws SlackRefused, InterruptedException {
    Bot bot = new Bot();
    bot.begin(config, environment, engines, recording);
    return bot;
  }

  /** As {@link #start}, on a bot that another thread may close meanwhile, which interrupts this. */
  void begin(Config config, Map<String, String> environment)
      throws SlackRefused, InterruptedException {
    begin(config, environment, Bot::engine, Recording.PLAIN);
  }

  private void begin(
      Config config,
      Map<String, String> environment,
      Function<EngineAddress, ContainerHost> engines,
      Recording recording)
      throws SlackRefused, InterruptedException {
    parts.begins();
    try {
      assemble(config, environment, engines, recording);
    } catch (SlackRefused | InterruptedException | RuntimeException failure) {
      if (!parts.begun()) {
        close();
      }
      throw failure;
    }
    var unused = parts.begun();
  }

  private void assemble(
      Config config,
      Map<String, String> environment,
      Function<EngineAddress, ContainerHost> engines,
      Recording recording)
      throws SlackRefused, InterruptedException {
    Clock clock = Clock.systemUTC();
    Database database = parts.keep(Database.open(config.databaseUrl()));
    AtomicReference<@Nullable Announcer> listener = new AtomicReference<>();
    Journal journal =
        new AnnouncedJournal(
            recording.journal(database.journal()),
            id -> {
              Announcer announcer = listener.get();
              if (announcer != null) {
                announcer.changed(id);
              }
            });
    Path dockerConfig = Engines.dockerConfig(environment);
    Hosts hosts = Engines.hosts(config, dockerConfig, engines);
    HealthProbe probe = new HttpHealthProbe();
    TagLists tags = new OciTagLists(TAGS_REMEMBERED, new DockerLogins(dockerConfig));
    Surveyor surveyor = new Surveyor(hosts, probe, tags, journal);
    Instances instances =
        new Instances(
            config.instances(),
            hosts,
            config.approval(),
            config.announceTo(),
            ownContainer(environment));
    Doctor doctor = new Doctor(config, List.of(), hosts, instances, tags, clock, Path.of("/"));
    Turns.Limits limits = Engines.limits(config);
    PeopleLater people = new PeopleLater();
    UpgradeQueue queue =
        parts.keep(
            new UpgradeQueue(
                journal,
                hosts,
                surveyor,
                probe,
                new StillApproved(people, instances::rule),
                clock,
                new StopSign(),
                limits));
    // First, for the product's sake: whatever else the start needs may fail.
    queue.recover();
    SqlAppointments appointments = parts.keep(database.appointments());
    Timekeeper timekeeper = new Timekeeper(journal, appointments, queue, clock);
    timers.untilItWorks(
        "appointments",
        () -> {
          appointments.forgetAll();
          timekeeper.takeUp();
          appointments.start(timekeeper::look);
        });
    // One that could not be written when it was made is made now.
    timers.every(BETWEEN_TAKE_UPS, "take-up", timekeeper::takeUp);

    SlackBot slack = parts.keep(connect(config.slack(), journal, database.messages()));
    people.are(slack.people());
    Announcer announcer =
        parts.keep(
            new Announcer(
                journal, recording.messages(database.messages()), slack.posts(), clock, SLEEP));
    listener.set(announcer);
    SlackBot.Identity identity = slack.identity();
    timers.untilItWorks(
        "workspace", () -> database.messages().workspace(identity.teamId(), identity.url()));
    announcer.catchUp();
    queue.look();
    parts.endFirst(queue);
    UpgradeDesk desk =
        new UpgradeDesk(
            journal, instances, surveyor, people, timekeeper, clock, new SecureRandom());
    DecisionDesk decisions =
        new DecisionDesk(journal, people, queue, timekeeper, instances::ruleInForce, clock);
    KeptContainers kept = new KeptContainers(journal, hosts, clock);
    timers.every(KEPT_CHECK, "kept", kept::removeDue);
    SlackBot.Listeners listeners =
        slack.listeners(
            desk,
            decisions,
            new InfoDesk(instances, surveyor, hosts, journal, people, clock),
            instances,
            journal,
            database.messages(),
            announcer,
            doctor,
            config.slack().channels());
    // At the end nothing comes any more first, then what came is done, then the rest may go.
    var unusedEnd = parts.keep((AutoCloseable) slack::settle);
    web = parts.keep(serve(config, listeners, doctor, readiness(hosts, database)));
    // Before everything else: no further step may begin while the rest comes to its end.
    var unusedSign = parts.keep((AutoCloseable) queue::leaveOff);
    LOG.info(
        "inedobot serves port {} as @{}; instances: {}",
        web.port(),
        slack.identity().botName(),
        instances.list().names());
  }

  /** Opens the way by which commands and clicks come, and answers whether the bot is ready. */
  private WebServer serve(
      Config config, SlackBot.Listeners listeners, Doctor doctor, Readiness readiness)
      throws InterruptedException {
    Config.Web listen = config.web();
    if (config.slack().isSocketMode()) {
      SocketMode socket = parts.keep(listeners.socketMode());
      doctor.hears(socket);
      return WebServer.start(listen.bind(), listen.port(), readiness.and("slack", socket::problem));
    }
    String secret = config.slack().signingSecret().reveal();
    Clock clock = Clock.systemUTC();
    return WebServer.start(
        listen.bind(),
        listen.port(),
        new VerifyingFilter(new RequestVerifier(secret, clock), clock),
        listeners.servlet(),
        readiness);
  }

  /** The port that it listens on. */
  int port() {
    WebServer started = web;
    if (started == null) {
      throw new IllegalStateException("The bot has not started");
    }
    return started.port();
  }

  /** The connection to an engine that the bot uses. */
  static ContainerHost engine(EngineAddress address) {
    return new DockerHost(address, SLEEP);
  }

  /** Docker gives a container the start of its id as its host name. */
  private static String ownContainer(Map<String, String> environment) {
    String name = environment.getOrDefault("HOSTNAME", "");
    return name.matches("[0-9a-f]{12}") ? name : "";
  }

  /** While a run goes on, the bot stays up for it even if Slack does not want it any more. */
  private static SlackBot connect(Config.Slack slack, Journal journal, MessageBook messages)
      throws SlackRefused, InterruptedException {
    while (true) {
      try {
        return connect(slack, messages);
      } catch (SlackRefused refused) {
        if (!refused.isPassing() && !isRunning(journal)) {
          throw refused;
        }
        LOG.warn("{}; trying again", refused.getMessage());
        SLEEP.pause(refused.pause());
      } catch (JournalProblem unreadable) {
        LOG.warn("{}; trying again", unreadable.getMessage());
      }
      SLEEP.pause(BETWEEN_SLACK_TRIES);
    }
  }

  /** One attempt. The record is one workspace's: its channels, its people, its messages. */
  private static SlackBot connect(Config.Slack config, MessageBook messages) throws SlackRefused {
    String api = config.apiUrl();
    String token = config.botToken().reveal();
    SlackBot slack =
        config.isSocketMode()
            ? SlackBot.connectInSocketMode(api, token, config.appToken().reveal())
            : SlackBot.connect(api, token, config.signingSecret().reveal());
    Optional<MessageBook.Workspace> recorded = messages.workspace();
    SlackBot.Identity found = slack.identity();
    if (recorded.isPresent() && recorded.get().isOtherThan(found.teamId(), found.url())) {
      slack.close();
      throw SlackRefused.otherWorkspace(recorded.get().name(), found.teamId(), found.url());
    }
    return slack;
  }

  private static boolean isRunning(Journal journal) {
    try {
      return !journal.in(Set.of(UpgradeState.RUNNING, UpgradeState.QUEUED)).isEmpty();
    } catch (JournalProblem unknown) {
      LOG.warn("{}", unknown.getMessage());
      return true;
    }
  }

  private static Readiness readiness(Hosts hosts, Database database) {
    Map<String, Supplier<Optional<String>>> checks = new LinkedHashMap<>();
    checks.put(
        "database",
        () -> {
          try {
            database.check();
            return Optional.empty();
          } catch (JournalProblem problem) {
            return Optional.of(String.valueOf(problem.getMessage()));
          }
        });
    for (String name : hosts.names()) {
      checks.put(
          "engine " + name,
          () -> {
            try {
              hosts.get(name).engine();
              return Optional.empty();
            } catch (HostProblem problem) {
              return Optional.of(String.valueOf(problem.getMessage()));
            }
          });
    }
    return new Readiness(checks);
  }

  /** Safe for several threads; returns when everything that was begun is closed. */
  @Override
  public void close() {
    parts.close();
  }
}
