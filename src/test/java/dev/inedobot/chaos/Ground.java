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
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What all runs share: the engine and the registry that bin/parts brought, the watcher, and the
 * images, which are held so that no run's end takes away what another one needs.
 */
final class Ground implements AutoCloseable {
  final String dockerHost;
  final String name = "chaos-" + UUID.randomUUID().toString().substring(0, 6);
  final DockerClient docker;
  private final StandIns files =
      new StandIns(given("INEDOBOT_REGISTRY"), Path.of(given("INEDOBOT_BUSYBOX")));
  private @Nullable StandIns postgres;
  final Watcher watcher;
  final Path directory;

  /**
   * @param directory for what the bots write
   * @param journeys what is to be run on it
   */
  Ground(Path directory, Collection<Journey> journeys) throws InterruptedException {
    this(directory, given("DOCKER_HOST"), journeys);
  }

  /** The same on another engine. */
  Ground(Path directory, String dockerHost, Collection<Journey> journeys)
      throws InterruptedException {
    this.directory = directory;
    this.dockerHost = dockerHost;
    docker = connect(dockerHost);
    watcher = Watcher.of(docker);
    for (Journey journey : journeys) {
      StandIns held = standIns(journey).in(name);
      for (String release : List.of(journey.from(), journey.to())) {
        held.publish(List.of(tag(release)));
        docker.pullImageCmd(held.reference(tag(release))).start().awaitCompletion();
      }
    }
  }

  /** Those that have the database that the journey needs. */
  synchronized StandIns standIns(Journey journey) {
    if (journey.store() == Store.FILES) {
      return files;
    }
    if (postgres == null) {
      postgres = files.withPostgres(Path.of(given("INEDOBOT_POSTGRES")));
    }
    return postgres;
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
    files.in(name).removeImages(docker);
    docker.close();
  }
}
