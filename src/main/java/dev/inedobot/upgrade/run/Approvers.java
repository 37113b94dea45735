package dev.inedobot.upgrade.run;

import dev.inedobot.upgrade.Actor;
import dev.inedobot.upgrade.ApprovalRule;
import dev.inedobot.upgrade.run.People.PeopleProblem;
import java.util.Optional;

/** Tells whether a person may decide about an upgrade; asks the workspace anew each time. */
final class Approvers {
  private final People people;

  Approvers(People people) {
    this.people = people;
  }

  /** Why the person may not ask, acknowledge or cancel; empty if they may. */
  Optional<String> refuseTakingPart(Actor who) {
    try {
      if (people.isFullMember(who.id())) {
        return Optional.empty();
      }
      return Optional.of(
          "Only full members of this workspace can do that; guests and people from other"
              + " organisations can't.");
    } catch (PeopleProblem problem) {
      return Optional.of("I could not check who you are: " + problem.getMessage());
    }
  }

  /** Why the person may not approve; empty if they may. */
  Optional<String> refuseApproval(ApprovalRule rule, Actor who, Actor requester) {
    Optional<String> outsider = refuseTakingPart(who);
    if (outsider.isPresent()) {
      return outsider;
    }
    if (!rule.allowSelfApproval() && who.id().equals(requester.id())) {
      return Optional.of("You asked for this upgrade, so somebody else must approve it.");
    }
    return refuseOthers(rule, who, "approve");
  }

  /**
   * Why the person may not decide alone; empty if they may. The one who asked counts.
   *
   * @param verb what they want to do, after “can”
   */
  Optional<String> refuseChoice(ApprovalRule rule, Actor who, String verb) {
    return refuseTakingPart(who).or(() -> refuseOthers(rule, who, verb));
  }

  private Optional<String> refuseOthers(ApprovalRule rule, Actor who, String verb) {
    try {
      if (rule.anyMember() || rule.approvers().contains(who.id()) || inAGroup(rule, who)) {
        return Optional.empty();
      }
    } catch (PeopleProblem problem) {
      return Optional.of("I could not check your groups: " + problem.getMessage());
    }
    return Optional.of(
        "You are not among the approvers: %s can %s.".formatted(ApproverNames.of(rule), verb));
  }

  private boolean inAGroup(ApprovalRule rule, Actor who) throws PeopleProblem {
    for (String approver : rule.approvers()) {
      if (ApproverNames.isGroup(approver) && people.isInGroup(who.id(), approver)) {
        return true;
      }
    }
    return false;
  }
}
