package dev.inedobot.upgrade;

import java.time.Duration;
import java.util.List;

/**
 * Who may approve, how many it takes, and for how long the question stands.
 *
 * @param approvers Slack ids of users ({@code U…}, {@code W…}) and user groups ({@code S…}); empty
 *     for any full member of the workspace
 * @param required how many different people must approve, at least 1
 * @param allowSelfApproval whether the one who asked counts
 * @param expiresAfter how long after the request an approval is still taken
 */
public record ApprovalRule(
    List<String> approvers, int required, boolean allowSelfApproval, Duration expiresAfter) {

  public ApprovalRule {
    approvers = List.copyOf(approvers);
    if (required < 1) {
      throw new IllegalArgumentException("at least one approval is required, not " + required);
    }
    if (expiresAfter.isZero() || expiresAfter.isNegative()) {
      throw new IllegalArgumentException("approvals must stay open for some time");
    }
  }

  /** Whether an approver's id is a user group's: those start with S, users' with U or W (Slack). */
  public static boolean isGroup(String id) {
    return id.startsWith("S");
  }

  /** What it takes, for people, for example {@code 2 approvals by different people}. */
  public String words() {
    return "%s%s"
        .formatted(
            required == 1 ? "1 approval" : required + " approvals by different people",
            allowSelfApproval ? "" : ", but not by who asked");
  }

  public boolean anyMember() {
    return approvers.isEmpty();
  }
}
