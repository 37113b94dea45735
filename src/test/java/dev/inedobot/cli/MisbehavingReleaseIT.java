package dev.inedobot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inedobot.demo.standin.Misbehaviour;
import dev.inedobot.demo.standin.StandInProduct;
import dev.inedobot.demo.standin.StandInTag;
import dev.inedobot.demo.workspace.Posted;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of an upgrade to a release that misbehaves: the product ends up running. */
@Tag("docker")
final class MisbehavingReleaseIT {
  private static final String OLD = "24.0.4";

  @SuppressWarnings("NullAway.Init")
  private static Stage stage;

  @BeforeAll
  static void set(@TempDir Path directory) throws Exception {
    stage = new Stage(directory);
    List<StandInTag> targets = new ArrayList<>();
    for (Misbehaviour misbehaviour : Misbehaviour.values()) {
      proget(name(misbehaviour), OLD);
      targets.add(StandInTag.of(StandInProduct.PROGET, 24, misbehaviour));
      targets.add(StandInTag.of(StandInProduct.PROGET, 25, misbehaviour));
    }
    proget("major-crash", OLD);
    proget("major-silent", OLD);
    proget("stubborn", "24.0.93");
    proget("one-way", "24.0.94");
    targets.add(StandInTag.of(StandInProduct.PROGET, "24.0.99"));
    stage.publish(targets).start();
  }

  private static void proget(String instance, String release) throws Exception {
    stage.with(
        instance,
        StandInTag.of(StandInProduct.PROGET, release),
        "stable-for: 5s, health-timeout: 15s, stop-timeout: 3s",
        List.of());
  }

  private static String name(Misbehaviour misbehaviour) {
    return misbehaviour.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @AfterAll
  static void strike() {
    stage.close();
  }

  private static Posted upgrade(String instance, String version) throws Exception {
    Posted parent = stage.scene.ask(instance, version, stage.alice);
    stage.scene.click(parent.ts(), "backup.acknowledge", stage.alice);
    stage.scene.click(parent.ts(), "upgrade.approve", stage.bob);
    return stage.scene.awaitEnd(parent.ts(), Duration.ofMinutes(2));
  }

  @ParameterizedTest
  @CsvSource({
    "NEVER_HEALTHY, Rolled back",
    "CRASH_LOOP, Rolled back",
    "WRONG_VERSION, Rolled back",
    "IGNORES_TERM, Succeeded",
    "REFUSES_NEXT_SCHEMA, Succeeded",
    "UNWELL, Rolled back",
    "DIES_LATER, Rolled back",
    "HEALTHCHECK_PASSES, Succeeded",
    "HEALTHCHECK_FAILS, Rolled back",
    "DECLARES_VOLUME, Succeeded"
  })
  void aMaintenanceReleaseEndsAs(Misbehaviour misbehaviour, String state) throws Exception {
    String instance = name(misbehaviour);
    String target = "24.0." + misbehaviour.patch();

    Posted end = upgrade(instance, "2024." + misbehaviour.patch());

    assertThat(end.text()).endsWith(state);
    assertThat(stage.reported(instance)).contains(state.equals("Succeeded") ? target : OLD);
    String thread = stage.threadText(end);
    if (state.equals("Rolled back")) {
      assertThat(thread)
          .contains("*health* — failed after ", "*Going back to 2024.4.*")
          .containsSubsequence("*put back* — done", "*start old* — done", "*health old* — done");
    }
    assertThat(stage.engine.find(stage.container(instance) + "-old")).isEmpty();
    assertThat(stage.engine.find(stage.container(instance) + "-next")).isEmpty();
  }

  @Test
  void aMajorReleaseThatCrashesIsTakenBackWhereInedoAllowsIt() throws Exception {
    Posted end = upgrade("major-crash", "2025.91");

    assertThat(end.text()).endsWith("Rolled back");
    assertThat(stage.reported("major-crash")).contains(OLD);
    assertThat(stage.threadText(end)).contains("this stand-in's release crashes at every start");
  }

  @Test
  void aMajorReleaseThatNeverTellsItsVersionIsLeftAloneForAPerson() throws Exception {
    Posted end = upgrade("major-silent", "2025.90");

    assertThat(end.text()).endsWith("Needs attention");
    String container = stage.container("major-silent");
    assertThat(stage.engine.find(container).orElseThrow().getState().getRunning()).isTrue();
    assertThat(stage.engine.find(container + "-old").orElseThrow().getState().getRunning())
        .isFalse();
    assertThat(stage.threadText(end)).contains("<@" + stage.alice.id() + "> *Needs attention.*");
  }

  @Test
  void anOldContainerThatIgnoresTermIsKilledAndTheThreadSaysSo() throws Exception {
    Posted end = upgrade("stubborn", "2024.99");

    assertThat(end.text()).endsWith("Succeeded");
    assertThat(stage.threadText(end)).contains("137");
  }

  @Test
  void aWayBackThatFailsAsksAPersonAndDestroysNothing() throws Exception {
    Posted end = upgrade("one-way", "2025.91");

    assertThat(end.text()).endsWith("Needs attention");
    assertThat(stage.engine.find(stage.container("one-way")).orElseThrow().getConfig().getImage())
        .endsWith(":24.0.94");
    assertThat(stage.threadText(end)).contains("*health old* — failed after ");
  }
}
