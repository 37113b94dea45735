package dev.inedobot.upgrade.run;

import dev.inedobot.image.ImageDigest;
import dev.inedobot.image.ImageReference;
import dev.inedobot.image.Tag;
import dev.inedobot.product.Version;
import dev.inedobot.upgrade.UpgradeId;
import dev.inedobot.upgrade.plan.ContainerFacts;
import dev.inedobot.upgrade.plan.HealthAddress;
import dev.inedobot.upgrade.plan.HealthBefore;
import dev.inedobot.upgrade.plan.InstanceSettings;
import dev.inedobot.upgrade.plan.Names;
import dev.inedobot.upgrade.plan.Observation;
import dev.inedobot.upgrade.plan.Plan;
import dev.inedobot.upgrade.plan.PlanResult;
import dev.inedobot.upgrade.plan.Planner;
import dev.inedobot.upgrade.plan.Recheck;
import dev.inedobot.upgrade.plan.Refusal;
import dev.inedobot.upgrade.plan.RemoteImage;
import dev.inedobot.upgrade.plan.Rollbacks;
import dev.inedobot.upgrade.plan.Surroundings;
import dev.inedobot.upgrade.plan.WantedVersion;
import dev.inedobot.upgrade.run.TagLists.Age;
import dev.inedobot.upgrade.run.TagLists.RegistryProblem;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Observes an instance, its engine and its registry, and has a plan made from that. */
public final class Surveyor {
  private final Hosts hosts;
  private final HealthAsk ask;
  private final ReleaseImages images;
  private final Neighbours neighbours;

  /**
   * @param journal is only read, to tell where leftovers come from
   */
  public Surveyor(Hosts hosts, HealthProbe probe, TagLists tags, Journal journal) {
    this.hosts = hosts;
    this.ask = new HealthAsk(probe);
    this.images = new ReleaseImages(tags);
    this.neighbours = new Neighbours(new Origins(journal));
  }

  /**
   * What runs as an instance right now.
   *
   * @param container its container
   * @param running its version, or null if nothing tells it
   * @param health what it answered, or null if nothing answered
   * @param asked where it was asked
   */
  public record Sight(
      ContainerFacts container,
      @Nullable Version running,
      @Nullable HealthBefore health,
      List<HealthAddress> asked) {
    public Sight {
      asked = List.copyOf(asked);
    }
  }

  /** Looks at an instance; empty if its container is not there. Throws {@link HostProblem}. */
  public Optional<Sight> look(InstanceSettings settings) {
    ContainerHost host = hosts.get(settings.host());
    return host.find(settings.container()).map(container -> look(settings, host, container));
  }

  private Sight look(InstanceSettings settings, ContainerHost host, ContainerFacts container) {
    List<HealthAddress> candidates = HealthAddress.candidates(settings, container, host.address());
    HealthBefore health =
        container.state().serves()
            ? ask.first(settings.product(), candidates, () -> Hidden.of(host, container))
                .map(answered -> new HealthBefore(answered.address(), answered.reading()))
                .orElse(null)
            : null;
    return new Sight(container, running(host, container, health), health, candidates);
  }

  /** What it reports counts for more than its tag, which somebody may have moved. */
  private static @Nullable Version running(
      ContainerHost host, ContainerFacts container, @Nullable HealthBefore health) {
    Version reported = health == null ? null : health.reading().reported();
    Optional<Version> tagged =
        versionOfTag(container.image().reference())
            .or(
                () ->
                    host.imageTags(container.image().id()).stream()
                        .flatMap(reference -> versionOfTag(reference).stream())
                        .findFirst());
    if (reported == null) {
      return tagged.orElse(null);
    }
    return tagged.filter(version -> version.sameRelease(reported)).orElse(reported);
  }

  private static Optional<Version> versionOfTag(String reference) {
    try {
      Tag tag = ImageReference.parse(reference).tag();
      return tag == null ? Optional.empty() : Version.tryParse(tag.value());
    } catch (IllegalArgumentException notAReference) {
      return Optional.empty();
    }
  }

  /**
   * Plans an upgrade.
   *
   * @param wanted the version as it was typed
   * @throws HostProblem if the engine fails
   */
  public PlanResult plan(InstanceSettings settings, String wanted) {
    WantedVersion version = WantedVersion.parse(settings, wanted);
    if (version instanceof WantedVersion.Unclear unclear) {
      return unclear.refusal();
    }
    Version target = ((WantedVersion.Clear) version).version();
    ContainerHost host = hosts.get(settings.host());
    Optional<ContainerFacts> container = host.find(settings.container());
    if (container.isEmpty()) {
      return noContainer(settings);
    }
    Sight sight = look(settings, host, container.get());
    if (sight.running() != null) {
      Optional<Refusal> direction = Planner.refuseDirection(settings, sight.running(), target);
      if (direction.isPresent()) {
        return direction.get();
      }
    }
    return plan(settings, host, sight, target, wanted);
  }

  private PlanResult plan(
      InstanceSettings settings, ContainerHost host, Sight sight, Version target, String wanted) {
    ImageReference repository;
    try {
      repository = ReleaseImages.repository(settings, sight.container());
    } catch (IllegalArgumentException unusable) {
      return new Refusal(
          "I can't tell where new images of %s come from: %s"
              .formatted(settings.name(), unusable.getMessage()),
          "Set `image` of %s in the configuration.".formatted(settings.name()));
    }
    Optional<RemoteImage> image = ReleaseImages.resolve(host, repository, target, wanted);
    if (image.isEmpty()) {
      return images.unknown(host, repository, settings.product(), target);
    }
    return Planner.plan(
        observation(
            settings,
            host,
            sight,
            neighbours.of(settings, host, sight.container(), host.containers()),
            image.get()),
        target);
  }

