package dev.inedobot.demo;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import com.github.dockerjava.api.model.RestartPolicy;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import dev.inedobot.demo.standin.StandInServer;
import dev.inedobot.demo.standin.StandIns;
import java.io.IOException;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * What the demo has on an engine: a network, volumes and containers, all with a label of this run
 * that the bot carries over to what it creates, so that closing finds everything and nothing else.
 * Names that are taken are refused. Safe for several threads until it is closed.
 */
public final class DemoEngine implements AutoCloseable {
  /** On everything that a demo or a test makes; the value is the run's own. */
  public static final String LABEL = "dev.inedobot.demo.run";

  private final DockerClient docker;
  private final StandIns standIns;
  private final String network;
  private final Map<String, String> label =
      Map.of(LABEL, UUID.randomUUID().toString().substring(0, 8));
  private final Deque<String> volumes = new ConcurrentLinkedDeque<>();
  private @org.jspecify.annotations.Nullable String networkId;
  private boolean closed;

  /**
   * Connects; makes nothing yet.
   *
   * @param dockerHost the engine's address
   * @param network the name of the network to make
   */
  public DemoEngine(String dockerHost, StandIns standIns, String network) {
    DefaultDockerClientConfig config =
        DefaultDockerClientConfig.createDefaultConfigBuilder().withDockerHost(dockerHost).build();
    this.docker =
        DockerClientImpl.getInstance(
            config,
            new ZerodepDockerHttpClient.Builder().dockerHost(config.getDockerHost()).build());
    this.standIns = standIns;
    this.network = network;
  }

  /** The engine, to look at and to disturb in tests. */
  public DockerClient docker() {
    return docker;
  }

  /**
   * Runs a product, with its data in new volumes.
   *
   * @return the container's id
   * @throws DemoRefused if a name or the port is taken
   */
  public String run(DemoProduct product) throws DemoRefused {
    standIns.publish(List.of(product.tag()));
    refuseTakenNames(product);
    connectNetwork();
    String image = pull(standIns.reference(product.tag()));
    HostConfig host =
        HostConfig.newHostConfig()
            .withNetworkMode(network)
            .withRestartPolicy(RestartPolicy.unlessStoppedRestart())
            .withBinds(product.directories().stream().map(d -> volume(product, d)).toList())
            .withPortBindings(
                new PortBinding(
                    Ports.Binding.bindIpAndPort("127.0.0.1", product.port()), ExposedPort.tcp(80)));
    if (product.port() == 0) {
      host.withPortBindings(
          new PortBinding(Ports.Binding.bindIp("127.0.0.1"), ExposedPort.tcp(80)));
    }
    String id =
        docker
            .createContainerCmd(image)
            .withName(product.container())
            .withLabels(label)
            .withEnv(product.variables())
            .withExposedPorts(ExposedPort.tcp(80))
            .withHostConfig(host)
            .exec()
            .getId();
    start(product, id);
    return id;
  }

  /**
   * Runs a database server on the same network, under a name that connection strings can have.
   *
   * @param tag of its image
   * @param environment each {@code NAME=value}
   * @throws DemoRefused if its image can't be pulled, or the network's name is taken
   */
  public void runServer(
      StandInServer server, String tag, String container, List<String> environment)
      throws DemoRefused {
    connectNetwork();
    String id =
        docker
            .createContainerCmd(pull(standIns.publish(server, tag)))
            .withName(container)
            .withLabels(label)
            .withEnv(environment)
            .withHostConfig(HostConfig.newHostConfig().withNetworkMode(network))
            .exec()
            .getId();
    docker.startContainerCmd(id).exec();
  }

  private void start(DemoProduct product, String id) throws DemoRefused {
    try {
      docker.startContainerCmd(id).exec();
    } catch (DockerException failure) {
      if (String.valueOf(failure.getMessage()).contains("address already in use")
          || String.valueOf(failure.getMessage()).contains("port is already allocated")) {
        throw new DemoRefused(
            "Port %d on 127.0.0.1 is taken, and the demo's %s needs it: end the program that has it."
                .formatted(product.port(), product.tag().product().title()));
      }
      throw failure;
    }
  }

