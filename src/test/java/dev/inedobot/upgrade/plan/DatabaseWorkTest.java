package dev.inedobot.upgrade.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inedobot.product.Product;
import dev.inedobot.upgrade.Work;
import org.junit.jupiter.api.Test;

/** Where Inedo allows that a database is upgraded by itself. */
final class DatabaseWorkTest {
  private static PlanResult of(String from, String to, Work work) {
    return DatabaseWork.of(
        Observations.planned(from, to), Observations.settings(Product.PROGET), work);
  }

  @Test
  void isAllowedWhereTheOldVersionMayGoOn() {
    assertThat(of("2024.4", "2024.5", Work.DATABASE))
        .isInstanceOfSatisfying(
            Plan.class, plan -> assertThat(plan.work()).isEqualTo(Work.DATABASE));
    assertThat(of("2024.4", "2025.1", Work.DATABASE)).isInstanceOf(Plan.class);
  }

  @Test
  void isRefusedOverMoreThanOneMajorWithAWayOut() {
    assertThat(of("2024.4", "2026.1", Work.DATABASE))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> assertThat(refusal.remedy()).contains("upgrade proget 2026.1 --db-first"));
    assertThat(of("2024.4", "2026.1", Work.UPGRADE_DATABASE_FIRST)).isInstanceOf(Plan.class);
  }

  @Test
  void isRefusedForOthersThanProGetInInedosWords() {
    for (Product product : new Product[] {Product.BUILDMASTER, Product.OTTER}) {
      PlanResult planned = Observations.healthy().product(product).plan("2024.5");
      for (Work work : new Work[] {Work.DATABASE, Work.UPGRADE_DATABASE_FIRST}) {
        assertThat(DatabaseWork.of(planned, Observations.settings(product), work))
            .isInstanceOfSatisfying(
                Refusal.class,
                refusal -> assertThat(refusal.reason()).contains("only applies to ProGet"));
      }
    }
  }

  @Test
  void leavesAnOrdinaryUpgradeAlone() {
    Plan plan = Observations.planned("2024.4", "2024.5");
    assertThat(DatabaseWork.of(plan, plan.settings(), Work.UPGRADE)).isSameAs(plan);
  }
}
