package dev.inedobot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inedobot.config.Config;
import dev.inedobot.config.ConfigReader;
import dev.inedobot.demo.DemoEngine;
import dev.inedobot.demo.DemoProduct;
import dev.inedobot.demo.DemoRefused;
import dev.inedobot.demo.ReportedVersion;
import dev.inedobot.demo.Scene;
import dev.inedobot.demo.standin.StandInTag;
import dev.inedobot.demo.standin.StandIns;
import dev.inedobot.demo.workspace.Channel;
import dev.inedobot.demo.workspace.LocalWorkspace;
import dev.inedobot.demo.workspace.Member;
import dev.inedobot.demo.workspace.Posted;
import dev.inedobot.store.TransitionsTaken;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * A scene's parts: products on the engine that bin/parts brought, from repositories of the scene's
 * own, a workspace, and the bot, which sees only these products. Everything goes away again.
 */
final class Stage implements AutoCloseable {
  final String run = "it-" + UUID.randomUUID().toString().substring(0, 8);
  final StandIns standIns;
  final DemoEngine engine;
  final LocalWorkspace workspace = LocalWorkspace.start();
  final Channel channel = workspace.channel("ops");
  final Member alice = workspace.member("alice");
  final Member bob = workspace.member("bob");
  final Scene scene = new Scene(workspace, channel);
  private final Map<String, DemoProduct> products = new LinkedHashMap<>();
  private final Map<String, String> timings = new HashMap<>();
  private final Path directory;
  private final String dockerHost;
  private @Nullable Bot bot;
  private String approval = "";
  private String announceTo = "";
  private int parallel;
  private boolean bySocket;
  private String host = "local";

  Stage(Path directory) {
    this(directory, given("DOCKER_HOST"));
  }

  /** A stage on another engine than the one that bin/parts brought. */
  Stage(Path directory, String dockerHost) {
    this(directory, dockerHost, images());
  }

  /** A stage whose ProGets since 2025 have a real PostgreSQL, and that can have an InedoDB. */
  static Stage withPostgres(Path directory) {
    return new Stage(
        directory,
        given("DOCKER_HOST"),
        images().withPostgres(Path.of(given("INEDOBOT_POSTGRES"))));
  }

  private static StandIns images() {
    return new StandIns(given("INEDOBOT_REGISTRY"), Path.of(given("INEDOBOT_BUSYBOX")));
  }

  private Stage(Path directory, String dockerHost, StandIns images) {
    this.directory = directory;
    this.dockerHost = dockerHost;
    this.standIns = images.in(run);
    this.engine = new DemoEngine(dockerHost, standIns, run);
  }

  static String given(String variable) {
    String value = System.getenv(variable);
    if (value == null) {
      throw new IllegalStateException(variable + " is not set: run live tests by bin/test");
    }
    return value;
  }

  String container(String instance) {
    return run + "-" + instance;
  }

  /** Runs a product under a name of its own. */
  Stage with(String instance, StandInTag tag, String... environment) throws DemoRefused {
    return with(instance, tag, "stable-for: 1s, health-timeout: 60s", List.of(environment));
  }

  /**
   * As before.
   *
   * @param timing settings of the instance in the configuration
   */
  Stage with(String instance, StandInTag tag, String timing, List<String> environment)
      throws DemoRefused {
    later(instance, tag, timing, environment);
    engine.run(product(instance));
    return this;
  }

  /** Tells the bot of a product that is {@linkplain #run run} once the bot has started. */
  Stage later(String instance, StandInTag tag, String timing, List<String> environment) {
    List<String> variables = new ArrayList<>(environment);
    if (variables.stream().noneMatch(v -> v.startsWith("STANDIN_MIGRATION_SECONDS="))) {
      variables.add("STANDIN_MIGRATION_SECONDS=1");
    }
    products.put(instance, new DemoProduct(instance, container(instance), tag, 0, variables));
    timings.put(instance, timing);
    return this;
  }

  /** Runs a product that the bot knows, and waits until it is healthy. */
  void run(String instance) throws DemoRefused {
    engine.run(product(instance));
    awaitVersion(instance, product(instance).tag().release());
  }

  /** How many upgrades the bot runs at once; without this as many as it does by itself. */
  Stage parallel(int upgrades) {
    parallel = upgrades;
    return this;
  }

  /** Has the bot speak with Slack in Socket Mode. */
  Stage bySocket() {
    bySocket = true;
    return this;
  }

  Stage publish(Collection<StandInTag> tags) {
    standIns.publish(tags);
    return this;
  }

  /** The name of the engine in the configuration, from the bot's next start on. */
  void host(String name) throws Exception {
    host = name;
    Files.writeString(directory.resolve(run + ".yml"), configuration());
  }

  /** An approval section for all instances. */
  Stage approvedBy(String yaml) {
    approval = yaml;
    return this;
  }

  /** A channel that is told before and after each downtime. */
  Stage announcedIn(Channel where) {
    announceTo = where.id();
    return this;
  }

