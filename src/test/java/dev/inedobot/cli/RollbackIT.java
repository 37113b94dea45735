package dev.inedobot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.command.InspectContainerResponse;
import dev.inedobot.demo.standin.Misbehaviour;
import dev.inedobot.demo.standin.StandInProduct;
import dev.inedobot.demo.standin.StandInTag;
import dev.inedobot.demo.workspace.Posted;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Returning to the version before the last upgrade, and what stays after a success. */
final class RollbackIT {
  private static final String OLD = "24.0.4";
  private static final String KEEPING = "stable-for: 1s, health-timeout: 30s, keep-old: 1h";
  private static Stage stage;

  @BeforeAll
  static void set(@TempDir Path directory) throws Exception {
    StandInTag old = StandInTag.of(StandInProduct.PROGET, OLD);
    StandInTag refuses = StandInTag.of(StandInProduct.PROGET, 24, Misbehaviour.REFUSES_NEXT_SCHEMA);
    stage =
        new Stage(directory)
            .publish(
                List.of(
                    StandInTag.of(StandInProduct.PROGET, "24.0.5"),
                    StandInTag.of(StandInProduct.PROGET, "25.0.12"),
                    StandInTag.of(StandInProduct.PROGET, "26.0.12"),
                    StandInTag.of(StandInProduct.BUILDMASTER, "23.0.10"),
                    StandInTag.of(StandInProduct.BUILDMASTER, "24.0.3"),
                    StandInTag.of(StandInProduct.BUILDMASTER, "24.0.4")))
            .with("minor", old)
            .with("major", old, KEEPING, List.of())
            .with("refusing", refuses, KEEPING, List.of())
            .with("jump", old)
            .with("briefly", old, "stable-for: 1s, keep-old: 3s", List.of())
            .with("often", StandInTag.of(StandInProduct.BUILDMASTER, "23.0.9"))
            .start();
  }

  @AfterAll
  static void strike() {
    stage.close();
  }

  private static Posted decided(Posted parent, String state) throws Exception {
    stage.scene.click(parent.ts(), "backup.acknowledge", stage.alice);
    stage.scene.click(parent.ts(), "upgrade.approve", stage.bob);
    Posted end = stage.scene.awaitEnd(parent.ts(), Duration.ofMinutes(2));
    assertThat(end.text()).endsWith(state);
    return end;
  }

  private static Posted upgrade(String instance, String version) throws Exception {
    return decided(stage.scene.ask(instance, version, stage.alice), "Succeeded");
  }

  private static Posted rollback(String line, String state) throws Exception {
    return decided(stage.scene.say("/inedo rollback " + line, stage.alice), state);
  }

  private static InspectContainerResponse container(String instance, String suffix) {
    return stage.engine.find(stage.container(instance) + suffix).orElseThrow();
  }

  @Test
  void returnsWithinAMajor() throws Exception {
    assertThat(stage.tells(stage.alice, "/inedo rollback minor")).contains("never yet");
    upgrade("minor", "2024.5");
    Posted end = rollback("minor", "Succeeded");
    assertThat(end.text()).contains("*Roll back minor: ProGet 2024.5 → 2024.4*");
    assertThat(stage.reported("minor")).contains(OLD);
    assertThat(stage.engine.find(stage.container("minor") + "-old")).isEmpty();
    assertThat(stage.tells(stage.alice, "/inedo rollback minor"))
        .contains("/inedo upgrade minor 2024.5");
  }

  @Test
  void returnsOverAMajorToTheContainerThatWasKept() throws Exception {
    Posted up = upgrade("major", "2025.12");
    assertThat(stage.threadText(up)).contains("/inedo rollback major");
    InspectContainerResponse kept = container("major", "-old");
    assertThat(kept.getState().getRunning()).isFalse();

    assertThat(stage.tells(stage.alice, "/inedo rollback major"))
        .contains("/inedo rollback major --confirm major");
    rollback("major --confirm major", "Succeeded");

    InspectContainerResponse now = container("major", "");
    assertThat(now.getId()).isEqualTo(kept.getId());
    assertThat(now.getHostConfig().getRestartPolicy().getName()).isEqualTo("unless-stopped");
    assertThat(stage.reported("major")).contains(OLD);
    assertThat(container("major", "-old").getState().getRunning()).isFalse();
    assertThat(stage.engine.find(stage.container("major") + "-next")).isEmpty();
  }

  @Test
  void takesTheReturnBackWhenTheOldVersionRefusesTheDatabase() throws Exception {
    upgrade("refusing", "2025.12");
    String kept = container("refusing", "-old").getId();
    String newer = container("refusing", "").getId();
    Posted end = rollback("refusing --confirm refusing", "Rolled back");
    assertThat(stage.threadText(end)).contains("refusing runs ProGet 2025.12 again");
    assertThat(stage.reported("refusing")).contains("25.0.12");
    assertThat(container("refusing", "").getId()).isEqualTo(newer);
    assertThat(container("refusing", "-old").getId()).isEqualTo(kept);
    assertThat(container("refusing", "-old").getState().getRunning()).isFalse();
    assertThat(stage.engine.find(stage.container("refusing") + "-next")).isEmpty();
  }

  @Test
  void doesNotReturnWhereInedoAsksForARestore() throws Exception {
    upgrade("jump", "2026.12");
    assertThat(stage.tells(stage.alice, "/inedo rollback jump --confirm jump"))
        .contains("needs a database restore first");
    assertThat(stage.reported("jump")).contains("26.0.12");
  }

  @Test
  void removesTheKeptContainerWhenItsTimeIsOver() throws Exception {
    Posted end = upgrade("briefly", "2024.5");
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> stage.engine.find(stage.container("briefly") + "-old").isEmpty());
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                stage.workspace.thread(stage.channel, end.ts()).stream()
                    .anyMatch(said -> said.text().contains("its time is over")));
  }

  @Test
  void keepsTheNewestTwoOfTheImagesThatItPulled() throws Exception {
    upgrade("often", "2023.10");
    upgrade("often", "2024.3");
    Posted last = upgrade("often", "2024.4");
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                stage.workspace.thread(stage.channel, last.ts()).stream()
                    .anyMatch(said -> said.text().contains("buildmaster:23.0.10.")));
    assertThat(tags("buildmaster"))
        .contains("23.0.9", "24.0.3", "24.0.4")
        .doesNotContain("23.0.10");
  }

  private static List<String> tags(String product) {
    return stage.engine.docker().listImagesCmd().exec().stream()
        .filter(image -> image.getRepoTags() != null)
        .flatMap(image -> java.util.Arrays.stream(image.getRepoTags()))
        .filter(tag -> tag.contains("inedo/" + product + ":"))
        .map(tag -> tag.substring(tag.lastIndexOf(':') + 1))
        .toList();
  }
}
