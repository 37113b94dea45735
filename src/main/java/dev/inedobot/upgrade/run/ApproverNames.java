package dev.inedobot.upgrade.run;

import dev.inedobot.upgrade.ApprovalRule;
import java.util.stream.Collectors;

/** Approvers as they are written in Slack messages. */
public final class ApproverNames {
  private ApproverNames() {}

  /** Whether an approver's id is a user group's: those start with S, users' with U or W (Slack). */
  public static boolean isGroup(String id) {
    return id.startsWith("S");
  }

  /** Who can approve, for people. */
  public static String of(ApprovalRule rule) {
    if (rule.anyMember()) {
      return "any full member of this workspace";
    }
    return rule.approvers().stream()
        .map(id -> isGroup(id) ? "group " + id : "@" + id)
        .collect(Collectors.joining(", "));
  }
}
