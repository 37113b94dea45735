package dev.inedobot.upgrade.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inedobot.store.Database;
import dev.inedobot.upgrade.Actor;
import dev.inedobot.upgrade.ApprovalRule;
import dev.inedobot.upgrade.Upgrade;
import dev.inedobot.upgrade.UpgradeEvent;
import dev.inedobot.upgrade.UpgradeEvent.Kind;
import dev.inedobot.upgrade.UpgradeId;
import dev.inedobot.upgrade.UpgradeState;
import dev.inedobot.upgrade.plan.Plans;
import dev.inedobot.upgrade.plan.Turns;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who approved must still be somebody who may when the run begins. */
final class DispatcherTest {
  private static final Instant NOW = Instant.parse("2026-11-25T06:00:00Z");
  private static final Actor ALICE = new Actor("U01ALICE", "alice");
  private static final Actor BOB = new Actor("U02BOB", "bob");
  private static final UpgradeId ID = new UpgradeId("k7m2qxp4");
  private static final UpgradeId OTHER = new UpgradeId("zzzzzzzz");
  private static final ApprovalRule RULE =
      new ApprovalRule(List.of("S0ADMINS"), 1, true, Duration.ofMinutes(30));

  private final MovedClock clock = new MovedClock(NOW);
  private final Database database;
  private final Journal journal;
  private final Workforce people = Workforce.of(ALICE.id(), BOB.id()).group("S0ADMINS", BOB.id());
  private final List<UpgradeId> begun = new CopyOnWriteArrayList<>();
  private final Dispatcher dispatcher;

  /** The rule of the configuration. */
  private volatile ApprovalRule inForce = RULE;

  DispatcherTest(@TempDir Path directory) {
    database = Database.open("jdbc:sqlite:" + directory.resolve("inedobot.db"));
    journal = database.journal();
    dispatcher =
        new Dispatcher(
            journal,
            clock,
            new Turns.Limits(1, Map.of()),
            new StopSign(),
            plan -> Optional.empty(),
            new StillApproved(people, instance -> inForce),
            begun::add);
  }

  @AfterEach
  void close() {
    dispatcher.close();
    database.close();
  }

  private void queue(UpgradeId id, String instance, Kind kind, Instant when) {
    journal.open(
        new Upgrade(
            id, instance, "ProGet", "2023.9", "2024.5", UpgradeState.REQUESTED, ALICE, when, "C1"),
        Plans.under(RULE),
        UpgradeEvent.of(when, Kind.REQUESTED, ALICE, ""));
    journal.move(
        id,
        UpgradeState.REQUESTED,
        UpgradeState.ACKNOWLEDGED,
        UpgradeEvent.of(when, Kind.BACKUP_ACKNOWLEDGED, ALICE, ""));
    journal.move(
        id,
        UpgradeState.ACKNOWLEDGED,
        UpgradeState.QUEUED,
        UpgradeEvent.of(when, kind, BOB, "because"));
  }

  private void queue(Instant when) {
    queue(ID, "proget", Kind.APPROVED, when);
  }

  /** Has it look again and again, as it does by itself once it is started. */
  private void awaitState(UpgradeId id, UpgradeState state) {
    Awaitility.await(id + " becomes " + state)
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> {
              dispatcher.look();
              return journal.find(id).orElseThrow().state() == state;
            });
  }

  private String lastText(UpgradeId id) {
    List<UpgradeEvent> events = journal.events(id);
    return events.get(events.size() - 1).text();
  }

  @Test
  void beginsForAnApproverWhoStillIs() {
    queue(NOW.minusSeconds(600));
    dispatcher.look();
    awaitState(ID, UpgradeState.RUNNING);
    Awaitility.await().until(() -> begun.contains(ID));
  }

  @Test
  void failsUntouchedForAnApproverWhoWasDeactivated() {
    queue(NOW.minusSeconds(600));
    people.members.remove(BOB.id());
    dispatcher.look();
    awaitState(ID, UpgradeState.FAILED);
    assertThat(lastText(ID)).contains("bob", "not a full member", "Nothing was changed.");
    assertThat(begun).isEmpty();
  }

  @Test
  void failsUntouchedForAnApproverWhoLeftTheGroupAndForAnOverrideOfTheirs() {
    people.group("S0ADMINS", ALICE.id());
    queue(NOW.minusSeconds(600));
    queue(OTHER, "otter", Kind.OVERRIDDEN, NOW.minusSeconds(600));
    dispatcher.look();
    awaitState(ID, UpgradeState.FAILED);
    awaitState(OTHER, UpgradeState.FAILED);
    assertThat(lastText(ID)).contains("bob", "not among the approvers any more");
    assertThat(begun).isEmpty();
  }

  @Test
  void saysThatTheGroupOfTheApproverIsGone() {
    people.groups.clear();
    queue(NOW.minusSeconds(600));
    dispatcher.look();
    awaitState(ID, UpgradeState.FAILED);
    assertThat(lastText(ID)).contains("S0ADMINS", "does not exist");
  }

  @Test
  void failsUntouchedWhereTheConfigurationRequiresMoreNow() {
    inForce = new ApprovalRule(List.of("S0ADMINS"), 2, true, Duration.ofMinutes(30));
    queue(NOW.minusSeconds(5));
    dispatcher.look();
    awaitState(ID, UpgradeState.FAILED);
    assertThat(lastText(ID))
        .contains("now requires 2 approvals", "Ask for it again. Nothing was changed.");
    assertThat(begun).isEmpty();
  }

  @Test
  void waitsForSlackAndLetsOthersPass() {
    people.away(true);
    queue(NOW.minusSeconds(600));
    queue(OTHER, "otter", Kind.APPROVED, NOW.minusSeconds(5));
    dispatcher.look();
    awaitState(OTHER, UpgradeState.RUNNING);
    assertThat(journal.find(ID).orElseThrow().state()).isEqualTo(UpgradeState.QUEUED);
    assertThat(journal.events(ID))
        .anySatisfy(
            event -> {
              assertThat(event.kind()).isEqualTo(Kind.WAITING);
              assertThat(event.text())
                  .contains("once Slack tells me that who approved it still may");
            });
    people.away(false);
    clock.move(Duration.ofSeconds(10));
    journal.move(
        OTHER,
        UpgradeState.RUNNING,
        UpgradeState.FAILED,
        UpgradeEvent.of(NOW, Kind.FINISHED, Actor.BOT, ""));
    dispatcher.look();
    awaitState(ID, UpgradeState.RUNNING);
  }

  @Test
  void doesNotAskAgainAboutWhoApprovedAMomentAgo() {
    people.away(true);
    queue(NOW.minusSeconds(5));
    dispatcher.look();
    awaitState(ID, UpgradeState.RUNNING);
  }

  @Test
  void knowsNobodyUntilSlackIsReached() throws Exception {
    PeopleLater later = new PeopleLater();
    StillApproved approved = new StillApproved(later, instance -> RULE);
    queue(NOW.minusSeconds(600));
    Upgrade upgrade = journal.find(ID).orElseThrow();
    List<UpgradeEvent> events =
        List.of(UpgradeEvent.of(NOW.minusSeconds(600), Kind.APPROVED, BOB, ""));
    assertThat(approved.objection(upgrade, RULE, events, NOW))
        .hasValueSatisfying(objection -> assertThat(objection.lasting()).isFalse());
    later.are(people);
    assertThat(approved.objection(upgrade, RULE, events, NOW)).isEmpty();
    assertThat(later.isInGroup(BOB.id(), "S0ADMINS")).isTrue();
  }
}
