package dev.inedobot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.NotFoundException;
import dev.inedobot.demo.Rows;
import dev.inedobot.demo.standin.StandInProduct;
import dev.inedobot.demo.standin.StandInTag;
import dev.inedobot.demo.workspace.Posted;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backups that have to prove themselves before anything is touched. */
final class ProvenBackupIT {
  private static final String OLD = "25.0.12";
  private static final String DATABASE = "/var/proget/database";
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static Stage stage;

  @BeforeAll
  static void set(@TempDir Path directory) throws Exception {
    stage = Stage.withPostgres(directory);
    StandInTag old = StandInTag.of(StandInProduct.PROGET, OLD);
    String proven = "stable-for: 1s, health-timeout: 60s, prove-backup: true";
    stage
        .publish(List.of(StandInTag.of(StandInProduct.PROGET, "25.0.13")))
        .with("good", old, proven, List.of())
        .with("earlier", old, proven, List.of())
        .with("truncated", old, proven, List.of("STANDIN_DUMP=truncated"))
        .with("unrestorable", old, proven, List.of("STANDIN_RESTORE=fails"))
        .with("interrupted", old, proven, List.of())
        .with("resumed", old, proven, List.of())
        .start();
  }

  @AfterAll
  static void strike() {
    stage.close();
  }

  /** Asks for the upgrade, which begins. */
  private static Posted begun(String instance) throws Exception {
    Posted parent = stage.scene.ask(instance, "2025.13", stage.alice);
    assertThat(parent.text()).contains("proven before anything is touched");
    stage.scene.click(parent.ts(), "backup.run", stage.alice);
    stage.scene.click(parent.ts(), "upgrade.approve", stage.bob);
    return parent;
  }

  private static Posted end(Posted parent) throws Exception {
    return stage.scene.awaitEnd(parent.ts(), PATIENCE);
  }

  private static Rows rows(String instance) {
    return new Rows(stage.engine.port(stage.container(instance)).orElseThrow());
  }

  private static Optional<InspectContainerResponse> copy(String instance) {
    return stage.engine.find(stage.container(instance) + "-prove");
  }

  /** The container of the trial while it runs. */
  private static InspectContainerResponse running(String instance) {
    return Awaitility.await("the trial of " + instance)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .until(
            () -> copy(instance).filter(copy -> Boolean.TRUE.equals(copy.getState().getRunning())),
            Optional::isPresent)
        .orElseThrow();
  }

  private static String volume(InspectContainerResponse container, String target) {
    return Stream.ofNullable(container.getMounts())
        .flatMap(List::stream)
        .filter(mount -> target.equals(String.valueOf(mount.getDestination().getPath())))
        .map(mount -> String.valueOf(mount.getName()))
        .findFirst()
        .orElseThrow();
  }

  private static boolean hasVolume(String name) {
    try {
      stage.engine.docker().inspectVolumeCmd(name).exec();
      return true;
    } catch (NotFoundException gone) {
      return false;
    }
  }

  private static void assertUntouched(String instance, String container) throws Exception {
    assertThat(stage.reported(instance)).contains(OLD);
    assertThat(stage.engine.find(stage.container(instance)).orElseThrow().getId())
        .isEqualTo(container);
    assertThat(rows(instance).read()).containsExactly("before");
    assertThat(copy(instance)).isEmpty();
    assertThat(stage.engine.find(stage.container(instance) + "-next")).isEmpty();
  }

  private static String id(String instance) {
    return stage.engine.find(stage.container(instance)).orElseThrow().getId();
  }

