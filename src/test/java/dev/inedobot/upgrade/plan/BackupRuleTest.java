package dev.inedobot.upgrade.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inedobot.product.ReleaseKind;
import dev.inedobot.upgrade.plan.BackupRule.Firmness;
import org.junit.jupiter.api.Test;

/** What a plan says where a rule about backups can't be kept. */
final class BackupRuleTest {
  private static final DatabaseHome ELSEWHERE = DatabaseHome.elsewhere("It is far away.");

  @Test
  void saysThatARequiredBackupCantBeHad() {
    BackupRule rule = new BackupRule(Firmness.OFFERED, Firmness.REQUIRED, false);
    assertThat(rule.unkept(ReleaseKind.MAJOR, ELSEWHERE))
        .hasValueSatisfying(
            said -> assertThat(said).contains("can't be kept").endsWith("It is far away."));
    assertThat(rule.unkept(ReleaseKind.MAINTENANCE, ELSEWHERE)).isEmpty();
    assertThat(BackupRule.DEFAULT.unkept(ReleaseKind.MAJOR, ELSEWHERE)).isEmpty();
    assertThat(
            rule.unkept(
                ReleaseKind.MAJOR, Plans.withEmbeddedDatabase("2025.4", "2026.1").database()))
        .isEmpty();
  }
}
