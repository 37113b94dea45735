package dev.inedobot.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.HostConfig;
import dev.inedobot.chaos.Watcher.Overlap;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** The witness of the fault test notices what it is there for. */
@Isolated("it counts what starts on the engine")
final class WatcherIT {
  @SuppressWarnings("NullAway.Init")
  private Ground ground;

  private final List<String> containers = new ArrayList<>();

  @BeforeEach
  void come(@TempDir Path directory) throws Exception {
    ground = new Ground(directory, List.of(Journey.MAINTENANCE));
    ground.docker.createVolumeCmd().withName(ground.name).exec();
  }

  @AfterEach
  void leave() throws Exception {
    containers.forEach(id -> ground.docker.removeContainerCmd(id).withForce(true).exec());
    ground.docker.removeVolumeCmd(ground.name).exec();
    ground.close();
  }

  /** Starts a container on the volume; the name is the run's own with this after it. */
  private String start(String suffix, String mode) {
    String image =
        ground
            .standIns(Journey.MAINTENANCE)
            .in(ground.name)
            .reference(Ground.tag(Journey.MAINTENANCE.from()));
    String id =
        ground
            .docker
            .createContainerCmd(image)
            .withName(ground.name + suffix)
            .withCmd("/bin/sleep", "300")
            .withHostConfig(
                HostConfig.newHostConfig()
                    .withNetworkMode("none")
                    .withBinds(Bind.parse(ground.name + ":/data:" + mode)))
            .exec()
            .getId();
    containers.add(id);
    ground.docker.startContainerCmd(id).exec();
    return id;
  }

  private void awaitStarts(int starts) {
    Awaitility.await(starts + " starts")
        .atMost(Duration.ofSeconds(20))
        .until(() -> ground.watcher.starts() >= starts);
  }

  @Test
  void notesTwoThatRanAtOnceOnOneVolume() {
    start("-a", "rw");
    start("-b", "rw");
    awaitStarts(2);

    assertThat(ground.watcher.overlaps())
        .containsExactly(new Overlap(ground.name + "-a", ground.name + "-b", Set.of(ground.name)));
    assertThat(ground.watcher.overlaps().get(0).isOf(ground.name + "-a")).isTrue();
  }

  @Test
  void notesNothingOfOneAfterTheOtherOrOfOneThatOnlyReads() {
    String first = start("-a", "rw");
    ground.docker.killContainerCmd(first).exec();
    ground.docker.waitContainerCmd(first).start().awaitStatusCode();
    start("-b", "rw");
    start("-c", "ro");
    awaitStarts(3);

    assertThat(ground.watcher.overlaps()).isEmpty();
  }
}