  @Test
  void restoresTheBackupApartBeforeAnythingIsTouchedAndLeavesNothing() throws Exception {
    rows("good").write("before");
    InspectContainerResponse product = stage.engine.find(stage.container("good")).orElseThrow();

    Posted parent = begun("good");
    InspectContainerResponse copy = running("good");
    assertThat(copy.getHostConfig().getNetworkMode()).isEqualTo("none");
    assertThat(copy.getNetworkSettings().getPorts().getBindings()).isEmpty();
    assertThat(copy.getImageId()).isEqualTo(product.getImageId());
    String database = volume(copy, DATABASE);
    assertThat(database).isNotEqualTo(volume(product, DATABASE));
    assertThat(volume(copy, "/var/proget/backups"))
        .isEqualTo(volume(product, "/var/proget/backups"));
    rows("good").write("meanwhile");

    Posted end = end(parent);
    assertThat(end.text()).endsWith("Succeeded");
    assertThat(stage.threadText(end))
        .containsSubsequence(
            "1/9 *pull*",
            "2/9 *back up*",
            "3/9 *prove*",
            "restored within",
            "which answered as healthy after",
            "that container is gone",
            "4/9 *create*",
            "9/9 *remove*");
    assertThat(stage.reported("good")).contains("25.0.13");
    assertThat(rows("good").read()).containsExactlyInAnyOrder("before", "meanwhile");
    assertThat(copy("good")).isEmpty();
    assertThat(hasVolume(database)).isFalse();
    assertThat(hasVolume(volume(product, DATABASE))).isTrue();
    assertThat(hasVolume(volume(product, "/var/proget/backups"))).isTrue();
  }

  @Test
  void provesABackupOnce() throws Exception {
    Posted alone = stage.scene.say("/inedo backup earlier", stage.alice);
    Posted backedUp = end(alone);
    assertThat(backedUp.text())
        .contains("2. *prove*", "A trial restore has proven it.")
        .endsWith("Succeeded");

    Posted parent = stage.scene.ask("earlier", "2025.13", stage.alice);
    stage.scene.click(parent.ts(), "backup.acknowledge", stage.alice);
    stage.scene.click(parent.ts(), "upgrade.approve", stage.bob);
    Posted end = end(parent);
    assertThat(end.text()).endsWith("Succeeded");
    assertThat(stage.threadText(end))
        .containsSubsequence("3/9 *prove*", "not needed", "is proven already");
  }

  @Test
  void findsADumpThatIsNotWholeAndTouchesNothing() throws Exception {
    rows("truncated").write("before");
    String container = id("truncated");

    Posted end = end(begun("truncated"));

    assertThat(end.text())
        .contains("“prove” failed", "pg_restore: error:", "the product was not touched")
        .endsWith("Failed");
    assertThat(stage.threadText(end))
        .contains("2/9 *back up* — done", "3/9 *prove* — failed")
        .doesNotContain("*create*", "*stop*");
    assertUntouched("truncated", container);
  }

  @Test
  void touchesNothingIfTheBackupCanNotBeRestored() throws Exception {
    rows("unrestorable").write("before");
    String container = id("unrestorable");

    Posted parent = begun("unrestorable");
    String database = volume(running("unrestorable"), DATABASE);
    Posted end = end(parent);

    assertThat(end.text())
        .contains("this stand-in's restores fail", "/var/proget/backups/unrestorable-25.0.12-")
        .endsWith("Failed");
    assertUntouched("unrestorable", container);
    assertThat(hasVolume(database)).isFalse();
  }

  @Test
  void leavesNothingOfATrialThatABotThatEndedHadBegun() throws Exception {
    rows("interrupted").write("before");
    String container = id("interrupted");

    Posted parent = begun("interrupted");
    String database = volume(running("interrupted"), DATABASE);
    stage.restartBot();
    Posted end = end(parent);

    assertThat(end.text())
        .contains("The bot was restarted before the new version had started")
        .endsWith("Failed");
    assertThat(stage.threadText(end)).contains("the copy that was to prove the backup is gone");
    assertUntouched("interrupted", container);
    assertThat(hasVolume(database)).isFalse();
  }

  @Test
  void goesOnProvingABackupThatWasAskedForByItself() throws Exception {
    rows("resumed").write("before");
    String container = id("resumed");

    Posted parent = stage.scene.say("/inedo backup resumed", stage.alice);
    String database = volume(running("resumed"), DATABASE);
    stage.restartBot();
    Posted end = end(parent);

    assertThat(end.text()).contains("A trial restore has proven it.").endsWith("Succeeded");
    assertUntouched("resumed", container);
    assertThat(hasVolume(database)).isFalse();
  }
}
