package dev.inedobot.upgrade.run;

import dev.inedobot.upgrade.ApprovalRule;
import dev.inedobot.upgrade.UpgradeEvent;
import dev.inedobot.upgrade.UpgradeEvent.Kind;
import dev.inedobot.upgrade.run.People.PeopleProblem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks once more, when an upgrade is about to begin, that those who approved it still may: days
 * can lie between. Who approved a moment ago was checked then.
 */
final class StillApproved {
  private static final Logger LOG = LoggerFactory.getLogger(StillApproved.class);
  private static final Duration MOMENT = Duration.ofSeconds(30);

  private final Approvers approvers;

  StillApproved(People people) {
    this.approvers = new Approvers(people);
  }

  /**
   * What stands against beginning.
   *
   * @param lasting whether it ends the upgrade; else it is looked at again later
   * @param sentence for people
   */
  record Objection(boolean lasting, String sentence) {}

  /** What stands against it; empty if it may begin. Blocks while the workspace is asked. */
  Optional<Objection> objection(ApprovalRule rule, List<UpgradeEvent> events, Instant now) {
    List<UpgradeEvent> decisive = decisive(events);
    if (decisive.isEmpty()) {
      return Optional.of(new Objection(true, "My record names nobody who approved it."));
    }
    for (UpgradeEvent approval : decisive) {
      if (approval.at().plus(MOMENT).isAfter(now)) {
        continue;
      }
      try {
        Optional<String> lost = approvers.lost(rule, approval.actor());
        if (lost.isPresent()) {
          return Optional.of(new Objection(true, lost.get()));
        }
      } catch (PeopleProblem silent) {
        LOG.info("Slack does not tell whether an approver still may: {}", silent.getMessage());
        // Always in the same words: another reason each time would be told each time.
        return Optional.of(
            new Objection(false, "It begins once Slack tells me that who approved it still may."));
      }
    }
    return Optional.empty();
  }

  /** An override takes the place of all approvals. */
  private static List<UpgradeEvent> decisive(List<UpgradeEvent> events) {
    List<UpgradeEvent> overrides =
        events.stream().filter(event -> event.kind() == Kind.OVERRIDDEN).toList();
    return overrides.isEmpty()
        ? events.stream().filter(event -> event.kind() == Kind.APPROVED).toList()
        : overrides;
  }
}
