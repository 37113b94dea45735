package dev.inedobot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inedobot.demo.standin.StandInProduct;
import dev.inedobot.demo.standin.StandInTag;
import dev.inedobot.demo.standin.StandIns;
import dev.inedobot.demo.workspace.Posted;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Images that this engine can't use. That is found out before the old container is stopped, so that
 * it makes no difference whether it is a maintenance release, a major or a jump: one pair stands
 * for all.
 */
@Tag("docker")
final class UnfitImageIT {
  private static final StandInTag OLD = StandInTag.of(StandInProduct.PROGET, "24.0.4");
  private static final StandInTag NEW = StandInTag.of(StandInProduct.PROGET, "25.0.13");
  private static final String TYPED = "2025.13";
  private static final String FOREIGN = "s390x";

  private static String runningId(Stage stage) {
    return stage.engine.find(stage.container("proget")).orElseThrow().getId();
  }

  private static Posted upgrade(Stage stage) throws Exception {
    Posted parent = stage.scene.ask("proget", TYPED, stage.alice);
    stage.scene.click(parent.ts(), "backup.acknowledge", stage.alice);
    stage.scene.click(parent.ts(), "upgrade.approve", stage.bob);
    return stage.scene.awaitEnd(parent.ts(), Duration.ofMinutes(3));
  }

  private static void assertFailedUntouched(Stage stage, String before, Posted end) {
    assertThat(end.text()).endsWith("Failed");
    assertThat(stage.threadText(end)).contains("did not touch").doesNotContain("*stop* — ");
    assertThat(runningId(stage)).isEqualTo(before);
    assertThat(stage.reported("proget")).contains(OLD.release());
    assertThat(stage.engine.find(stage.container("proget") + "-next")).isEmpty();
    assertThat(stage.engine.find(stage.container("proget")).orElseThrow().getRestartCount())
        .isZero();
  }

  @Test
  void isRefusedInThePlanWhenTheRegistryHasNoneForThisArchitecture(@TempDir Path directory)
      throws Exception {
    try (Stage stage = new Stage(directory).with("proget", OLD).start()) {
      stage.standIns.publishForeign(NEW, FOREIGN, FOREIGN);
      String before = runningId(stage);

      String told = stage.tells(stage.alice, "/inedo upgrade proget " + TYPED);

      assertThat(told).contains("linux/" + StandIns.architecture(), "linux/" + FOREIGN);
      assertThat(stage.workspace.messages(stage.channel)).isEmpty();
      assertThat(runningId(stage)).isEqualTo(before);
      assertThat(stage.reported("proget")).contains(OLD.release());
    }
  }

  @Test
  void failsBeforeTheStopWhenTheRegistryIsWrongAboutTheArchitecture(@TempDir Path directory)
      throws Exception {
    try (Stage stage = new Stage(directory).with("proget", OLD).start()) {
      stage.standIns.publishForeign(NEW, FOREIGN, StandIns.architecture());
      String before = runningId(stage);

      Posted end = upgrade(stage);

      assertFailedUntouched(stage, before, end);
      assertThat(stage.threadText(end)).contains("is an image for linux/" + FOREIGN);
    }
  }

  /** With more free than the plan insists on, and less than the new image takes. */
  @Test
  @Tag("root")
  void failsBeforeTheStopWhenTheDiskIsTooSmallForIt(@TempDir Path directory) throws Exception {
    try (SmallEngine small = new SmallEngine(130);
        Stage stage = new Stage(directory, small.dockerHost()).with("proget", OLD).start()) {
      stage.standIns.publishWithBallast(List.of(NEW), 140_000_000);
      String before = runningId(stage);

      Posted end = upgrade(stage);

      assertFailedUntouched(stage, before, end);
      assertThat(stage.threadText(end)).contains("*pull* — failed", "no space left on device");
    }
  }
}
