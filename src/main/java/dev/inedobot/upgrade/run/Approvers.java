package dev.inedobot.upgrade.run;

import dev.inedobot.upgrade.Actor;
import dev.inedobot.upgrade.ApprovalRule;
import dev.inedobot.upgrade.run.People.GroupGone;
import dev.inedobot.upgrade.run.People.PeopleProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tells whether a person may decide about an upgrade; asks the workspace anew each time. */
final class Approvers {
  private final People people;

  Approvers(People people) {
    this.people = people;
  }

  /**
   * What the workspace says of somebody and a rule.
   *
   * @param among whether the rule names them
   * @param gone the rule's user groups that there are not (any more)
   */
  private record Place(boolean among, List<String> gone) {}

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
  Optional<Decision> refuseApproval(ApprovalRule rule, Actor who, Actor requester) {
    Optional<String> outsider = refuseTakingPart(who);
    if (outsider.isPresent()) {
      return Optional.of(Decision.refused(outsider.get(), rule));
    }
    if (!rule.allowSelfApproval() && who.id().equals(requester.id())) {
      return Optional.of(
          Decision.refused("You asked for this upgrade, so somebody else must approve it.", rule));
    }
    return refuseOthers(rule, who);
  }

  /** Why the person may not decide alone; empty if they may. The one who asked counts. */
  Optional<Decision> refuseChoice(ApprovalRule rule, Actor who) {
    return refuseTakingPart(who)
        .map(outsider -> Decision.refused(outsider, rule))
        .or(() -> refuseOthers(rule, who));
  }

  private Optional<Decision> refuseOthers(ApprovalRule rule, Actor who) {
    Place place;
    try {
      place = place(rule, who.id());
    } catch (PeopleProblem problem) {
      return Optional.of(
          Decision.refused("I could not check your groups: " + problem.getMessage(), rule));
    }
    return place.among()
        ? Optional.empty()
        : Optional.of(
            Decision.refused("You are not among the approvers." + gone(place.gone()), rule));
  }

  private static String gone(List<String> groups) {
    return switch (groups.size()) {
      case 0 -> "";
      case 1 ->
          " The user group %s, which approves this, does not exist (any more): whoever runs me must correct"
                  .formatted(groups.get(0))
              + " `approvers` in my configuration.";
      default ->
          " The user groups %s, which approve this, do not exist (any more): whoever runs me must correct"
                  .formatted(String.join(", ", groups))
              + " `approvers` in my configuration.";
    };
  }

  /** Whether somebody whose membership is known is among a rule's approvers. */
  boolean isAmong(ApprovalRule rule, Actor who) throws PeopleProblem {
    return place(rule, who.id()).among();
  }

  private Place place(ApprovalRule rule, String userId) throws PeopleProblem {
    if (rule.anyMember() || rule.approvers().contains(userId)) {
      return new Place(true, List.of());
    }
    List<String> gone = new ArrayList<>();
    for (String approver : rule.approvers()) {
      if (!ApprovalRule.isGroup(approver)) {
        continue;
      }
      try {
        if (people.isInGroup(userId, approver)) {
          return new Place(true, List.of());
        }
      } catch (GroupGone missing) {
        gone.add(approver);
      }
    }
    return new Place(false, gone);
  }

  /**
   * Why somebody's approval does not count any more, as a sentence; empty if it still does.
   *
   * @param then the rule under which it was given
   * @param now the rule in force
   * @throws PeopleProblem if the workspace does not tell
   */
  Optional<String> lost(ApprovalRule then, ApprovalRule now, Actor approver, Actor requester)
      throws PeopleProblem {
    String who = approver.name();
    if (!people.isFullMember(approver.id())) {
      return Optional.of(
          "%s, who approved this, is not a full member of this workspace any more, so the approval does not count."
              .formatted(who));
    }
    if (!now.allowSelfApproval() && approver.id().equals(requester.id())) {
      return Optional.of(
          "%s asked for this, and the approval of who asked does not count any more."
              .formatted(who));
    }
    Place place = place(now, approver.id());
    if (!place.among()) {
      return Optional.of(
          place.gone().isEmpty()
              ? "%s, who approved this, is not among the approvers any more, so the approval does not count."
                  .formatted(who)
              : "The approval of %s does not count any more.%s".formatted(who, gone(place.gone())));
    }
    if (then.equals(now) || place(then, approver.id()).among()) {
      return Optional.empty();
    }
    return Optional.of(
        "%s, who approved this, is not any more among those who could when it was asked for, so the approval does not count."
            .formatted(who));
  }
}
