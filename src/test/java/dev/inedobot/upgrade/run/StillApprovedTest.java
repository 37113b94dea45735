package dev.inedobot.upgrade.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inedobot.upgrade.Actor;
import dev.inedobot.upgrade.ApprovalRule;
import dev.inedobot.upgrade.Upgrade;
import dev.inedobot.upgrade.UpgradeEvent;
import dev.inedobot.upgrade.UpgradeEvent.Kind;
import dev.inedobot.upgrade.UpgradeId;
import dev.inedobot.upgrade.UpgradeState;
import dev.inedobot.upgrade.run.StillApproved.Objection;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Between approval and begin the people may change, and the configuration too. */
final class StillApprovedTest {
  private static final Instant NOW = Instant.parse("2026-11-25T06:00:00Z");
  private static final Actor ALICE = new Actor("U01ALICE", "alice");
  private static final Actor BOB = new Actor("U02BOB", "bob");
  private static final Actor CAROL = new Actor("U03CAROL", "carol");
  private static final Upgrade ASKED_BY_ALICE =
      new Upgrade(
          new UpgradeId("k7m2qxp4"),
          "proget",
          "ProGet",
          "2023.9",
          "2024.5",
          UpgradeState.QUEUED,
          ALICE,
          NOW.minusSeconds(900),
          "C1");

  private final Workforce people = Workforce.of(ALICE.id(), BOB.id(), CAROL.id());

  private static ApprovalRule rule(int required, boolean self, Actor... approvers) {
    return new ApprovalRule(
        Arrays.stream(approvers).map(Actor::id).toList(), required, self, Duration.ofMinutes(30));
  }

  private static UpgradeEvent approval(Actor who) {
    return UpgradeEvent.of(NOW.minusSeconds(600), Kind.APPROVED, who, "");
  }

  private static UpgradeEvent override(Actor who) {
    return UpgradeEvent.of(NOW.minusSeconds(600), Kind.OVERRIDDEN, who, "because");
  }

  private Optional<Objection> objection(ApprovalRule then, ApprovalRule now, UpgradeEvent... by) {
    return new StillApproved(people, instance -> now)
        .objection(ASKED_BY_ALICE, then, List.of(by), NOW);
  }

  private String lasting(ApprovalRule then, ApprovalRule now, UpgradeEvent... by) {
    Objection objection = objection(then, now, by).orElseThrow();
    assertThat(objection.lasting()).isTrue();
    return objection.sentence();
  }

  @Test
  void beginsUnderTheRuleThatItWasApprovedUnder() {
    assertThat(objection(rule(1, true, BOB), rule(1, true, BOB), approval(BOB))).isEmpty();
    assertThat(objection(rule(1, true), rule(1, true), approval(ALICE))).isEmpty();
  }

  @Test
  void endsOneWhoseApproverIsNotInTheConfigurationAnyMore() {
    assertThat(lasting(rule(1, true, BOB), rule(1, true, CAROL), approval(BOB)))
        .isEqualTo(
            "bob, who approved this, is not among the approvers any more, so the approval does not count."
                + " The configuration now requires 1 approval, and this has none that counts."
                + " Ask for it again.");
  }

  @Test
  void endsOneOfWhichMoreApprovalsAreRequiredNow() {
    assertThat(lasting(rule(1, true), rule(2, true), approval(BOB)))
        .isEqualTo(
            "The configuration now requires 2 approvals by different people, and this has 1 that counts."
                + " Ask for it again.");
  }

  @Test
  void countsPeopleAndNotApprovals() {
    assertThat(lasting(rule(2, true), rule(2, false), approval(BOB), approval(BOB)))
        .contains("this has 1 that counts");
  }

  @Test
  void endsOneThatItsRequesterApprovedWhereThatIsForbiddenNow() {
    assertThat(lasting(rule(1, true), rule(1, false), approval(ALICE)))
        .isEqualTo(
            "alice asked for this, and the approval of who asked does not count any more."
                + " The configuration now requires 1 approval, but not by who asked, and this has none that counts."
                + " Ask for it again.");
  }

  @Test
  void takesAsManyAsWereRequiredWhenItWasAskedFor() {
    ApprovalRule then = rule(2, true, BOB, CAROL);
    assertThat(objection(then, rule(1, true), approval(BOB), approval(CAROL))).isEmpty();
    assertThat(lasting(then, rule(1, true, BOB), approval(BOB), approval(CAROL)))
        .contains(
            "carol", "When this was asked for, the configuration required 2 approvals", "1 that");
  }

  @Test
  void takesNobodyWhoLeftTheGroupThatTheApprovalWasGivenFor() {
    people.group("S0ADMINS", CAROL.id());
    ApprovalRule then = new ApprovalRule(List.of("S0ADMINS"), 1, true, Duration.ofMinutes(30));
    assertThat(lasting(then, rule(1, true), approval(BOB)))
        .contains("bob", "not any more among those who could when it was asked for");
  }

  @Test
  void looksAtWhoApprovedAMomentAgoIfTheRuleIsAnother() {
    UpgradeEvent justNow = UpgradeEvent.of(NOW.minusSeconds(5), Kind.APPROVED, BOB, "");
    people.away(true);
    assertThat(objection(rule(1, true), rule(1, true), justNow)).isEmpty();
    people.away(false);
    assertThat(lasting(rule(1, true), rule(1, true, CAROL), justNow)).contains("bob");
  }

  @Test
  void takesAnOverrideByOneWhoMayApproveNow() {
    ApprovalRule two = rule(2, true, BOB, CAROL);
    assertThat(objection(two, two, override(BOB))).isEmpty();
    assertThat(objection(rule(1, true, BOB), two, approval(CAROL), override(BOB))).isEmpty();
    assertThat(lasting(two, rule(1, true, CAROL), override(BOB)))
        .isEqualTo(
            "bob, who approved this, is not among the approvers any more, so the approval does not count."
                + " The configuration now requires 1 approval. Ask for it again.");
    assertThat(lasting(two, rule(1, false), override(ALICE))).contains("alice asked for this");
  }

  @Test
  void waitsOnlyWhileWhatSlackDoesNotTellCouldBeEnough() {
    people.away(true);
    ApprovalRule one = rule(1, true, BOB);
    assertThat(objection(one, one, approval(BOB)))
        .hasValueSatisfying(
            objection -> {
              assertThat(objection.lasting()).isFalse();
              assertThat(objection.sentence()).contains("once Slack tells me");
            });
    assertThat(lasting(one, rule(2, true, BOB), approval(BOB)))
        .contains("now requires 2 approvals");
  }

  @Test
  void beginsForNobodyInTheRecord() {
    assertThat(lasting(rule(1, true), rule(1, true))).contains("names nobody");
  }
}
