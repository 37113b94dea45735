package dev.inedobot.upgrade.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inedobot.upgrade.ApprovalRule;
import dev.inedobot.upgrade.plan.InstanceSettings;
import dev.inedobot.upgrade.plan.Plans;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The rule in force is told by the configuration alone: there are no engines here. */
final class InstancesTest {
  private static final ApprovalRule USUAL =
      new ApprovalRule(List.of(), 1, true, Duration.ofMinutes(30));
  private static final ApprovalRule STRICT =
      new ApprovalRule(List.of("U02BOB"), 2, false, Duration.ofMinutes(30));

  @Test
  void tellsTheRuleInForceWithoutAnEngine() {
    InstanceSettings strict = Plans.under(STRICT).settings();
    Instances configured =
        new Instances(List.of(strict), new Hosts(Map.of()), USUAL, List.of(), "");
    assertThat(configured.rule(strict.name())).isEqualTo(STRICT);
    assertThat(configured.rule("PROGET")).isEqualTo(STRICT);
    assertThat(configured.rule("taken-out-since")).isEqualTo(USUAL);
    assertThat(configured.ruleInForce("PROGET")).contains(STRICT);
    assertThat(configured.ruleInForce("taken-out-since")).isEmpty();
    Instances found = new Instances(List.of(), new Hosts(Map.of()), USUAL, List.of(), "");
    assertThat(found.rule("proget")).isEqualTo(USUAL);
    assertThat(found.ruleInForce("proget")).contains(USUAL);
  }
}
