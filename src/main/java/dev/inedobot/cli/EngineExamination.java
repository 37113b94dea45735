package dev.inedobot.cli;

import dev.inedobot.config.Config;
import dev.inedobot.doctor.Finding;
import dev.inedobot.doctor.MachineFindings;
import dev.inedobot.image.ImageReference;
import dev.inedobot.upgrade.plan.ContainerFacts;
import dev.inedobot.upgrade.plan.Discovery;
import dev.inedobot.upgrade.plan.Disk;
import dev.inedobot.upgrade.plan.EngineFacts;
import dev.inedobot.upgrade.plan.InstanceSettings;
import dev.inedobot.upgrade.plan.Updaters;
import dev.inedobot.upgrade.run.ContainerHost;
import dev.inedobot.upgrade.run.HostProblem;
import dev.inedobot.upgrade.run.Hosts;
import dev.inedobot.upgrade.run.TagLists;
import dev.inedobot.upgrade.run.TagLists.Age;
import dev.inedobot.upgrade.run.TagLists.RegistryProblem;
import dev.inedobot.upgrade.run.TagLists.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks at the engines, and at the registries as they see them. */
final class EngineExamination {
  private final Config config;
  private final Hosts hosts;
  private final TagLists tags;

  EngineExamination(Config config, Hosts hosts, TagLists tags) {
    this.config = config;
    this.hosts = hosts;
    this.tags = tags;
  }

  /** An engine by the name of its host. */
  List<Finding> look(String name) {
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
        .or(() -> containers.stream().filter(EngineExamination::isInedos).findFirst())
        .or(() -> containers.stream().findFirst());
  }

  private static boolean isInedos(ContainerFacts container) {
    return Discovery.product(container.image().reference()).isPresent();
  }

  /** Where new images of an instance come from. */
  Finding registry(InstanceSettings instance) {
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
