package dev.inedobot.upgrade.plan;

import dev.inedobot.upgrade.ApprovalRule;
import java.util.List;

/** Plans of instances that are configured otherwise than usual. */
public final class Plans {
  private Plans() {}

  /** The upgrade of a ProGet under a rule. */
  public static Plan under(ApprovalRule rule) {
    return with(rule, List.of());
  }

  /** The upgrade of a ProGet of which other channels are told. */
  public static Plan announcedIn(String... channels) {
    return with(Observations.planned("2023.9", "2024.5").settings().approval(), List.of(channels));
  }

  private static Plan with(ApprovalRule rule, List<String> announceTo) {
    Plan plan = Observations.planned("2023.9", "2024.5");
    InstanceSettings usual = plan.settings();
    InstanceSettings settings =
        new InstanceSettings(
            usual.name(),
            usual.product(),
            usual.host(),
            usual.container(),
            usual.image(),
            rule,
            usual.timing(),
            usual.keep(),
            usual.compose(),
            usual.window(),
            announceTo);
    return new Plan(
        settings,
        plan.old(),
        plan.next(),
        plan.kind(),
        plan.wayBack(),
        plan.before(),
        plan.warnings(),
        plan.checks());
  }
}