  /** Starts the bot once the products are healthy. */
  Stage start() throws Exception {
    for (String instance : running()) {
      awaitVersion(instance, product(instance).tag().release());
    }
    Files.writeString(directory.resolve(run + ".yml"), configuration());
    startBot();
    return this;
  }

  /** Ends the bot and starts it anew, on the same record. */
  void restartBot() throws Exception {
    stopBot();
    startBot();
  }

  /** Ends the bot as TERM does. */
  void stopBot() {
    Bot running = bot;
    if (running != null) {
      running.close();
      bot = null;
    }
  }

  /** The bot's configuration file. */
  Path file() {
    return directory.resolve(run + ".yml");
  }

  /** The bot's environment. */
  Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    environment.put("SLACK_BOT_TOKEN", workspace.botToken());
    if (bySocket) {
      environment.put("SLACK_APP_TOKEN", workspace.appToken());
    } else {
      environment.put("SLACK_SIGNING_SECRET", workspace.signingSecret());
    }
    environment.put("SLACK_API_URL", workspace.apiUrl());
    environment.put("INEDOBOT_BIND", "127.0.0.1");
    environment.put("INEDOBOT_PORT", "0");
    environment.put("INEDOBOT_DATABASE_URL", databaseUrl());
    return environment;
  }

  private void startBot() throws Exception {
    Config config = ConfigReader.read(environment(), file(), directory);
    if (bySocket) {
      workspace.sendToConnections();
    }
    Bot started = Bot.start(config, Map.of());
    bot = started;
    if (bySocket) {
      awaitConnections();
      return;
    }
    workspace.sendTo(URI.create("http://127.0.0.1:%d/slack/events".formatted(started.port())));
  }

  /** Waits until the bot has both its connections. */
  void awaitConnections() {
    Awaitility.await("two connections")
        .atMost(Duration.ofSeconds(30))
        .until(() -> workspace.connections() == 2);
  }

  String databaseUrl() {
    return "jdbc:sqlite:" + directory.resolve(run + ".db");
  }

  private List<String> running() {
    return products.keySet().stream()
        .filter(instance -> engine.find(container(instance)).isPresent())
        .toList();
  }

  int port() {
    Bot started = bot;
    return started == null ? 0 : started.port();
  }

  private String configuration() {
    StringBuilder yaml = new StringBuilder();
    if (!approval.isEmpty()) {
      yaml.append("approval: ").append(approval).append('\n');
    }
    if (!announceTo.isEmpty()) {
      yaml.append("announce-to: [%s]\n".formatted(announceTo));
    }
    if (parallel > 0) {
      yaml.append("parallel: %d\n".formatted(parallel));
    }
    yaml.append("hosts:\n  %s: { docker: \"%s\" }\n".formatted(host, dockerHost));
    yaml.append("instances:\n");
    products.forEach(
        (name, product) ->
            yaml.append(
                "  %s: { product: %s, container: %s, %s }\n"
                    .formatted(
                        name,
                        product.tag().product().id(),
                        product.container(),
                        timings.get(name))));
    return yaml.toString();
  }

  DemoProduct product(String instance) {
    return Optional.ofNullable(products.get(instance)).orElseThrow();
  }

  /** What the product says of itself, apart from the bot. */
  Optional<String> reported(String instance) {
    return engine
        .port(container(instance))
        .flatMap(port -> ReportedVersion.ask(product(instance).tag().product(), port));
  }

  void awaitVersion(String instance, String release) {
    Awaitility.await(instance + " reports " + release)
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(200))
        .until(() -> reported(instance).equals(Optional.of(release)));
  }

  /**
   * The thread once nothing is added any more and all steps are told to their end: its last message
   * tells the outcome, and of the steps none is under way.
   */
  List<Posted> wholeThread(Posted parent) {
    Awaitility.await("the thread is complete")
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> {
              List<String> thread =
                  workspace.thread(channel, parent.ts()).stream().map(Posted::text).toList();
              String state = parent.text().lines().reduce((a, b) -> b).orElse("");
              assertThat(thread).last().asString().contains("*" + state + ".*");
              assertThat(thread).noneMatch(reply -> reply.contains("running, since"));
            });
    return workspace.thread(channel, parent.ts());
  }

  String threadText(Posted parent) {
    StringBuilder text = new StringBuilder();
    wholeThread(parent).forEach(reply -> text.append(reply.text()).append("\n"));
    return text.toString();
  }

  /** What one person has been told that nobody else sees, from now on. */
  String tells(Member who, String line) {
    int before = workspace.shownOnlyTo(who).size();
    workspace.type(who, channel, line);
    Awaitility.await("an answer to " + line)
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                workspace.shownOnlyTo(who).stream()
                    .skip(before)
                    .anyMatch(said -> !said.startsWith("Looking into it")));
    List<String> said = workspace.shownOnlyTo(who);
    return String.join("\n", said.subList(before, said.size()));
  }

  @Override
  public void close() {
    Bot started = bot;
    if (started != null) {
      started.close();
    }
    TransitionsTaken.collect(directory.resolve(run + ".db"));
    workspace.close();
    engine.close();
  }
}
