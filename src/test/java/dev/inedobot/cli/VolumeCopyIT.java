package dev.inedobot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.command.InspectVolumeResponse;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.HostConfig;
import dev.inedobot.demo.standin.StandInProduct;
import dev.inedobot.demo.standin.StandInTag;
import dev.inedobot.demo.workspace.Button;
import dev.inedobot.demo.workspace.Posted;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What belongs to a whole backup beside the database is copied while the product serves. */
final class VolumeCopyIT {
  private static final String OLD = "25.0.12";
  private static final String NEW = "25.0.13";
  private static final String PACKAGES = "/var/proget/packages";
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static Stage stage;
  private static DockerClient docker;

  @BeforeAll
  static void set(@TempDir Path directory) throws Exception {
    stage = new Stage(directory);
    docker = stage.engine.docker();
    StandInTag old = StandInTag.of(StandInProduct.PROGET, OLD);
    stage
        .publish(List.of(StandInTag.of(StandInProduct.PROGET, NEW)))
        .with("copied", old)
        .with("broken", old)
        .with("interrupted", old)
        .start();
  }

  @AfterAll
  static void strike() {
    stage.close();
  }

  @Test
  void copiesWhatIsThereAndKeepsItUntilItIsDiscarded() throws Exception {
    run("copied", "mkdir -p a/b; echo hello >a/b/c; ln -s c a/b/d; chmod 600 a/b/c");
    run("copied", "dd if=/dev/zero of=large bs=1M count=5");
    Posted parent = stage.scene.ask("copied", "2025.13", stage.alice);
    assertThat(button(parent, "backup.run-with-volumes").orElseThrow().text())
        .isEqualTo("Back up now, with the packages (5 MB)");

    Posted end = begun(parent);
    assertThat(end.text())
        .contains("Backup with a copy of the packages asked for")
        .endsWith("Succeeded");
    assertThat(stage.threadText(end))
        .containsSubsequence(
            "SHA-256",
            "a copy of " + PACKAGES,
            " files of " + PACKAGES + ", 5 MB, are copied",
            "may be missing or incomplete")
        .contains("3/8 *create*");
    assertThat(stage.reported("copied")).contains(NEW);
    String volume = volume("copied", parent);
    InspectVolumeResponse made = docker.inspectVolumeCmd(volume).exec();
    assertThat(made.getLabels()).containsEntry("dev.inedobot.upgrade", id(parent));
    assertThat(run("copied", LIST)).isNotBlank().isEqualTo(listed(volume));
    assertThat(stage.engine.find(copier("copied"))).isEmpty();

    stage.scene.click(end.ts(), "kept.discard", stage.bob);
    Awaitility.await("the volume is gone").atMost(PATIENCE).until(() -> !exists(volume));
    assertThat(run("copied", "cat a/b/c")).isEqualTo("hello");
  }

  @Test
  void leavesNothingOfACopyThatFails() throws Exception {
    many("broken");
    Posted parent = stage.scene.ask("broken", "2025.13", stage.alice);
    InspectContainerResponse copier = paused("broken", parent);
    assertThat(copier.getHostConfig().getNetworkMode()).isEqualTo("none");
    assertThat(copier.getMounts())
        .filteredOn(mount -> !Boolean.TRUE.equals(mount.getRW()))
        .extracting(mount -> String.valueOf(mount.getDestination()))
        .containsExactly("/inedobot-source");
    assertThat(stage.reported("broken")).as("it serves meanwhile").contains(OLD);
    docker.killContainerCmd(copier.getId()).exec();

    Posted end = stage.scene.awaitEnd(parent.ts(), PATIENCE);
    assertThat(end.text())
        .contains("could not be copied (exit code 137)", "is removed again", "did not touch")
        .endsWith("Failed");
    assertNothingIsLeft("broken", parent);
    assertThat(button(end, "kept.discard")).isEmpty();
  }

  @Test
  void leavesNothingOfACopyThatTheBotsEndInterrupts() throws Exception {
    many("interrupted");
    Posted parent = stage.scene.ask("interrupted", "2025.13", stage.alice);
    paused("interrupted", parent);
    assertThat(exists(volume("interrupted", parent))).isTrue();
    stage.restartBot();
    Posted end = stage.scene.awaitEnd(parent.ts(), PATIENCE);
    assertThat(end.text()).endsWith("Failed");
    assertNothingIsLeft("interrupted", parent);
  }

