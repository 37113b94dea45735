package dev.inedobot.upgrade.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inedobot.store.Database;
import dev.inedobot.upgrade.Actor;
import dev.inedobot.upgrade.ApprovalRule;
import dev.inedobot.upgrade.Backup;
import dev.inedobot.upgrade.Upgrade;
import dev.inedobot.upgrade.UpgradeEvent;
import dev.inedobot.upgrade.UpgradeEvent.Kind;
import dev.inedobot.upgrade.UpgradeId;
import dev.inedobot.upgrade.UpgradeState;
import dev.inedobot.upgrade.plan.Backups;
import dev.inedobot.upgrade.plan.Plan;
import dev.inedobot.upgrade.plan.Plans;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may decide what: two of bob and the admins approve, and alice asks. */
final class DecisionDeskTest {
  private static final Instant NOW = Instant.parse("2026-11-25T06:00:00Z");
  private static final UpgradeId ID = new UpgradeId("k7m2qxp4");
  private static final UpgradeId OTHER = new UpgradeId("zzzzzzzz");
  private static final Actor ALICE = new Actor("U01ALICE", "alice");
  private static final Actor BOB = new Actor("U02BOB", "bob");
  private static final Actor CAROL = new Actor("U03CAROL", "carol");
  private static final Actor DAVE = new Actor("U04DAVE", "dave");
  private static final Actor GUS = new Actor("U05GUEST", "gus");
  private static final ApprovalRule RULE =
      new ApprovalRule(List.of(BOB.id(), "S0ADMINS"), 2, false, Duration.ofMinutes(30));

  private final Database database;
  private final Journal journal;
  private final Workforce people =
      Workforce.of(ALICE.id(), BOB.id(), CAROL.id(), DAVE.id())
          .group("S0ADMINS", ALICE.id(), CAROL.id());
  private final List<UpgradeId> queued = new ArrayList<>();
  private Optional<String> discarding = Optional.empty();
  private Optional<ApprovalRule> inForce = Optional.empty();
  private final DecisionDesk desk;

