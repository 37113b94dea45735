package dev.inedobot.slack.view;

import dev.inedobot.upgrade.ApprovalRule;
import java.util.List;
import java.util.stream.Collectors;

/** A rule for approvals, and the people that it names, as mentions. */
final class RuleView {
  private static final int MOST = 20;

  private RuleView() {}

  /** What it takes and who can give it; a sentence. */
  static String of(ApprovalRule rule) {
    return "The rule: %s. Who can: %s.".formatted(rule.words(), approvers(rule));
  }

  /** Who can approve: users, and user groups by their handles. */
  static String approvers(ApprovalRule rule) {
    return rule.anyMember() ? "any full member of this workspace" : mentions(rule.approvers());
  }

  private static String mentions(List<String> ids) {
    String named =
        ids.stream()
            .limit(MOST)
            .map(id -> Mrkdwn.safeLine(id, 30))
            .map(id -> ApprovalRule.isGroup(id) ? "<!subteam^" + id + ">" : "<@" + id + ">")
            .collect(Collectors.joining(", "));
    return ids.size() > MOST ? named + " and %d more".formatted(ids.size() - MOST) : named;
  }
}
