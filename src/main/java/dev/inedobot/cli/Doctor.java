package dev.inedobot.cli;

import dev.inedobot.config.Config;
import dev.inedobot.doctor.BotTokenFacts;
import dev.inedobot.doctor.Examination;
import dev.inedobot.doctor.Finding;
import dev.inedobot.doctor.MachineFindings;
import dev.inedobot.doctor.MountTable;
import dev.inedobot.doctor.Rounds;
import dev.inedobot.doctor.Rounds.Check;
import dev.inedobot.doctor.SlackFindings;
import dev.inedobot.image.ImageReference;
import dev.inedobot.slack.SlackCheckup;
import dev.inedobot.slack.SlackRefused;
import dev.inedobot.slack.announce.MessageBook;
import dev.inedobot.slack.socket.SocketMode;
import dev.inedobot.store.DatabaseCheckup;
import dev.inedobot.upgrade.plan.ContainerFacts;
import dev.inedobot.upgrade.plan.Discovery;
import dev.inedobot.upgrade.plan.Disk;
import dev.inedobot.upgrade.plan.EngineFacts;
import dev.inedobot.upgrade.plan.InstanceSettings;
import dev.inedobot.upgrade.plan.Updaters;
import dev.inedobot.upgrade.run.ContainerHost;
import dev.inedobot.upgrade.run.HostProblem;
import dev.inedobot.upgrade.run.Hosts;
import dev.inedobot.upgrade.run.Instances;
import dev.inedobot.upgrade.run.Journal.JournalProblem;
import dev.inedobot.upgrade.run.TagLists;
import dev.inedobot.upgrade.run.TagLists.Age;
import dev.inedobot.upgrade.run.TagLists.RegistryProblem;
import dev.inedobot.upgrade.run.TagLists.Transport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
  private final TagLists tags;
  private final SlackCheckup slack;
  private final Path machine;
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
    this.tags = tags;
    this.slack =
        new SlackCheckup(config.slack().apiUrl(), config.slack().botToken().reveal(), clock);
    this.machine = machine;
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
    first.add(new Check("database", this::database, MachineFindings::databaseSilent));
    for (String host : hosts.names()) {
      first.add(
          new Check(
              "engine " + host,
              () -> engine(host),
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
              () -> List.of(registry(instance)),
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
      recorded()
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

  private Optional<MessageBook.Workspace> recorded() {
    try {
      return DatabaseCheckup.workspace(config.databaseUrl());
    } catch (JournalProblem unusable) {
      // The database's own check says so.
      return Optional.empty();
    }
  }

  private List<Finding> database() {
    try {
      var facts = DatabaseCheckup.look(config.databaseUrl());
      boolean inContainer =
          Files.exists(machine.resolve(".dockerenv"))
              || Files.exists(machine.resolve("run/.containerenv"));
      return MachineFindings.database(facts, inContainer, mounts().of(real(facts.file())));
    } catch (JournalProblem problem) {
      return List.of(Finding.failure("database", String.valueOf(problem.getMessage()), ""));
    }
  }

  /** Where a file is, or is to be, once links are followed. */
  private static Path real(Path file) {
    try {
      if (Files.exists(file)) {
        return file.toRealPath();
      }
      Path directory = file.getParent();
      return directory == null
          ? file.normalize()
          : directory.toRealPath().resolve(file.getName(file.getNameCount() - 1));
    } catch (IOException untold) {
      return file.normalize();
    }
  }

  private MountTable mounts() {
    try {
      return new MountTable(
          Files.readString(machine.resolve("proc/self/mountinfo"), StandardCharsets.UTF_8));
    } catch (IOException untold) {
      return new MountTable("");
    }
  }

  private List<Finding> engine(String name) {
    ContainerHost host = hosts.get(name);
    List<Finding> found = new ArrayList<>();
    try {
      EngineFacts engine = host.engine();
      found.add(MachineFindings.engine(name, engine.version(), engine.apiVersion()));
      List<ContainerFacts> containers = host.containers();
      found.add(
          MachineFindings.updaters(name, Updaters.among(containers, upgraded(name, containers))));
      known(name, containers)
          .ifPresent(
              container -> {
                Disk disk = host.disk(container.id(), container.image().id());
                found.add(MachineFindings.disk(name, disk.root(), disk.free(), disk.imageSize()));
              });
    } catch (HostProblem problem) {
      found.add(MachineFindings.engineAway(name, String.valueOf(problem.getMessage())));
    }
    return found;
  }

  /** Those of the host's containers that are upgraded. */
  private List<ContainerFacts> upgraded(String host, List<ContainerFacts> containers) {
    if (config.instances().isEmpty()) {
      return Discovery.find(containers, "").stream()
          .filter(found -> found.notAnInstance().isEmpty())
          .map(Discovery.Found::container)
          .toList();
    }
    List<String> configured = configured(host);
    return containers.stream().filter(each -> configured.contains(each.name())).toList();
  }

  private List<String> configured(String host) {
    return config.instances().stream()
        .filter(instance -> instance.host().equals(host))
        .map(InstanceSettings::container)
        .toList();
  }

  /** One of the host's containers, by which the engine's directory is recognised: an instance. */
  private Optional<ContainerFacts> known(String host, List<ContainerFacts> containers) {
    List<String> configured = configured(host);
    return containers.stream()
        .filter(container -> configured.contains(container.name()))
        .findFirst()
        .or(() -> containers.stream().filter(Doctor::isInedos).findFirst())
        .or(() -> containers.stream().findFirst());
  }

  private static boolean isInedos(ContainerFacts container) {
    return Discovery.product(container.image().reference()).isPresent();
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

  private Finding registry(InstanceSettings instance) {
    String name = instance.name();
    try {
      ContainerHost host = hosts.get(instance.host());
      Optional<ContainerFacts> container = host.find(instance.container());
      if (container.isEmpty()) {
        return Finding.failure(
            "instance " + name,
            "There is no container called %s on host %s."
                .formatted(instance.container(), instance.host()),
            "Start it, or correct `container` of %s in the configuration.".formatted(name));
      }
      String configured = instance.image();
      ImageReference repository =
          ImageReference.parse(
                  configured == null ? container.get().image().reference() : configured)
              .withoutTag();
      Transport transport =
          host.isInsecure(repository.registry()) ? Transport.INSECURE : Transport.TRUSTED;
      int count = tags.tags(repository, transport, Age.FRESH).size();
      return MachineFindings.registry(name, repository.repository(), count, null);
    } catch (RegistryProblem problem) {
      return MachineFindings.registry(name, "", 0, String.valueOf(problem.getMessage()));
    } catch (IllegalArgumentException unusable) {
      return MachineFindings.registry(
          name,
          "",
          0,
          "I can't tell where new images of %s come from: %s. Set `image` of %s in the configuration."
              .formatted(name, unusable.getMessage(), name));
    } catch (HostProblem away) {
      return Finding.unknown(
          "registry of " + name, "The engine did not answer when I asked about it.", "");
    }
  }
}
