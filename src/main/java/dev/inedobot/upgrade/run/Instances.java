package dev.inedobot.upgrade.run;

import dev.inedobot.upgrade.ApprovalRule;
import dev.inedobot.upgrade.plan.BackupRule;
import dev.inedobot.upgrade.plan.ContainerFacts;
import dev.inedobot.upgrade.plan.Discovery;
import dev.inedobot.upgrade.plan.InstanceSettings;
import dev.inedobot.upgrade.plan.Refusal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The instances that people can name: those of the configuration, or, if it lists none, those found
 * on the engines at the moment of asking.
 */
public final class Instances {
  private final List<InstanceSettings> configured;
  private final Hosts hosts;
  private final ApprovalRule approval;
  private final List<String> announceTo;
  private final String ownContainer;

  /**
   * @param configured empty to find them
   * @param approval the rule for those that are found
   * @param announceTo the channels that are told of the downtime of those that are found
   * @param ownContainer the start of the id of the container that the bot runs in; empty for none
   */
  public Instances(
      Collection<InstanceSettings> configured,
      Hosts hosts,
      ApprovalRule approval,
      List<String> announceTo,
      String ownContainer) {
    this.configured = List.copyOf(configured);
    this.hosts = hosts;
    this.approval = approval;
    this.announceTo = List.copyOf(announceTo);
    this.ownContainer = ownContainer;
  }

  /**
   * What there is.
   *
   * @param instances what people can name
   * @param others containers of Inedo's products that are no instances, with the reason
   * @param silentHosts hosts that could not be asked, with the reason
   */
  public record Listing(
      List<InstanceSettings> instances, List<NotAnInstance> others, List<String> silentHosts) {

    public Optional<InstanceSettings> named(String name) {
      return instances.stream().filter(i -> i.name().equalsIgnoreCase(name)).findFirst();
    }

    public List<String> names() {
      return instances.stream().map(InstanceSettings::name).toList();
    }

    /** Why there is no instance of a name, if there is more to say than that. */
    public Optional<Refusal> whyNot(String name) {
      if (!silentHosts.isEmpty()) {
        return Optional.of(new Refusal(String.join(" ", silentHosts), "Nothing was changed."));
      }
      return others.stream()
          .filter(other -> other.container().equals(name))
          .findFirst()
          .map(
              other ->
                  new Refusal(
                      "I don't upgrade the container %s: %s."
                          .formatted(other.container(), other.why()),
                      ""));
    }
  }

  public record NotAnInstance(String container, String why) {}

  /** Blocks while the engines are asked. Never throws: a host that fails is in the listing. */
  public Listing list() {
    if (!configured.isEmpty()) {
      return new Listing(configured, List.of(), List.of());
    }
    List<InstanceSettings> instances = new ArrayList<>();
    List<NotAnInstance> others = new ArrayList<>();
    List<String> silent = new ArrayList<>();
    for (String name : hosts.names()) {
      try {
        for (Discovery.Found found : Discovery.find(hosts.get(name).containers(), ownContainer)) {
          sort(name, found, instances, others);
        }
      } catch (HostProblem problem) {
        silent.add(String.valueOf(problem.getMessage()));
      }
    }
    return new Listing(List.copyOf(instances), List.copyOf(others), List.copyOf(silent));
  }

  /**
   * The rule in force for an instance, by its name; the one for all that are found, if it is not in
   * the configuration (any more). Asks no engine.
   */
  public ApprovalRule rule(String name) {
    return configured.stream()
        .filter(instance -> instance.name().equalsIgnoreCase(name))
        .findFirst()
        .map(InstanceSettings::approval)
        .orElse(approval);
  }

  /**
   * The rule in force for an instance that there is, by its name; empty if instances are configured
   * and it is not among them (any more). Asks no engine.
   */
  public Optional<ApprovalRule> ruleInForce(String name) {
    return configured.isEmpty()
        ? Optional.of(approval)
        : configured.stream()
            .filter(instance -> instance.name().equalsIgnoreCase(name))
            .findFirst()
            .map(InstanceSettings::approval);
  }

  private void sort(
      String host,
      Discovery.Found found,
      List<InstanceSettings> instances,
      List<NotAnInstance> others) {
    ContainerFacts container = found.container();
    Optional<String> reason =
        found
            .notAnInstance()
            .or(
                () ->
                    instances.stream().anyMatch(i -> i.name().equals(container.name()))
                        ? Optional.of(
                            "another host has a container of that name: name both in the"
                                + " configuration")
                        : Optional.empty());
    if (reason.isPresent()) {
      others.add(new NotAnInstance(container.name(), reason.get()));
    } else {
      instances.add(
          new InstanceSettings(
              container.name(),
              found.product(),
              host,
              container.name(),
              null,
              approval,
              InstanceSettings.Timing.DEFAULT,
              InstanceSettings.Keep.DEFAULT,
              InstanceSettings.Compose.REFUSE,
              null,
              announceTo,
              BackupRule.DEFAULT,
              null));
    }
  }
}
