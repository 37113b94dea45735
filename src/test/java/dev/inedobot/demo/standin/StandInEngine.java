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
import org.jspecify.annotations.Nullable;

/**
 * The engine and the registry that bin/parts brought, with containers and volumes that go away
 * again.
 */
final class StandInEngine implements AutoCloseable {
  final DockerClient docker;
  final StandIns standIns;
  private final String name = "standin-it-" + UUID.randomUUID().toString().substring(0, 8);
  private @Nullable StandIns withPostgres;
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

  /** The stand-ins that have PostgreSQL. */
  StandIns withPostgres() {
    if (withPostgres == null) {
      withPostgres = standIns.withPostgres(Path.of(given("INEDOBOT_POSTGRES")));
    }
    return withPostgres;
  }

  /** What a container {@linkplain Description#called called} so is reached by from the others. */
  String host(String called) {
    return name + "-" + called;
  }

  /** The image on the engine. */
  String pull(StandInTag tag) {
    return pull(standIns.reference(tag));
  }

  private String pull(String reference) {
    try {
      docker.pullImageCmd(reference).start().awaitCompletion();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return reference;
  }

  /** A container of that tag, to be described and started. */
  Description of(StandInTag tag) {
    return of(standIns, tag);
  }

  /** The same, of those stand-ins. */
  Description of(StandIns standIns, StandInTag tag) {
    standIns.publish(List.of(tag));
    return new Description(standIns.reference(tag), tag.product().database());
  }

  /** A container of a database server. */
  Description of(StandIns standIns, StandInServer server, String tag) {
    return new Description(standIns.publish(server, tag), server.data());
  }

  /** A container with a published port, its database in a volume, and a quick upgrade of it. */
  final class Description {
    private final String image;
    private final String data;
    private final List<String> mounts = new ArrayList<>();
    private final List<String> environment =
        new ArrayList<>(List.of("STANDIN_MIGRATION_SECONDS=0.1"));
    private final List<String> command = new ArrayList<>();
    private String volume = "";
    private String called = "";
    private RestartPolicy restart = RestartPolicy.noRestart();

    private Description(String image, String data) {
      this.image = image;
      this.data = data;
    }

    /** With its database in that volume; without this in a new one. */
    Description on(String volume) {
      this.volume = volume;
      return this;
    }

    /** With a name of its own, for the others on the network: see {@link #host}. */
    Description called(String called) {
      this.called = called;
      return this;
    }

    /** With another volume there. */
    Description mounting(String volume, String directory) {
      mounts.add(volume + ":" + directory);
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
      mounting(volume.isEmpty() ? volume() : volume, data);
      HostConfig host =
          HostConfig.newHostConfig()
              .withNetworkMode(name)
              .withRestartPolicy(restart)
              .withBinds(mounts.stream().map(Bind::parse).toList())
              .withPortBindings(PortBinding.parse("127.0.0.1::80"));
      var create = docker.createContainerCmd(pull(image)).withHostConfig(host).withEnv(environment);
      if (!called.isEmpty()) {
        create.withName(host(called));
      }
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
