package dev.inedobot.upgrade.run;

import dev.inedobot.image.ImageReference;
import dev.inedobot.product.Version;
import dev.inedobot.upgrade.Actor;
import dev.inedobot.upgrade.ApprovalRule;
import dev.inedobot.upgrade.Upgrade;
import dev.inedobot.upgrade.plan.InstanceSettings;
import dev.inedobot.upgrade.plan.NewerVersions;
import dev.inedobot.upgrade.plan.Plan;
import dev.inedobot.upgrade.plan.PlanResult;
import dev.inedobot.upgrade.plan.Refusal;
import dev.inedobot.upgrade.plan.RunState;
import dev.inedobot.upgrade.run.Surveyor.Sight;
import dev.inedobot.upgrade.run.TagLists.Age;
import dev.inedobot.upgrade.run.TagLists.RegistryProblem;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Answers questions and changes nothing, neither on an engine nor in the record. Blocks while the
 * engine, the registry or the workspace is asked; safe for several threads.
 */
public final class InfoDesk {
  private final Instances instances;
  private final Surveyor surveyor;
  private final Hosts hosts;
  private final Journal journal;
  private final People people;
  private final Approvers approvers;
  private final Clock clock;

  /**
   * @param journal is only read
   */
  public InfoDesk(
      Instances instances,
      Surveyor surveyor,
      Hosts hosts,
      Journal journal,
      People people,
      Clock clock) {
    this.instances = instances;
    this.surveyor = surveyor;
    this.hosts = hosts;
    this.journal = journal;
    this.people = people;
    this.approvers = new Approvers(people);
    this.clock = clock;
  }

  /**
   * What somebody may do.
   *
   * @param takePart whether they may ask for upgrades, acknowledge and cancel
   * @param approve whether they are among the approvers of at least one instance
   * @param unknown why the workspace did not tell, in which case both are true; else empty
   */
  public record Rights(boolean takePart, boolean approve, String unknown) {}

  /** What somebody may do with the instances that there are. */
  public Rights rights(Actor who, List<InstanceSettings> settings) {
    try {
      if (!people.isFullMember(who.id())) {
        return new Rights(false, false, "");
      }
      Set<ApprovalRule> rules =
          settings.stream().map(InstanceSettings::approval).collect(Collectors.toSet());
      for (ApprovalRule rule : rules) {
        if (approvers.isAmong(rule, who)) {
          return new Rights(true, true, "");
        }
      }
      return new Rights(true, false, "");
    } catch (People.PeopleProblem silent) {
      return new Rights(true, true, String.valueOf(silent.getMessage()));
    }
  }

  /**
   * What is to be said of an instance now.
   *
   * @param sight what runs; null if its container is not there, or the engine does not answer
   * @param problem why there is no sight, as a phrase; else empty
   * @param up how long its process has been running; null if it does not
   * @param newest the newest versions that it could be upgraded to: of the release line that runs,
   *     and of another one; none if there are none, or they are not known
   * @param unlisted why it is not known; empty if it is
   * @param active the upgrade that is under way, or null
   */
  public record State(
      InstanceSettings settings,
      @Nullable Sight sight,
      String problem,
      @Nullable Duration up,
      List<Version> newest,
      String unlisted,
      @Nullable Upgrade active) {
    public State {
      newest = List.copyOf(newest);
    }
  }

  /**
   * Looks at an instance and its engine, and not yet at its registry, which may take longer. Never
   * throws what these throw.
   */
  public State seen(InstanceSettings settings) {
    Upgrade active = journal.activeFor(settings.name()).orElse(null);
    Optional<Surveyor.Sight> seen;
    try {
      seen = surveyor.look(settings);
    } catch (HostProblem problem) {
      return new State(
          settings, null, String.valueOf(problem.getMessage()), null, List.of(), "", active);
    }
    if (seen.isEmpty()) {
      String missing = "there is no container called " + settings.container();
      return new State(settings, null, missing, null, List.of(), "", active);
    }
    RunState run = seen.get().container().state();
    Duration up =
        run.serves() && run.startedAt() != null
            ? Duration.between(run.startedAt(), clock.instant())
            : null;
    return new State(
        settings, seen.get(), "", up, List.of(), "its registry did not answer in time", active);
  }

