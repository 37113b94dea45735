package dev.inedobot.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EngineDiskTest {
  private static final String CONTAINER = "c".repeat(64);
  private static final String ROOT = "/var/lib/docker";

  @TempDir Path machine;

  private Path root() throws IOException {
    return Files.createDirectories(machine.resolve("var/lib/docker/containers"));
  }

  private void hostName(String name) throws IOException {
    Path kernel = Files.createDirectories(machine.resolve("proc/sys/kernel"));
    Files.writeString(kernel.resolve("hostname"), name + "\n");
  }

  @Test
  void seesTheRoomWhereTheEnginesContainersAre() throws IOException {
    Files.createDirectory(root().resolve(CONTAINER));
    assertThat(new EngineDisk(machine).free(ROOT, CONTAINER, "anywhere")).isPositive();
  }

  @Test
  void doesNotTakeAnotherDirectoryOfThatNameForTheEngines() throws IOException {
    hostName("engine");
    root();
    assertThat(new EngineDisk(machine).free(ROOT, CONTAINER, "engine")).isNull();
  }

  /** One that lets nobody in looks like one whose containers can't be seen: here, it has none. */
  @Test
  void recognisesAClosedDirectoryByTheHostOutsideAContainerOnly() throws IOException {
    hostName("engine");
    Files.createDirectories(machine.resolve("var/lib/docker"));
    EngineDisk disk = new EngineDisk(machine);
    assertThat(disk.free(ROOT, CONTAINER, "engine")).isPositive();
    assertThat(disk.free(ROOT, CONTAINER, "another")).isNull();
    Files.createFile(machine.resolve(".dockerenv"));
    assertThat(disk.free(ROOT, CONTAINER, "engine")).isNull();
  }

  @Test
  void seesNothingWhereThereIsNothing() {
    assertThat(new EngineDisk(machine).free(ROOT, CONTAINER, "engine")).isNull();
    assertThat(new EngineDisk(machine).free("", CONTAINER, "engine")).isNull();
  }

  @Test
  void knowsWhenContainerdHasTheImages() throws JsonProcessingException {
    String snapshotter = "[[\"driver-type\",\"io.containerd.snapshotter.v1\"]]";
    assertThat(EngineDisk.isOutsideRoot(EngineApi.JSON.readTree(snapshotter))).isTrue();
    assertThat(EngineDisk.isOutsideRoot(EngineApi.JSON.readTree("[[\"Backing\",\"extfs\"]]")))
        .isFalse();
    assertThat(EngineDisk.isOutsideRoot(EngineApi.JSON.readTree("null"))).isFalse();
  }
}
