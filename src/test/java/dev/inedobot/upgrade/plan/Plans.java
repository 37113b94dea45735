package dev.inedobot.upgrade.plan;

import dev.inedobot.upgrade.ApprovalRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

  /** The upgrade of a ProGet whose embedded database the bot can back up. */
  public static Plan withEmbeddedDatabase(String from, String to) {
    Ties ties =
        new Ties(
            List.of(new Ties.Mounted("backups", "/var/proget/backups", true)), "", "", List.of());
    PlanResult result = Observations.healthy().running(from).ties(ties).plan(to);
    if (result instanceof Plan plan) {
      return plan;
    }
    throw new AssertionError(result.toString());
  }

  /** The same, whose packages are on a volume of their own. */
  public static Plan withPackages(String from, String to, @Nullable Long bytes) {
    return withEmbeddedDatabase(from, to)
        .offering(new DataDirectory("/var/proget/packages", bytes));
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
            announceTo,
            usual.backup(),
            usual.backupCommand());
    return new Plan(
        settings,
        plan.old(),
        plan.next(),
        plan.kind(),
        plan.wayBack(),
        plan.before(),
        plan.warnings(),
        plan.checks(),
        plan.database(),
        plan.work());
  }
}
