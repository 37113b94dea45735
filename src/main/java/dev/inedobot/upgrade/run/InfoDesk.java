package dev.inedobot.upgrade.run;

import dev.inedobot.image.ImageReference;
import dev.inedobot.product.Version;
import dev.inedobot.upgrade.Actor;
import dev.inedobot.upgrade.plan.InstanceSettings;
import dev.inedobot.upgrade.plan.NewerVersions;
import dev.inedobot.upgrade.plan.Plan;
import dev.inedobot.upgrade.plan.PlanResult;
import dev.inedobot.upgrade.plan.Refusal;
import dev.inedobot.upgrade.run.TagLists.Age;
import dev.inedobot.upgrade.run.TagLists.RegistryProblem;
import java.util.Optional;
import java.util.function.Function;

/**
 * Answers questions and changes nothing, neither on an engine nor in the record. Blocks while the
 * engine, the registry or the workspace is asked; safe for several threads.
 */
public final class InfoDesk {
  private final Instances instances;
  private final Surveyor surveyor;
  private final Hosts hosts;
  private final Approvers approvers;

  public InfoDesk(Instances instances, Surveyor surveyor, Hosts hosts, People people) {
    this.instances = instances;
    this.surveyor = surveyor;
    this.hosts = hosts;
    this.approvers = new Approvers(people);
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
    Version running = sight.get().running();
    if (running == null) {
      return new Told.Refused(
          new Refusal(
              "I can't tell which version %s runs: its image is %s, and its health address does not say."
                  .formatted(settings.name(), sight.get().container().image().reference()),
              "Run it from an image with a full version as its tag, such as 24.0.4."));
    }
    ImageReference repository;
    try {
      repository = ReleaseImages.repository(settings, sight.get().container());
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
