package dev.inedobot.upgrade.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inedobot.product.Product;
import dev.inedobot.product.Version;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which version a rollback returns to, and when there is none. */
final class RollbacksTest {
  private static final InstanceSettings PROGET = Observations.settings(Product.PROGET);

  private static String refusal(@Nullable String running, Optional<Plan> last) {
    Version version = running == null ? null : Version.parse(running);
    return Rollbacks.refuse(PROGET, version, last).map(Refusal::toString).orElse("");
  }

  private static PlanResult rollback(String running, String older) {
    return Planner.planRollback(
        Observations.healthy().running(running).to(older), Version.parse(older), null, null);
  }

  @Test
  void returnsFromWhatTheLastUpgradeLedTo() {
    assertThat(refusal("2024.5", Optional.of(Observations.planned("2024.4", "2024.5")))).isEmpty();
    assertThat(refusal("24.0.5.7", Optional.of(Observations.planned("2024.4", "2024.5"))))
        .isEmpty();
  }

  @Test
  void doesNotGuess() {
    assertThat(refusal("2024.5", Optional.empty())).contains("never yet");
    assertThat(refusal("2024.9", Optional.of(Observations.planned("2024.4", "2024.5"))))
        .contains("2024.9", "2024.5", "somebody else changed it");
    assertThat(refusal("2024.4", Optional.of((Plan) rollback("2024.5", "2024.4"))))
        .contains("rolled back from 2024.5 to 2024.4", "/inedo upgrade proget 2024.5");
  }

  @Test
  void followsInedosRulesForTheDatabase() {
    assertThat(rollback("2024.5", "2024.4"))
        .isInstanceOfSatisfying(
            Plan.class,
            plan -> {
              assertThat(plan.isRollback()).isTrue();
              assertThat(plan.wayBack().needsRestore()).isFalse();
              assertThat(plan.wayBack().note()).contains("2024.5 is started again");
            });
    assertThat(rollback("2025.1", "2024.4")).isInstanceOf(Plan.class);
    assertThat(rollback("2026.1", "2024.4"))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal ->
                assertThat(refusal.reason())
                    .contains("from ProGet 2026.1 to 2024.4", "database restore"));
  }
}