  DecisionDeskTest(@TempDir Path directory) {
    database = Database.open("jdbc:sqlite:" + directory.resolve("inedobot.db"));
    journal = database.journal();
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    DecisionDesk.Queue queue =
        new DecisionDesk.Queue() {
          @Override
          public void submit(UpgradeId id) {
            queued.add(id);
          }

          @Override
          public void carryOutChoice(UpgradeId id) {
            queued.add(id);
          }

          @Override
          public Optional<String> discardKept(UpgradeId id, Actor who) {
            if (discarding.isPresent()) {
              return discarding;
            }
            queued.add(id);
            return Optional.empty();
          }
        };
    Timekeeper timekeeper = new Timekeeper(journal, (id, state, when) -> {}, queue, clock);
    desk = new DecisionDesk(journal, people, queue, timekeeper, instance -> inForce, clock);
    open(RULE);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private void open(ApprovalRule rule) {
    journal.open(
        new Upgrade(
            ID, "proget", "ProGet", "2023.9", "2024.5", UpgradeState.REQUESTED, ALICE, NOW, "C1"),
        Plans.under(rule),
        UpgradeEvent.of(NOW, Kind.REQUESTED, ALICE, ""));
  }

  private UpgradeState state() {
    return journal.find(ID).orElseThrow().state();
  }

  private UpgradeEvent last() {
    List<UpgradeEvent> events = journal.events(ID);
    return events.get(events.size() - 1);
  }

  @Test
  void takesTwoApprovalsByDifferentPeopleAndNotByWhoAsked() {
    desk.acknowledge(ID, DAVE);
    assertThat(desk.approve(ID, ALICE))
        .satisfies(
            refused -> {
              assertThat(refused.taken()).isFalse();
              assertThat(refused.sentence()).contains("somebody else must approve");
              assertThat(refused.rule()).isEqualTo(RULE);
            });
    assertThat(desk.approve(ID, DAVE).rule()).isEqualTo(RULE);
    assertThat(desk.approve(ID, GUS).sentence()).contains("full members");
    assertThat(desk.approve(ID, BOB).taken()).isTrue();
    assertThat(desk.approve(ID, BOB).taken()).isFalse();
    assertThat(state()).isEqualTo(UpgradeState.ACKNOWLEDGED);
    assertThat(queued).isEmpty();
    assertThat(desk.approve(ID, CAROL).taken()).isTrue();
    assertThat(state()).isEqualTo(UpgradeState.QUEUED);
    assertThat(queued).containsExactly(ID);
  }

  @Test
  void takesACancelByAnApproverForAVeto() {
    desk.acknowledge(ID, ALICE);
    assertThat(desk.cancel(ID, CAROL).sentence()).contains("Vetoed by you");
    assertThat(state()).isEqualTo(UpgradeState.CANCELLED);
    assertThat(last().kind()).isEqualTo(Kind.VETOED);
    assertThat(last().actor()).isEqualTo(CAROL);
    assertThat(desk.approve(ID, BOB).sentence()).contains("Cancelled (vetoed by carol)");
  }

  @Test
  void takesBackWhatTheOneWhoAskedDoesNotWantAnyMoreAlthoughTheyMayApproveOthers() {
    desk.cancel(ID, ALICE);
    assertThat(last().kind()).isEqualTo(Kind.CANCELLED);
  }

  @Test
  void takesACancelByAnotherMemberForNoVetoAndNoneByAGuest() {
    assertThat(desk.cancel(ID, GUS).taken()).isFalse();
    assertThat(state()).isEqualTo(UpgradeState.REQUESTED);
    assertThat(desk.cancel(ID, DAVE).taken()).isTrue();
    assertThat(last().kind()).isEqualTo(Kind.CANCELLED);
  }

  @Test
  void saysThatAUserGroupIsGone() {
    people.groups.clear();
    desk.acknowledge(ID, ALICE);
    assertThat(desk.approve(ID, CAROL).sentence())
        .contains("S0ADMINS", "does not exist", "`approvers`");
    assertThat(desk.approve(ID, BOB).taken()).isTrue();
  }

  @Test
  void takesAnybodyElsesApprovalWhereAGroupIsGoneAndAnotherHasThem() {
    desk.cancel(ID, ALICE);
    UpgradeId other = new UpgradeId("zzzzzzzz");
    ApprovalRule rule =
        new ApprovalRule(List.of("S0GONE", "S0ADMINS"), 1, true, Duration.ofMinutes(30));
    journal.open(
        new Upgrade(
            other,
            "proget",
            "ProGet",
            "2023.9",
            "2024.5",
            UpgradeState.REQUESTED,
            ALICE,
            NOW,
            "C1"),
        Plans.under(rule),
        UpgradeEvent.of(NOW, Kind.REQUESTED, ALICE, ""));
    desk.acknowledge(other, ALICE);
    assertThat(desk.approve(other, CAROL).taken()).isTrue();
  }

  @Test
  void saysNoWhileSlackCanNotBeAsked() {
    desk.acknowledge(ID, ALICE);
    people.away(true);
    assertThat(desk.approve(ID, BOB).sentence()).contains("could not check");
    assertThat(state()).isEqualTo(UpgradeState.ACKNOWLEDGED);
  }

  @Test
  void overridesWithAReasonOnlyForApprovers() {
    desk.acknowledge(ID, ALICE);
    assertThat(desk.override(ID, "now", DAVE).rule()).isEqualTo(RULE);
    assertThat(desk.override(ID, "now", ALICE).taken()).isFalse();
    assertThat(desk.override(ID, "a security fix", BOB).taken()).isTrue();
    assertThat(last().text()).isEqualTo("a security fix");
  }

  private static final Backup BACKUP =
      new Backup(
          "5".repeat(64),
          "proget",
          "/var/proget/backups/x.ahdbexp",
          10,
          "a".repeat(64),
          NOW.minus(Duration.ofHours(23)),
          Duration.ofSeconds(1));

  private void openInstead(Plan plan) {
    desk.cancel(ID, ALICE);
    journal.open(
        new Upgrade(
            OTHER,
            "proget",
            "ProGet",
            "2025.9",
            "2027.1",
            UpgradeState.REQUESTED,
            ALICE,
            NOW,
            "C1"),
        plan,
        UpgradeEvent.of(NOW, Kind.REQUESTED, ALICE, ""));
  }

  private UpgradeEvent lastOfOther() {
    List<UpgradeEvent> events = journal.events(OTHER);
    return events.get(events.size() - 1);
  }

  @Test
  void hasWhatIsKeptDeletedForAnApproverOnceItHasEnded() {
    assertThat(desk.discardKept(ID, BOB).sentence()).contains("has not ended");
    desk.cancel(ID, ALICE);
    assertThat(desk.discardKept(ID, DAVE).rule()).isEqualTo(RULE);
    assertThat(queued).isEmpty();
    assertThat(desk.discardKept(ID, BOB).taken()).isTrue();
    assertThat(queued).containsExactly(ID);
    discarding = Optional.of("I am deleting it already.");
    assertThat(desk.discardKept(ID, CAROL))
        .isEqualTo(Decision.refused("I am deleting it already."));
  }

  @Test
  void asksTheRuleOfTodayWhoMayHaveWhatIsKeptDeleted() {
    desk.cancel(ID, ALICE);
    ApprovalRule today = new ApprovalRule(List.of(DAVE.id()), 1, true, Duration.ofMinutes(30));
    inForce = Optional.of(today);
    assertThat(desk.discardKept(ID, BOB).rule()).isEqualTo(today);
    assertThat(queued).isEmpty();
    assertThat(desk.discardKept(ID, DAVE).taken()).isTrue();
  }

  @Test
  void takesNoBackupWhereItDoesNotKnowHow() {
    assertThat(desk.backUp(ID, ALICE).sentence()).contains("don't know how");
    assertThat(state()).isEqualTo(UpgradeState.REQUESTED);
  }

  @Test
  void takesABackUpNowForAnAcknowledgement() {
    openInstead(Plans.withEmbeddedDatabase("2025.9", "2026.1"));
    assertThat(desk.backUp(OTHER, GUS).taken()).isFalse();
    assertThat(desk.backUp(OTHER, ALICE).taken()).isTrue();
    assertThat(lastOfOther().kind()).isEqualTo(Kind.BACKUP_ASKED);
    assertThat(desk.backUp(OTHER, BOB).sentence()).contains("backup asked for by alice");
    assertThat(desk.acknowledge(OTHER, BOB).taken()).isFalse();
  }

  @Test
  void takesACopyWithTheBackupWhereThereIsSomethingToCopy() {
    openInstead(Plans.withEmbeddedDatabase("2025.9", "2026.1").offering(null));
    assertThat(desk.backUpWithACopy(OTHER, ALICE).sentence()).contains("nothing to copy");
    assertThat(journal.find(OTHER).orElseThrow().state()).isEqualTo(UpgradeState.REQUESTED);
  }

  @Test
  void notesThatACopyIsWanted() {
    openInstead(Plans.withPackages("2025.9", "2026.1", null));
    assertThat(desk.backUpWithACopy(OTHER, ALICE).taken()).isTrue();
    assertThat(Backups.isCopyAsked(journal.events(OTHER))).isTrue();
    assertThat(Backups.isAsked(journal.events(OTHER))).isTrue();
  }

  @Test
  void takesNobodysWordWhereGoingBackNeedsARestore() {
    openInstead(Plans.withEmbeddedDatabase("2025.9", "2027.1"));
    assertThat(desk.acknowledge(OTHER, ALICE).sentence())
        .contains("Back up now", "/inedo override zzzzzzzz");
    assertThat(desk.override(OTHER, "it is a test system", GUS).taken()).isFalse();
    assertThat(desk.override(OTHER, "it is a test system", BOB).taken()).isTrue();
    assertThat(lastOfOther().kind()).isEqualTo(Kind.BACKUP_OVERRIDDEN);
    assertThat(lastOfOther().text()).isEqualTo("it is a test system");
    assertThat(journal.find(OTHER).orElseThrow().state()).isEqualTo(UpgradeState.ACKNOWLEDGED);
    assertThat(desk.approve(OTHER, BOB).taken()).isTrue();
  }

  @Test
  void takesTheWordWithABackupOfItsOwnThatIsNotADayOld() {
    Plan plan = Plans.withEmbeddedDatabase("2025.9", "2027.1");
    openInstead(plan);
    journal.add(OTHER, UpgradeEvent.of(NOW, Kind.BACKUP_TAKEN, Actor.BOT, BACKUP.text()));
    assertThat(desk.acknowledge(OTHER, ALICE).taken()).isTrue();
    assertThat(lastOfOther().kind()).isEqualTo(Kind.BACKUP_ACKNOWLEDGED);
    assertThat(Backup.parse(lastOfOther().text())).contains(BACKUP);
  }

  @Test
  void takesNoWordWithAnOlderOne() {
    openInstead(Plans.withEmbeddedDatabase("2025.9", "2027.1"));
    Backup old =
        new Backup(
            BACKUP.containerId(),
            BACKUP.container(),
            BACKUP.path(),
            BACKUP.size(),
            BACKUP.sha256(),
            NOW.minus(Duration.ofHours(24)),
            BACKUP.took());
    journal.add(OTHER, UpgradeEvent.of(NOW, Kind.BACKUP_TAKEN, Actor.BOT, old.text()));
    assertThat(desk.acknowledge(OTHER, ALICE).taken()).isFalse();
  }
}
