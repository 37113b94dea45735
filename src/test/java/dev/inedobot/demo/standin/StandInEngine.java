package dev.inedobot.demo.standin;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.RestartPolicy;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The engine and the registry that bin/parts brought, with containers and volumes that go away
 * again.
 */
final class StandInEngine implements AutoCloseable {
  final DockerClient docker;
  final StandIns standIns;
  private final String name = "standin-it-" + UUID.randomUUID().toString().substring(0, 8);
  private final List<String> containers = new ArrayList<>();
  private final List<String> volumes = new ArrayList<>();

  StandInEngine() {
    DefaultDockerClientConfig config =
        DefaultDockerClientConfig.createDefaultConfigBuilder()
            .withDockerHost(given("DOCKER_HOST"))
            .build();
    docker =
        DockerClientImpl.getInstance(
            config,
            new ZerodepDockerHttpClient.Builder().dockerHost(config.getDockerHost()).build());
    standIns =
        new StandIns(given("INEDOBOT_REGISTRY"), Path.of(given("INEDOBOT_BUSYBOX"))).in(name);
    docker.createNetworkCmd().withName(name).exec();
  }

  private static String given(String variable) {
    String value = System.getenv(variable);
    if (value == null) {
      throw new IllegalStateException(variable + " is not set: run live tests by bin/test");
    }
    return value;
  }

  /** A volume for a product's database, empty at first. */
  String volume() {
    String volume = name + "-" + UUID.randomUUID();
    docker.createVolumeCmd().withName(volume).exec();
    volumes.add(volume);
    return volume;
  }

  /** The image on the engine. */
  String pull(StandInTag tag) {
    String reference = standIns.reference(tag);
    try {
      docker.pullImageCmd(reference).start().awaitCompletion();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return reference;
  }

  /** A container of that tag, to be described and started. */
  Description of(StandInTag tag) {
    return new Description(tag);
  }

  /** A container with a published port, its database in a volume, and a quick upgrade of it. */
  final class Description {
    private final StandInTag tag;
    private final List<String> environment =
        new ArrayList<>(List.of("STANDIN_MIGRATION_SECONDS=0.1"));
    private final List<String> command = new ArrayList<>();
    private String volume = "";
    private RestartPolicy restart = RestartPolicy.noRestart();

    private Description(StandInTag tag) {
      this.tag = tag;
    }

    /** With its database in that volume; without this in a new one. */
    Description on(String volume) {
      this.volume = volume;
      return this;
    }

    Description with(String variable) {
      environment.add(variable);
      return this;
    }

    Description running(String... command) {
      this.command.addAll(List.of(command));
      return this;
    }

    Description restarting() {
      restart = RestartPolicy.unlessStoppedRestart();
      return this;
    }

    StandInContainer start() {
      standIns.publish(List.of(tag));
      String mount = (volume.isEmpty() ? volume() : volume) + ":" + tag.product().database();
      HostConfig host =
          HostConfig.newHostConfig()
              .withNetworkMode(name)
              .withRestartPolicy(restart)
              .withBinds(Bind.parse(mount))
              .withPortBindings(PortBinding.parse("127.0.0.1::80"));
      var create = docker.createContainerCmd(pull(tag)).withHostConfig(host).withEnv(environment);
      if (!command.isEmpty()) {
        create.withCmd(command);
      }
      String id = create.exec().getId();
      containers.add(id);
      docker.startContainerCmd(id).exec();
      return new StandInContainer(docker, id);
    }
  }

  /** Removes the containers and volumes. */
  void clear() {
    containers.forEach(this::remove);
    containers.clear();
    volumes.forEach(volume -> docker.removeVolumeCmd(volume).exec());
    volumes.clear();
  }

  @Override
  public void close() {
    clear();
    docker.removeNetworkCmd(name).exec();
    standIns.removeImages(docker);
    try {
      docker.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void remove(String id) {
    try {
      docker.removeContainerCmd(id).withForce(true).withRemoveVolumes(true).exec();
    } catch (NotFoundException e) {
      // Removed by the test itself.
    }
  }
}