  private static Posted begun(Posted parent) throws Exception {
    stage.scene.click(parent.ts(), "backup.run-with-volumes", stage.alice);
    stage.scene.click(parent.ts(), "upgrade.approve", stage.bob);
    return stage.scene.awaitEnd(parent.ts(), PATIENCE);
  }

  /** The copying container, held in the middle of it. */
  private static InspectContainerResponse paused(String instance, Posted parent) throws Exception {
    stage.scene.click(parent.ts(), "backup.run-with-volumes", stage.alice);
    stage.scene.click(parent.ts(), "upgrade.approve", stage.bob);
    Awaitility.await("the copier runs")
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(20))
        .until(
            () ->
                stage
                    .engine
                    .find(copier(instance))
                    .filter(found -> Boolean.TRUE.equals(found.getState().getRunning()))
                    .isPresent());
    docker.pauseContainerCmd(copier(instance)).exec();
    return stage.engine.find(copier(instance)).orElseThrow();
  }

  private static void assertNothingIsLeft(String instance, Posted parent) {
    assertThat(stage.reported(instance)).contains(OLD);
    assertThat(stage.engine.find(copier(instance))).isEmpty();
    assertThat(exists(volume(instance, parent))).isFalse();
  }

  /** So many that copying them takes a while. */
  private static void many(String instance) throws Exception {
    run(instance, "i=0; while [ $i -lt 30000 ]; do : >f$i; i=$((i + 1)); done");
  }

  private static String copier(String instance) {
    return stage.container(instance) + "-copy-data";
  }

  private static String volume(String instance, Posted parent) {
    return stage.container(instance) + "-copy-" + id(parent);
  }

  private static String id(Posted parent) {
    return parent.buttons().get(0).value();
  }

  private static boolean exists(String volume) {
    try {
      docker.inspectVolumeCmd(volume).exec();
      return true;
    } catch (NotFoundException gone) {
      return false;
    }
  }

  private static Optional<Button> button(Posted message, String action) {
    return message.buttons().stream().filter(b -> b.actionId().equals(action)).findFirst();
  }

  /** Names, modes, owners, links, and what is in the files. */
  private static final String LIST =
      "find . | sort | while read f; do stat -c '%n %a %u %g %F' \"$f\"; done;"
          + " find . -type f | sort | xargs sha256sum; readlink a/b/d";

  /** Runs a script in the directory of the packages; what it says. */
  private static String run(String instance, String script) throws InterruptedException {
    StringBuilder said = new StringBuilder();
    String exec =
        docker
            .execCreateCmd(stage.container(instance))
            .withCmd("sh", "-c", "cd " + PACKAGES + " && { " + script + "; }")
            .withAttachStdout(true)
            .exec()
            .getId();
    docker.execStartCmd(exec).exec(collecting(said)).awaitCompletion();
    return said.toString().strip();
  }

  /** The same list of a volume, by a container that is made for it. */
  private static String listed(String volume) throws InterruptedException {
    String image = stage.engine.find(stage.container("copied")).orElseThrow().getImageId();
    StringBuilder said = new StringBuilder();
    String id =
        docker
            .createContainerCmd(String.valueOf(image))
            .withName(volume + "-look")
            .withEntrypoint("sh", "-c", "cd /look && { " + LIST + "; }")
            .withHostConfig(HostConfig.newHostConfig().withBinds(Bind.parse(volume + ":/look:ro")))
            .exec()
            .getId();
    docker.startContainerCmd(id).exec();
    docker.waitContainerCmd(id).start().awaitCompletion();
    docker.logContainerCmd(id).withStdOut(true).exec(collecting(said)).awaitCompletion();
    docker.removeContainerCmd(id).withRemoveVolumes(true).exec();
    return said.toString().strip();
  }

  private static ResultCallback.Adapter<Frame> collecting(StringBuilder said) {
    return new ResultCallback.Adapter<>() {
      @Override
      public void onNext(Frame frame) {
        said.append(new String(frame.getPayload(), StandardCharsets.UTF_8));
      }
    };
  }
}