  private void refuseTakenNames(DemoProduct product) throws DemoRefused {
    for (String suffix : List.of("", "-next", "-old")) {
      Optional<InspectContainerResponse> there = find(product.container() + suffix);
      if (there.isPresent()) {
        Map<String, String> labels = there.get().getConfig().getLabels();
        boolean demo = labels != null && labels.containsKey(LABEL);
        throw new DemoRefused(
            "There is a container called %s on this engine already, so the demo leaves it alone and ends. %s"
                .formatted(
                    product.container() + suffix,
                    demo
                        ? "Another demo made it: wait for that one, or, if it was killed, remove it with: docker rm -f -v "
                            + product.container()
                            + suffix
                        : "Use another engine, by DOCKER_HOST."));
      }
    }
    for (String directory : product.directories()) {
      String name = volumeName(product, directory);
      try {
        docker.inspectVolumeCmd(name).exec();
      } catch (NotFoundException free) {
        continue;
      }
      throw new DemoRefused(
          "There is a volume called %s on this engine already, so the demo leaves it alone and ends."
                  .formatted(name)
              + " If an earlier demo that was killed left it, remove it with: docker volume rm "
              + name);
    }
  }

  private synchronized void connectNetwork() throws DemoRefused {
    if (networkId != null) {
      return;
    }
    boolean taken =
        docker.listNetworksCmd().withNameFilter(network).exec().stream()
            .anyMatch(each -> each.getName().equals(network));
    if (taken) {
      throw new DemoRefused(
          "There is a network called %s on this engine already, so the demo leaves it alone and ends."
                  .formatted(network)
              + " If an earlier demo that was killed left it, remove it with: docker network rm "
              + network);
    }
    networkId = docker.createNetworkCmd().withName(network).withLabels(label).exec().getId();
  }

  private static String volumeName(DemoProduct product, String directory) {
    return product.container() + "-" + directory.substring(directory.lastIndexOf('/') + 1);
  }

  private Bind volume(DemoProduct product, String directory) {
    String name = volumeName(product, directory);
    docker.createVolumeCmd().withName(name).withLabels(label).exec();
    volumes.push(name);
    return Bind.parse(name + ":" + directory);
  }

  private String pull(String reference) throws DemoRefused {
    try {
      docker.pullImageCmd(reference).start().awaitCompletion();
      return reference;
    } catch (DockerException failure) {
      throw new DemoRefused(
          "The engine could not pull %s: %s".formatted(reference, failure.getMessage()));
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new DemoRefused("Stopped while the engine was pulling " + reference + ".");
    }
  }

  /** A container by id or name, if there is one. */
  public Optional<InspectContainerResponse> find(String container) {
    try {
      return Optional.of(docker.inspectContainerCmd(container).exec());
    } catch (NotFoundException none) {
      return Optional.empty();
    }
  }

  /** Where a container's port 80 is published on loopback; empty while it does not run. */
  public Optional<Integer> port(String container) {
    return find(container)
        .map(there -> there.getNetworkSettings().getPorts().getBindings().get(ExposedPort.tcp(80)))
        .filter(bindings -> bindings.length > 0)
        .map(bindings -> Integer.parseInt(bindings[0].getHostPortSpec()));
  }

  /** Everything of this run that is on the engine, running or not. */
  public List<Container> containers() {
    return docker.listContainersCmd().withShowAll(true).withLabelFilter(label).exec();
  }

  /** Removes the containers, volumes, network and images of this run. Once is enough. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    for (Container container : containers()) {
      removing(
          () ->
              docker
                  .removeContainerCmd(container.getId())
                  .withForce(true)
                  .withRemoveVolumes(true)
                  .exec());
    }
    while (!volumes.isEmpty()) {
      String volume = volumes.pop();
      removing(() -> docker.removeVolumeCmd(volume).exec());
    }
    String made = networkId;
    if (made != null) {
      removing(() -> docker.removeNetworkCmd(made).exec());
    }
    removing(() -> standIns.removeImages(docker));
    try {
      docker.close();
    } catch (IOException lost) {
      // The connection is gone, as it should be.
    }
  }

  private static void removing(Runnable removal) {
    try {
      removal.run();
    } catch (NotFoundException gone) {
      // As it should be.
    } catch (DockerException failure) {
      System.err.println("demo: something is left on the engine: " + failure.getMessage());
    }
  }
}
