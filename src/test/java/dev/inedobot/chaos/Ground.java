package dev.inedobot.chaos;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import dev.inedobot.demo.standin.StandInProduct;
import dev.inedobot.demo.standin.StandInTag;
import dev.inedobot.demo.standin.StandIns;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What all runs share: the engine and the registry that bin/parts brought, the watcher, and the
 * images, which are held so that no run's end takes away what another one needs.
 */
final class Ground implements AutoCloseable {
  final String dockerHost;
  final String name = "chaos-" + UUID.randomUUID().toString().substring(0, 6);
  final DockerClient docker;
  final StandIns standIns =
      new StandIns(given("INEDOBOT_REGISTRY"), Path.of(given("INEDOBOT_BUSYBOX")));
  final Watcher watcher;
  final Path directory;

  /**
   * @param directory for what the bots write
   */
  Ground(Path directory) throws InterruptedException {
    this(directory, given("DOCKER_HOST"));
  }

  /** The same on another engine. */
  Ground(Path directory, String dockerHost) throws InterruptedException {
    this.directory = directory;
    this.dockerHost = dockerHost;
    docker = connect(dockerHost);
    watcher = Watcher.of(docker);
    StandIns held = standIns.in(name);
    List<StandInTag> tags = new ArrayList<>(List.of(tag(Journey.FROM)));
    Stream.of(Journey.values()).map(Journey::to).map(Ground::tag).forEach(tags::add);
    held.publish(tags);
    for (StandInTag tag : tags) {
      docker.pullImageCmd(held.reference(tag)).start().awaitCompletion();
    }
  }

  static StandInTag tag(String release) {
    return StandInTag.of(StandInProduct.PROGET, release);
  }

  private static String given(String variable) {
    String value = System.getenv(variable);
    if (value == null) {
      throw new IllegalStateException(variable + " is not set: run this by bin/chaos or bin/test");
    }
    return value;
  }

  private static DockerClient connect(String dockerHost) {
    DefaultDockerClientConfig config =
        DefaultDockerClientConfig.createDefaultConfigBuilder().withDockerHost(dockerHost).build();
    return DockerClientImpl.getInstance(
        config,
        new ZerodepDockerHttpClient.Builder()
            .dockerHost(config.getDockerHost())
            .maxConnections(50)
            .build());
  }

  /** What the engine says it is, for the print-out. */
  String engine() {
    return docker.versionCmd().exec().getVersion();
  }

  @Override
  public void close() throws IOException {
    watcher.close();
    standIns.in(name).removeImages(docker);
    docker.close();
  }
}
