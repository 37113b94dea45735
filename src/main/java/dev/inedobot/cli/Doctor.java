package dev.inedobot.cli;

import dev.inedobot.config.Config;
import dev.inedobot.doctor.BotTokenFacts;
import dev.inedobot.doctor.Examination;
import dev.inedobot.doctor.Finding;
import dev.inedobot.doctor.MachineFindings;
import dev.inedobot.doctor.Rounds;
import dev.inedobot.doctor.Rounds.Check;
import dev.inedobot.doctor.SlackFindings;
import dev.inedobot.slack.SlackCheckup;
import dev.inedobot.slack.SlackRefused;
import dev.inedobot.slack.socket.SocketMode;
import dev.inedobot.upgrade.plan.InstanceSettings;
import dev.inedobot.upgrade.run.Hosts;
import dev.inedobot.upgrade.run.Instances;
import dev.inedobot.upgrade.run.TagLists;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Looks at an installation, in two rounds: who the bot is and what instances there are decide on
 * the second.
 */
final class Doctor implements Examination {
  private static final Duration ROUND = Duration.ofSeconds(9);

  private final Config config;
  private final List<String> problems;
  private final Hosts hosts;
  private final Instances instances;
  private final SlackCheckup slack;
  private final EngineExamination engines;
  private final RecordExamination record;
  private final AtomicReference<@Nullable SocketMode> connections = new AtomicReference<>();

  /**
   * @param problems what is wrong with the configuration
   * @param machine the root of the file system that this process sees
   */
  Doctor(
      Config config,
      List<String> problems,
      Hosts hosts,
      Instances instances,
      TagLists tags,
      Clock clock,
      Path machine) {
    this.config = config;
    this.problems = List.copyOf(problems);
    this.hosts = hosts;
    this.instances = instances;
    this.engines = new EngineExamination(config, hosts, tags);
    this.record = new RecordExamination(config.databaseUrl(), machine);
    this.slack =
        new SlackCheckup(config.slack().apiUrl(), config.slack().botToken().reveal(), clock);
  }

  /** Says by which connections a bot that runs hears from Slack. */
  void hears(SocketMode socket) {
    connections.set(socket);
  }

  @Override
  public List<Finding> examine() {
    List<InstanceSettings> known = new CopyOnWriteArrayList<>();
    AtomicReference<@Nullable BotTokenFacts> bot = new AtomicReference<>();
    List<Check> first = new ArrayList<>();
    first.add(new Check("configuration", () -> MachineFindings.configuration(problems)));
    first.addAll(slackChecks(bot));
    first.add(new Check("database", record::look, MachineFindings::databaseSilent));
    for (String host : hosts.names()) {
      first.add(
          new Check(
              "engine " + host,
              () -> engines.look(host),
              sentence -> MachineFindings.engineAway(host, sentence)));
    }
    first.add(
        new Check(
            "instances",
            () -> {
              Instances.Listing listing = instances.list();
              known.addAll(listing.instances());
              return instances(listing);
            }));
    List<Finding> found = new ArrayList<>(Rounds.make(first, ROUND));
    List<Check> second = new ArrayList<>();
    BotTokenFacts accepted = bot.get();
    if (accepted != null && accepted.isAccepted()) {
      second.addAll(channelChecks(accepted));
    }
    for (InstanceSettings instance : known) {
      second.add(
          new Check(
              "registry of " + instance.name(),
              () -> List.of(engines.registry(instance)),
              sentence ->
                  MachineFindings.registry(
                      instance.name(),
                      "",
                      0,
                      sentence + " See that the registry can be reached from here.")));
    }
    found.addAll(Rounds.make(second, ROUND));
    return found;
  }

  private List<Check> slackChecks(AtomicReference<@Nullable BotTokenFacts> bot) {
    Config.Slack settings = config.slack();
    List<Check> checks = new ArrayList<>();
    if (!settings.botToken().fitsHeader()) {
      // That it is missing, or none, is among the configuration's problems; so with the other.
      return checks;
    }
    checks.add(
        new Check(
            "bot token",
            () -> {
              BotTokenFacts facts = slack.botToken();
              bot.set(facts);
              return botToken(facts);
            },
            sentence -> SlackFindings.silent("bot token", sentence)));
    if (settings.appToken().fitsHeader()) {
      String appToken = settings.appToken().reveal();
      checks.add(
          new Check(
              "app token",
              () -> List.of(slack.appToken(appToken)),
              sentence -> SlackFindings.silent("app token", sentence)));
    } else if (!settings.isSocketMode()) {
      String secret = settings.signingSecret().reveal();
      checks.add(new Check("signing secret", () -> List.of(SlackFindings.signingSecret(secret))));
    }
    SocketMode socket = connections.get();
    if (socket != null) {
      checks.add(
          new Check(
              "Socket Mode",
              () ->
                  List.of(SlackFindings.connections(socket.live(), socket.quiet().orElse(null)))));
    }
    return checks;
  }

  private List<Check> channelChecks(BotTokenFacts bot) {
    return config.slack().channels().stream()
        .map(id -> new Check("channel " + id, () -> List.of(slack.channel(id, bot))))
        .toList();
  }

  /** With another workspace's token the bot does not start on the record. */
  private List<Finding> botToken(BotTokenFacts facts) {
    List<Finding> found = new ArrayList<>(SlackFindings.botToken(facts));
    if (facts.isAccepted()) {
      record
          .workspace()
          .filter(workspace -> workspace.isOtherThan(facts.teamId(), facts.url()))
          .map(
              workspace ->
                  SlackRefused.otherWorkspace(workspace.name(), facts.teamId(), facts.url()))
          .ifPresent(
              refused ->
                  found.add(
                      Finding.failure("workspace", String.valueOf(refused.getMessage()), "")));
    }
    return found;
  }

  private static List<Finding> instances(Instances.Listing listing) {
    List<Finding> found = new ArrayList<>();
    if (listing.silentHosts().isEmpty()) {
      found.add(MachineFindings.instances(listing.names()));
    }
    for (Instances.NotAnInstance other : listing.others()) {
      found.add(
          Finding.ok("container " + other.container(), "I don't upgrade it: " + other.why() + "."));
    }
    return found;
  }
}
