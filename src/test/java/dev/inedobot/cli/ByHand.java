package dev.inedobot.cli;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** What somebody does on the engine, past the bot. */
final class ByHand {
  private final Stage stage;
  private final DockerClient docker;

  ByHand(Stage stage) {
    this.stage = stage;
    this.docker = stage.engine.docker();
  }

  InspectContainerResponse inspect(String container) {
    return stage.engine.find(container).orElseThrow();
  }

  private static Map<String, String> labels(InspectContainerResponse container) {
    return new HashMap<>(Objects.requireNonNull(container.getConfig().getLabels()));
  }

  /** Recreates an instance's container, on the same data, with something changed. */
  String recreate(String instance, Consumer<CreateContainerCmd> change) {
    String name = stage.container(instance);
    InspectContainerResponse old = inspect(name);
    docker.stopContainerCmd(old.getId()).withTimeout(5).exec();
    docker.removeContainerCmd(old.getId()).exec();
    CreateContainerCmd command =
        docker
            .createContainerCmd(Objects.requireNonNull(old.getConfig().getImage()))
            .withName(name)
            .withLabels(labels(old))
            .withEnv(List.of(Objects.requireNonNull(old.getConfig().getEnv())))
            .withExposedPorts(ExposedPort.tcp(80))
            .withHostConfig(old.getHostConfig());
    change.accept(command);
    String id = command.exec().getId();
    docker.startContainerCmd(id).exec();
    return id;
  }

  /**
   * Creates a container that only sleeps, from an instance's image, and goes away with the stage.
   */
  String sleeper(String instance, String name, Consumer<CreateContainerCmd> change) {
    InspectContainerResponse product = inspect(stage.container(instance));
    CreateContainerCmd command =
        docker
            .createContainerCmd(Objects.requireNonNull(product.getConfig().getImage()))
            .withName(name)
            .withLabels(labels(product))
            .withEntrypoint("/bin/sleep", "600")
            .withHostConfig(HostConfig.newHostConfig().withNetworkMode("none"));
    change.accept(command);
    return command.exec().getId();
  }

  void label(CreateContainerCmd command, Map<String, String> more) {
    Map<String, String> labels = new HashMap<>(Objects.requireNonNull(command.getLabels()));
    labels.putAll(more);
    command.withLabels(labels);
  }

  void environment(CreateContainerCmd command, String variable) {
    String[] given = Objects.requireNonNull(command.getEnv());
    String[] all = java.util.Arrays.copyOf(given, given.length + 1);
    all[given.length] = variable;
    command.withEnv(all);
  }

  void start(String id) {
    docker.startContainerCmd(id).exec();
  }

  void remove(String id) {
    docker.removeContainerCmd(id).withForce(true).exec();
  }

  /** Another name for the image that an instance runs. */
  String tagged(String instance, String repository) {
    String image = Objects.requireNonNull(inspect(stage.container(instance)).getImageId());
    docker.tagImageCmd(image, repository, "1").exec();
    return repository + ":1";
  }

  static void publish(CreateContainerCmd command, int inside, int port) {
    Ports.Binding binding =
        port == 0
            ? Ports.Binding.bindIp("127.0.0.1")
            : Ports.Binding.bindIpAndPort("127.0.0.1", port);
    command
        .withExposedPorts(ExposedPort.tcp(inside))
        .getHostConfig()
        .withPortBindings(new PortBinding(binding, ExposedPort.tcp(inside)));
  }
}