  /** The same, with what its registry lists. Never throws what that throws. */
  public State listed(State seen) {
    Sight sight = seen.sight();
    if (sight == null) {
      return seen;
    }
    Told told = newerOrProblem(seen.settings(), sight);
    List<Version> newest = List.of();
    String why = "";
    if (told instanceof Told.Newer newer) {
      newest =
          Stream.of(newer.versions().newestMaintenance(), newer.versions().newestMajor())
              .flatMap(Optional::stream)
              .toList();
    } else if (told instanceof Told.Unlisted unlisted) {
      why = unlisted.why();
    } else if (told instanceof Told.Refused refused) {
      why = refused.refusal().reason();
    }
    return new State(seen.settings(), sight, seen.problem(), seen.up(), newest, why, seen.active());
  }

  private Told newerOrProblem(InstanceSettings settings, Surveyor.Sight sight) {
    try {
      return newer(settings, sight);
    } catch (HostProblem problem) {
      return new Told.Refused(new Refusal(String.valueOf(problem.getMessage()), ""));
    }
  }

  /** Which versions are newer than the one that runs. */
  public Told newer(String instance) {
    return ask(instance, this::newer);
  }

  private Told newer(InstanceSettings settings) {
    Optional<Surveyor.Sight> sight = surveyor.look(settings);
    if (sight.isEmpty()) {
      return new Told.Refused(
          new Refusal(
              "There is no container called %s on host %s."
                  .formatted(settings.container(), settings.host()),
              ""));
    }
    return newer(settings, sight.get());
  }

  private Told newer(InstanceSettings settings, Surveyor.Sight sight) {
    Version running = sight.running();
    if (running == null) {
      return new Told.Refused(
          new Refusal(
              "I can't tell which version %s runs: its image is %s, and its health address does not say."
                  .formatted(settings.name(), sight.container().image().reference()),
              "Run it from an image with a full version as its tag, such as 24.0.4."));
    }
    ImageReference repository;
    try {
      repository = ReleaseImages.repository(settings, sight.container());
    } catch (IllegalArgumentException unusable) {
      return new Told.Refused(
          new Refusal(
              "I can't tell where new images of %s come from: %s"
                  .formatted(settings.name(), unusable.getMessage()),
              "Set `image` of %s in the configuration.".formatted(settings.name())));
    }
    try {
      return new Told.Newer(
          settings,
          running,
          repository.repository(),
          NewerVersions.than(
              running,
              settings.product(),
              surveyor.listed(hosts.get(settings.host()), repository, Age.REMEMBERED)));
    } catch (RegistryProblem problem) {
      return new Told.Unlisted(settings, running, String.valueOf(problem.getMessage()));
    }
  }

  /**
   * What an upgrade would do. Only for those who may ask for one: it tells how a container is
   * configured.
   */
  public Told plan(String instance, String version, Actor who) {
    Optional<String> outsider = approvers.refuseTakingPart(who);
    return outsider.isPresent()
        ? new Told.Refused(new Refusal(outsider.get(), ""))
        : ask(instance, settings -> plan(settings, version));
  }

  private Told plan(InstanceSettings settings, String version) {
    PlanResult result = surveyor.plan(settings, version);
    if (result instanceof Plan plan) {
      ContainerHost host = hosts.get(settings.host());
      return new Told.Planned(plan, host.carryOver(plan.old().containerId(), plan.next().image()));
    }
    return new Told.Refused((Refusal) result);
  }

  private Told ask(String instance, Function<InstanceSettings, Told> question) {
    Instances.Listing listing = instances.list();
    Optional<InstanceSettings> settings = listing.named(instance);
    if (settings.isEmpty()) {
      return listing
          .whyNot(instance)
          .<Told>map(Told.Refused::new)
          .orElseGet(() -> new Told.NoSuchInstance(instance, listing.names()));
    }
    try {
      return question.apply(settings.get());
    } catch (HostProblem problem) {
      return new Told.Refused(new Refusal(String.valueOf(problem.getMessage()), ""));
    }
  }
}
