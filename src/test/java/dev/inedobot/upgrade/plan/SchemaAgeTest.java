package dev.inedobot.upgrade.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inedobot.product.Version;
import dev.inedobot.upgrade.Actor;
import dev.inedobot.upgrade.Step;
import dev.inedobot.upgrade.UpgradeEvent;
import dev.inedobot.upgrade.UpgradeEvent.Kind;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How new a schema may be, told from the record. */
final class SchemaAgeTest {
  private static UpgradeEvent event(Kind kind, Step step) {
    return UpgradeEvent.of(Instant.EPOCH, kind, step, "");
  }

  @Test
  void countsAsNewerFromTheIntentToStart() {
    assertThat(SchemaAge.mayBeOfTheNewVersion(List.of(event(Kind.STEP_STARTED, Step.CREATE))))
        .isFalse();
    assertThat(SchemaAge.mayBeOfTheNewVersion(List.of(event(Kind.STEP_STARTED, Step.START))))
        .isTrue();
    assertThat(
            SchemaAge.mayBeOfTheNewVersion(
                List.of(UpgradeEvent.of(Instant.EPOCH, Kind.TASK_CREATED, Actor.BOT, "id"))))
        .isTrue();
  }

  @Test
  void countsAsOldAgainOnceABackupIsRestored() {
    List<UpgradeEvent> restored =
        List.of(event(Kind.STEP_STARTED, Step.START), event(Kind.STEP_DONE, Step.RESTORE));
    assertThat(SchemaAge.mayBeOfTheNewVersion(restored)).isFalse();
  }

  @Test
  void isJudgedForAReturnByTheNewestThatWasStarted() {
    Observation seen = Observations.healthy().running("2024.4").to("2023.9");
    assertThat(Planner.planRollback(seen, Version.parse("2023.9"), null, null))
        .isInstanceOf(Plan.class);
    assertThat(Planner.planRollback(seen, Version.parse("2023.9"), null, Version.parse("2025.1")))
        .isInstanceOf(Refusal.class);
  }
}
