package dev.inedobot.cli;

import dev.inedobot.config.Config;
import dev.inedobot.docker.DockerHost;
import dev.inedobot.docker.EngineAddress;
import dev.inedobot.probe.HttpHealthProbe;
import dev.inedobot.registry.DockerLogins;
import dev.inedobot.registry.OciTagLists;
import dev.inedobot.slack.SlackBot;
import dev.inedobot.slack.SlackBot.SlackRefused;
import dev.inedobot.slack.announce.Announcer;
import dev.inedobot.slack.announce.MessageBook;
import dev.inedobot.slack.door.RequestVerifier;
import dev.inedobot.slack.door.VerifyingFilter;
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
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
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

  private static final Duration BETWEEN_WRITES = Duration.ofSeconds(5);
  private static final Duration BETWEEN_TAKE_UPS = Duration.ofMinutes(1);

  /** What has to be closed, the last first. Guards itself, and the two below. */
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();

  private @Nullable Thread assembling;
  private boolean closed;
  private final Object closing = new Object();
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
    synchronized (parts) {
      assembling = Thread.currentThread();
    }
    try {
      assemble(config, environment, engines, recording);
    } catch (SlackRefused | InterruptedException | RuntimeException failure) {
      if (!assembled()) {
        close();
      }
      throw failure;
    }
    var unused = assembled();
  }

  /** From now on nobody interrupts this thread; true if another one closes the bot already. */
  private boolean assembled() {
    synchronized (parts) {
      assembling = null;
      return closed;
    }
  }

  private void assemble(
      Config config,
      Map<String, String> environment,
      Function<EngineAddress, ContainerHost> engines,
      Recording recording)
      throws SlackRefused, InterruptedException {
    Clock clock = Clock.systemUTC();
    Database database = keep(Database.open(config.databaseUrl()));
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
    Hosts hosts = hosts(config, environment, engines);
    HealthProbe probe = new HttpHealthProbe();
    TagLists tags = new OciTagLists(TAGS_REMEMBERED, new DockerLogins(dockerConfig(environment)));
    Surveyor surveyor = new Surveyor(hosts, probe, tags, journal);
    Instances instances =
        new Instances(config.instances(), hosts, config.approval(), ownContainer(environment));
    Turns.Limits limits = limits(config);
    UpgradeQueue queue =
        keep(new UpgradeQueue(journal, hosts, surveyor, probe, clock, new StopSign(), limits));
    // First, for the product's sake: whatever else the start needs may fail.
    queue.recover();
    SqlAppointments appointments = keep(database.appointments());
    Timekeeper timekeeper = new Timekeeper(journal, appointments, queue, clock);
    untilItWorks(
        "appointments",
        () -> {
          appointments.forgetAll();
          timekeeper.takeUp();
          appointments.start(timekeeper::look);
        });
    // One that could not be written when it was made is made now.
    every(BETWEEN_TAKE_UPS, "take-up", timekeeper::takeUp);

    SlackBot slack = keep(connect(config.slack(), journal));
    Announcer announcer =
        keep(
            new Announcer(
                journal, recording.messages(database.messages()), slack.posts(), clock, SLEEP));
    listener.set(announcer);
    untilItWorks("workspace", () -> database.messages().workspace(slack.identity().url()));
    announcer.catchUp();
    endFirst(queue);
    UpgradeDesk desk =
        new UpgradeDesk(
            journal, instances, surveyor, slack.people(), timekeeper, clock, new SecureRandom());
    DecisionDesk decisions = new DecisionDesk(journal, slack.people(), queue, timekeeper, clock);
    KeptContainers kept = new KeptContainers(journal, hosts, clock);
    every(KEPT_CHECK, "kept", kept::removeDue);
    String secret = config.slack().signingSecret().reveal();
    web =
        keep(
            WebServer.start(
                config.web().bind(),
                config.web().port(),
                new VerifyingFilter(new RequestVerifier(secret, clock)),
                slack.servlet(
                    desk,
                    decisions,
                    new InfoDesk(instances, surveyor, hosts, slack.people()),
                    instances,
                    surveyor,
                    journal,
                    database.messages(),
                    announcer,
                    config.slack().channels()),
                readiness(hosts, database)));
    LOG.info(
        "inedobot serves port {} as @{}; instances: {}",
        web.port(),
        slack.identity().botName(),
        instances.list().names());
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

  private <T extends AutoCloseable> T keep(T part) throws InterruptedException {
    synchronized (parts) {
      if (!closed) {
        parts.push(part);
        return part;
      }
    }
    close(part);
    throw new InterruptedException("The bot was closed while it began");
  }

  /** So that what it says when it ends is still told. */
  private void endFirst(AutoCloseable part) {
    synchronized (parts) {
      if (parts.remove(part)) {
        parts.push(part);
      }
    }
  }

  private static Hosts hosts(
      Config config,
      Map<String, String> environment,
      Function<EngineAddress, ContainerHost> engines) {
    Path dockerConfig = dockerConfig(environment);
    Map<String, ContainerHost> hosts = new LinkedHashMap<>();
    config
        .hosts()
        .forEach(
            (name, host) ->
                hosts.put(
                    name,
                    engines.apply(new EngineAddress(host.docker(), host.tls(), dockerConfig))));
    return new Hosts(hosts);
  }

  private static Turns.Limits limits(Config config) {
    Map<String, Integer> perHost = new HashMap<>();
    config
        .hosts()
        .forEach(
            (name, host) -> {
              if (host.parallel() > 0) {
                perHost.put(name, host.parallel());
              }
            });
    return new Turns.Limits(config.parallel(), perHost);
  }

  private static @Nullable Path dockerConfig(Map<String, String> environment) {
    String directory = environment.getOrDefault("DOCKER_CONFIG", "");
    return directory.isBlank() ? null : Path.of(directory);
  }

  /** Docker gives a container the start of its id as its host name. */
  private static String ownContainer(Map<String, String> environment) {
    String name = environment.getOrDefault("HOSTNAME", "");
    return name.matches("[0-9a-f]{12}") ? name : "";
  }

  /** While a run goes on, the bot stays up for it even if Slack does not want it any more. */
  private static SlackBot connect(Config.Slack slack, Journal journal)
      throws SlackRefused, InterruptedException {
    while (true) {
      try {
        return SlackBot.connect(
            slack.apiUrl(), slack.botToken().reveal(), slack.signingSecret().reveal());
      } catch (SlackRefused refused) {
        if (!refused.isPassing() && !isRunning(journal)) {
          throw refused;
        }
        LOG.warn("{}; trying again", refused.getMessage());
      }
      SLEEP.pause(BETWEEN_SLACK_TRIES);
    }
  }

  private static boolean isRunning(Journal journal) {
    try {
      return !journal.in(Set.of(UpgradeState.RUNNING, UpgradeState.QUEUED)).isEmpty();
    } catch (JournalProblem unknown) {
      LOG.warn("{}", unknown.getMessage());
      return true;
    }
  }

  private void every(Duration pause, String name, Runnable work) throws InterruptedException {
    repeat(
        pause,
        name,
        () -> {
          attempt(name, work);
          return false;
        });
  }

  /**
   * Does at once what the start can do without, and again every few seconds until it worked: a disk
   * that is full must not keep the bot from looking after a product.
   */
  private void untilItWorks(String name, Runnable work) throws InterruptedException {
    if (!attempt(name, work)) {
      repeat(BETWEEN_WRITES, name, () -> attempt(name, work));
    }
  }

  /** Whether it worked; a timer whose work throws is never run again. */
  private static boolean attempt(String name, Runnable work) {
    try {
      work.run();
      return true;
    } catch (JournalProblem problem) {
      LOG.warn("{}: {}", name, problem.getMessage());
    } catch (RuntimeException unforeseen) {
      LOG.error("“{}” failed this time", name, unforeseen);
    }
    return false;
  }

  /**
   * @param done does the work; true if it need not be done again
   */
  private void repeat(Duration pause, String name, BooleanSupplier done)
      throws InterruptedException {
    ScheduledExecutorService timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, name);
              thread.setDaemon(true);
              return thread;
            });
    keep((AutoCloseable) timer::shutdownNow);
    var unused =
        timer.scheduleWithFixedDelay(
            () -> {
              if (done.getAsBoolean()) {
                timer.shutdown();
              }
            },
            pause.toMillis(),
            pause.toMillis(),
            TimeUnit.MILLISECONDS);
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
    synchronized (parts) {
      closed = true;
      Thread beginning = assembling;
      if (beginning != null && beginning != Thread.currentThread()) {
        beginning.interrupt();
      }
    }
    // One after the other: a run writes down how far it is before the record is closed.
    synchronized (closing) {
      for (AutoCloseable part = next(); part != null; part = next()) {
        close(part);
      }
    }
  }

  private @Nullable AutoCloseable next() {
    synchronized (parts) {
      return parts.poll();
    }
  }

  private static void close(AutoCloseable part) {
    try {
      part.close();
    } catch (Exception problem) {
      LOG.warn("A part did not close: {}", problem.toString());
    }
  }
}
