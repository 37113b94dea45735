package dev.inedobot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.Volume;
import dev.inedobot.demo.Rows;
import dev.inedobot.demo.standin.Misbehaviour;
import dev.inedobot.demo.standin.StandInProduct;
import dev.inedobot.demo.standin.StandInTag;
import dev.inedobot.demo.workspace.Button;
import dev.inedobot.demo.workspace.Posted;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where backups lie, a disk is small: it is never filled up under the product. */
final class NoRoomIT {
  private static final String OLD = "25.0.12";
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String BACKUPS = "/var/proget/backups";
  @TempDir private static Path directory;
  private static Stage stage;

  @BeforeAll
  static void set() throws Exception {
    stage = new Stage(directory);
    StandInTag old = StandInTag.of(StandInProduct.PROGET, OLD);
    String timing = "stable-for: 1s, health-timeout: 8s";
    stage
        .publish(List.of(StandInTag.of(StandInProduct.PROGET, 26, Misbehaviour.NEVER_HEALTHY)))
        .with("cramped", old, timing, List.of())
        .with("tight", old, timing, List.of());
    stage.awaitVersion("cramped", OLD);
    stage.awaitVersion("tight", OLD);
    // The database takes up some 92 kB, and a dump of it 66.
    shrink("cramped", 40);
    shrink("tight", 140);
    stage.start();
  }

  @AfterAll
  static void strike() throws Exception {
    stage.close();
    for (String instance : List.of("cramped", "tight")) {
      mount("umount", directory.resolve(instance).toString());
    }
  }

  /** Makes the product's container anew, with a disk of so many kilobytes for its backups. */
  private static void shrink(String instance, int kilobytes) throws Exception {
    Path disk = Files.createDirectory(directory.resolve(instance));
    mount("mount", "-t", "tmpfs", "-o", "size=%dk".formatted(kilobytes), "tmpfs", disk.toString());
    DockerClient docker = stage.engine.docker();
    String name = stage.container(instance);
    InspectContainerResponse there = stage.engine.find(name).orElseThrow();
    docker.stopContainerCmd(there.getId()).exec();
    docker.removeContainerCmd(there.getId()).exec();
    List<Bind> binds = new ArrayList<>(List.of(there.getHostConfig().getBinds()));
    binds.removeIf(bind -> bind.getVolume().getPath().equals(BACKUPS));
    binds.add(new Bind(disk.toString(), new Volume(BACKUPS)));
    String id =
        docker
            .createContainerCmd(Objects.requireNonNull(there.getConfig().getImage()))
            .withName(name)
            .withLabels(there.getConfig().getLabels())
            .withEnv(there.getConfig().getEnv())
            .withExposedPorts(ExposedPort.tcp(80))
            .withHostConfig(there.getHostConfig().withBinds(binds))
            .exec()
            .getId();
    docker.startContainerCmd(id).exec();
  }

  /** Needs root, as the engine does. */
  private static void mount(String... command) throws Exception {
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
  }

  private static Posted backedUp(String instance) throws Exception {
    Posted parent = stage.scene.ask(instance, "2026.90", stage.alice);
    stage.scene.click(parent.ts(), "backup.run", stage.alice);
    stage.scene.click(parent.ts(), "upgrade.approve", stage.bob);
    return stage.scene.awaitEnd(parent.ts(), PATIENCE);
  }

  @Test
  void takesNoBackupThatCouldFillTheDiskUp() throws Exception {
    Posted end = backedUp("cramped");
    assertThat(end.text())
        .contains("There is too little room for a backup: the database takes up")
        .contains("/var/proget/backups")
        .endsWith("Failed");
    assertThat(stage.reported("cramped")).contains(OLD);
    assertThat(stage.threadText(end)).doesNotContain("*create*", "*stop*");
  }

  /** A restore keeps what the new version left, and that needs more room than a dump. */
  @Test
  void stopsNothingIfWhatFailedCouldNotBeKept() throws Exception {
    new Rows(stage.engine.port(stage.container("tight")).orElseThrow()).write("before");
    Posted asked = backedUp("tight");
    assertThat(asked.text()).endsWith("Needs attention");
    stage.scene.click(asked.ts(), "attention.restore-backup", stage.bob);
    Posted again =
        stage
            .scene
            .awaitMessage(
                asked.ts(),
                PATIENCE,
                message -> message.text().contains("too little room for a copy"))
            .orElseThrow(() -> new AssertionError(stage.workspace.transcript(stage.channel)));

    assertThat(again.text()).endsWith("Needs attention");
    assertThat(again.buttons().stream().map(Button::actionId)).contains("attention.restore-backup");
    InspectContainerResponse live = stage.engine.find(stage.container("tight")).orElseThrow();
    assertThat(live.getState().getRunning()).isTrue();
    assertThat(live.getConfig().getImage()).contains("26.0.90");
  }
}
