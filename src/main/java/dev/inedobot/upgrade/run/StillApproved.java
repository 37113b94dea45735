package dev.inedobot.upgrade.run;

import dev.inedobot.upgrade.ApprovalRule;
import dev.inedobot.upgrade.Upgrade;
import dev.inedobot.upgrade.UpgradeEvent;
import dev.inedobot.upgrade.UpgradeEvent.Kind;
import dev.inedobot.upgrade.run.People.PeopleProblem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks once more, when an upgrade is about to begin, that it has the approvals that it takes, by
 * people who still may: days can lie between, and another configuration. It takes what the rule
 * asked that it was approved under, and what the rule in force asks. Who approved a moment ago,
 * under a rule that is still in force, was checked then.
 */
public final class StillApproved {
  private static final Logger LOG = LoggerFactory.getLogger(StillApproved.class);
  private static final Duration MOMENT = Duration.ofSeconds(30);

  private final Approvers approvers;
  private final Function<String, ApprovalRule> inForce;

  /**
   * @param people are asked whether they still may
   * @param inForce the rule in force for an instance, by its name; must not block
   */
  public StillApproved(People people, Function<String, ApprovalRule> inForce) {
    this.approvers = new Approvers(people);
    this.inForce = inForce;
  }

  /**
   * What stands against beginning.
   *
   * @param lasting whether it ends the upgrade; else it is looked at again later
   * @param sentence for people
   */
  record Objection(boolean lasting, String sentence) {}

  /**
   * What stands against it; empty if it may begin. Blocks while the workspace is asked.
   *
   * @param then the rule that it was approved under
   */
  Optional<Objection> objection(
      Upgrade upgrade, ApprovalRule then, List<UpgradeEvent> events, Instant at) {
    ApprovalRule now = inForce.apply(upgrade.instance());
    List<UpgradeEvent> overrides = of(Kind.OVERRIDDEN, events);
    // An override takes the place of all approvals: one who may approve now is enough.
    boolean overridden = !overrides.isEmpty();
    List<UpgradeEvent> decisive = overridden ? overrides : of(Kind.APPROVED, events);
    if (decisive.isEmpty()) {
      return Optional.of(new Objection(true, "My record names nobody who approved it."));
    }
    boolean unchanged = then.equals(now);
    Set<String> counting = new HashSet<>();
    Set<String> unknown = new HashSet<>();
    List<String> lost = new ArrayList<>();
    for (UpgradeEvent approval : decisive) {
      String who = approval.actor().id();
      if (unchanged && approval.at().plus(MOMENT).isAfter(at)) {
        counting.add(who);
        continue;
      }
      try {
        approvers
            .lost(overridden ? now : then, now, approval.actor(), upgrade.requestedBy())
            .ifPresentOrElse(lost::add, () -> counting.add(who));
      } catch (PeopleProblem silent) {
        LOG.info("Slack does not tell whether an approver still may: {}", silent.getMessage());
        unknown.add(who);
      }
    }
    int needed = overridden ? 1 : Math.max(then.required(), now.required());
    if (counting.size() >= needed) {
      return Optional.empty();
    }
    if (counting.size() + unknown.size() >= needed) {
      // Always in the same words: another reason each time would be told each time.
      return Optional.of(
          new Objection(false, "It begins once Slack tells me that who approved it still may."));
    }
    if (!unchanged) {
      lost.add(
          overridden ? requires(now) + "." : missing(then, now, counting.size() + unknown.size()));
    }
    lost.add("Ask for it again.");
    return Optional.of(new Objection(true, String.join(" ", lost)));
  }

  private static List<UpgradeEvent> of(Kind kind, List<UpgradeEvent> events) {
    return events.stream().filter(event -> event.kind() == kind).toList();
  }

  private static String requires(ApprovalRule now) {
    return "The configuration now requires " + now.words();
  }

  private static String missing(ApprovalRule then, ApprovalRule now, int has) {
    return "%s, and this has %s."
        .formatted(
            now.required() >= then.required()
                ? requires(now)
                : "When this was asked for, the configuration required " + then.words(),
            switch (has) {
              case 0 -> "none that counts";
              case 1 -> "1 that counts";
              default -> has + " that count";
            });
  }
}