  /** The same plan, with how large that is which can be copied. Blocks for up to half a minute. */
  Plan measured(Plan plan) {
    return DataSize.measured(hosts.get(plan.settings().host()), plan);
  }

  private static Refusal noContainer(InstanceSettings settings) {
    return new Refusal(
        "There is no container called %s on host %s."
            .formatted(settings.container(), settings.host()),
        "Start it, or correct `container` of %s in the configuration.".formatted(settings.name()));
  }

  /**
   * Plans a backup of the database.
   *
   * @throws HostProblem if the engine fails
   */
  PlanResult planBackup(InstanceSettings settings) {
    ContainerHost host = hosts.get(settings.host());
    Optional<ContainerFacts> container = host.find(settings.container());
    if (container.isEmpty()) {
      return noContainer(settings);
    }
    Sight sight = look(settings, host, container.get());
    ContainerFacts.ImageUse image = sight.container().image();
    RemoteImage running =
        new RemoteImage(
            ImageReference.parse(image.reference()), ImageDigest.parse(image.id()), List.of());
    return Planner.planBackup(
        observation(
            settings,
            host,
            sight,
            neighbours.of(settings, host, sight.container(), host.containers()),
            running));
  }

  /**
   * Plans the return to the version before the last upgrade.
   *
   * @param last the plan of the last upgrade that succeeded; empty if none is known
   * @param started the newest version that was started on the database since then, or null
   * @throws HostProblem if the engine fails
   */
  PlanResult planRollback(
      InstanceSettings settings, Optional<Plan> last, @Nullable Version started) {
    ContainerHost host = hosts.get(settings.host());
    Optional<ContainerFacts> container = host.find(settings.container());
    if (container.isEmpty()) {
      return noContainer(settings);
    }
    Sight sight = look(settings, host, container.get());
    Optional<Refusal> nothingToReturnTo = Rollbacks.refuse(settings, sight.running(), last);
    if (nothingToReturnTo.isPresent()) {
      return nothingToReturnTo.get();
    }
    Plan.Old before = last.orElseThrow().old();
    ImageReference tagged;
    try {
      tagged =
          ImageReference.parse(before.image().reference())
              .withoutTag()
              .withTag(Tag.parse(before.version().releaseForm()));
    } catch (IllegalArgumentException unusable) {
      return new Refusal(
          "I can't tell where the image of %s came from: %s"
              .formatted(before.version().marketingForm(), unusable.getMessage()),
          "Run the old version by hand, from its image.");
    }
    Optional<RemoteImage> image =
        host.pulled(before.image().id(), tagged).or(() -> host.resolve(tagged));
    if (image.isEmpty()) {
      return new Refusal(
          "The image of %s is neither on the engine any more nor in its registry (%s)."
              .formatted(before.version().marketingForm(), tagged),
          "Put it back into the registry, then ask again.");
    }
    Optional<ContainerFacts> kept = kept(host, settings.container(), before.containerId());
    List<ContainerFacts> others =
        host.containers().stream()
            .filter(other -> kept.isEmpty() || !other.id().equals(kept.get().id()))
            .toList();
    return Planner.planRollback(
        observation(
            settings,
            host,
            sight,
            neighbours.of(settings, host, sight.container(), others),
            image.get()),
        before.version(),
        kept.map(facts -> new Plan.Kept(facts.id(), facts.state().startedAt())).orElse(null),
        started);
  }

  private static Optional<ContainerFacts> kept(ContainerHost host, String container, String id) {
    return host.find(id)
        .filter(facts -> facts.name().equals(Names.old(container)))
        .filter(facts -> !facts.state().canTouchData());
  }

  private static Observation observation(
      InstanceSettings settings,
      ContainerHost host,
      Sight sight,
      Surroundings surroundings,
      RemoteImage target) {
    return new Observation(
        settings,
        surroundings,
        sight.container(),
        sight.running(),
        Neighbours.unmounted(host, settings.product(), sight.container()),
        sight.health(),
        sight.asked(),
        target,
        settings.backupCommand() == null
            ? ConnectionFiles.look(host, settings.product(), sight.container())
            : null);
  }

  /** The tags of a repository, as its engine reaches it. */
  List<Tag> listed(ContainerHost host, ImageReference repository, Age age) throws RegistryProblem {
    return images.listed(host, repository, age);
  }

  /**
   * Whether the container is another one than was approved, before anything is pulled for it; empty
   * too if the engine does not tell, as each step asks it again.
   */
  Optional<String> anotherContainer(Plan plan) {
    try {
      return Recheck.difference(
          plan, hosts.get(plan.settings().host()).find(plan.container()).orElse(null));
    } catch (HostProblem silent) {
      return Optional.empty();
    }
  }

  /**
   * Whether the world is still what a plan was made for; the reason if it is not. It is observed as
   * for the plan, but for the registry, which may be the very product that is being upgraded, and
   * the room on the disk, as the image is there by then.
   *
   * @param ours the upgrade that is about to stop the container; what it created is left out
   */
  Optional<String> changedSince(Plan plan, UpgradeId ours) {
    InstanceSettings settings = plan.settings();
    ContainerHost host = hosts.get(settings.host());
    ContainerFacts now = host.find(settings.container()).orElse(null);
    Optional<String> difference = Recheck.difference(plan, now);
    if (difference.isPresent() || now == null) {
      return difference;
    }
    Surroundings surroundings = Neighbours.again(settings, host, now, plan, ours);
    RemoteImage approved = new RemoteImage(plan.next().image(), plan.next().digest(), List.of());
    return Recheck.worldDifference(
        plan, observation(settings, host, look(settings, host, now), surroundings, approved));
  }
}
