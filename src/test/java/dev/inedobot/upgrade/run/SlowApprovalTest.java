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
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A workspace that takes its time about one upgrade's approver keeps no other waiting. */
final class SlowApprovalTest {
  private static final Instant NOW = Instant.parse("2026-11-25T06:00:00Z");
  private static final Actor SLOW = new Actor("U01SLOW", "slow");
  private static final Actor QUICK = new Actor("U02QUICK", "quick");
  private static final UpgradeId FIRST = new UpgradeId("aaaaaaaa");
  private static final UpgradeId SECOND = new UpgradeId("bbbbbbbb");
  private static final ApprovalRule RULE =
      new ApprovalRule(List.of(), 1, true, Duration.ofMinutes(30));

  private final MovedClock clock = new MovedClock(NOW);
  private final SlowPeople people = new SlowPeople();
  private final List<UpgradeId> begun = new CopyOnWriteArrayList<>();

  @SuppressWarnings("NullAway.Init")
  private Database database;

  @SuppressWarnings("NullAway.Init")
  private Journal journal;

  /** Answers about one person only as it is let to. */
  private static final class SlowPeople implements People {
    final Semaphore asked = new Semaphore(0);
    final Semaphore answers = new Semaphore(0);
    volatile boolean silent;

    @Override
    public boolean isFullMember(String userId) throws PeopleProblem {
      if (userId.equals(SLOW.id())) {
        asked.release();
        try {
          answers.acquire();
        } catch (InterruptedException stopping) {
          Thread.currentThread().interrupt();
          throw new PeopleProblem("The bot stops.", stopping);
        }
        if (silent) {
          throw new PeopleProblem("Slack could not be asked (time-out).", null);
        }
      }
      return true;
    }

    @Override
    public boolean isInGroup(String userId, String groupId) {
      return true;
    }

    @Override
    public ZoneId zone(String userId) {
      return ZoneOffset.UTC;
    }

    void awaitAsked() throws InterruptedException {
      assertThat(asked.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  @BeforeEach
  void open(@TempDir Path directory) {
    database = Database.open("jdbc:sqlite:" + directory.resolve("inedobot.db"));
    journal = database.journal();
  }

  @AfterEach
  void close() {
    database.close();
  }

  private Dispatcher dispatcher(int places) {
    return new Dispatcher(
        journal,
        clock,
        new Turns.Limits(places, Map.of()),
        new StopSign(),
        plan -> Optional.empty(),
        new StillApproved(people, instance -> RULE),
        begun::add);
  }

  private void queue(UpgradeId id, Actor approver, Instant when) {
    journal.open(
        new Upgrade(
            id,
            "instance-" + id,
            "ProGet",
            "2023.9",
            "2024.5",
            UpgradeState.REQUESTED,
            QUICK,
            when,
            "C1"),
        Plans.under(RULE),
        UpgradeEvent.of(when, Kind.REQUESTED, QUICK, ""));
    journal.move(
        id,
        UpgradeState.REQUESTED,
        UpgradeState.ACKNOWLEDGED,
        UpgradeEvent.of(when, Kind.BACKUP_ACKNOWLEDGED, QUICK, ""));
    journal.move(
        id,
        UpgradeState.ACKNOWLEDGED,
        UpgradeState.QUEUED,
        UpgradeEvent.of(when, Kind.APPROVED, approver, ""));
  }

  private void awaitBegun(UpgradeId id) {
    Awaitility.await(id + " begins").atMost(Duration.ofSeconds(30)).until(() -> begun.contains(id));
  }

  @Test
  void letsAnotherBeginForWhichThereIsRoom() throws Exception {
    queue(FIRST, SLOW, NOW.minusSeconds(600));
    queue(SECOND, QUICK, NOW.minusSeconds(500));
    try (Dispatcher dispatcher = dispatcher(2)) {
      dispatcher.look();
      awaitBegun(SECOND);
      people.awaitAsked();
      assertThat(begun).containsExactly(SECOND);
      people.answers.release();
      awaitBegun(FIRST);
    }
  }

  @Test
  void keepsItsPlaceMeanwhile() throws Exception {
    queue(FIRST, SLOW, NOW.minusSeconds(600));
    queue(SECOND, QUICK, NOW.minusSeconds(500));
    try (Dispatcher dispatcher = dispatcher(1)) {
      dispatcher.look();
      people.awaitAsked();
      dispatcher.look();
      people.answers.release();
      awaitBegun(FIRST);
      assertThat(begun).containsExactly(FIRST);
      assertThat(journal.find(SECOND).orElseThrow().state()).isEqualTo(UpgradeState.QUEUED);
    }
  }

  @Test
  void doesNotAskASilentSlackAgainAtOnce() {
    people.silent = true;
    people.answers.release(1000);
    queue(FIRST, SLOW, NOW.minusSeconds(600));
    try (Dispatcher dispatcher = dispatcher(1)) {
      dispatcher.look();
      Awaitility.await("its thread says what it waits for")
          .atMost(Duration.ofSeconds(30))
          .until(() -> journal.events(FIRST).stream().anyMatch(e -> e.kind() == Kind.WAITING));
      dispatcher.look();
      queue(SECOND, QUICK, NOW.minusSeconds(500));
      dispatcher.look();
      awaitBegun(SECOND);
      assertThat(people.asked.availablePermits()).isOne();
    }
  }

  @Test
  void keepsNobodyWaitingOnceSlackWasSilent() throws Exception {
    people.silent = true;
    queue(FIRST, SLOW, NOW.minusSeconds(600));
    try (Dispatcher dispatcher = dispatcher(1)) {
      dispatcher.look();
      people.awaitAsked();
      people.answers.release();
      Awaitility.await("its thread says what it waits for")
          .atMost(Duration.ofSeconds(30))
          .until(() -> journal.events(FIRST).stream().anyMatch(e -> e.kind() == Kind.WAITING));
      clock.move(Duration.ofSeconds(10));
      dispatcher.look();
      people.awaitAsked();
      queue(SECOND, QUICK, NOW.minusSeconds(500));
      dispatcher.look();
      awaitBegun(SECOND);
      assertThat(begun).containsExactly(SECOND);
      people.silent = false;
      people.answers.release();
      journal.move(
          SECOND,
          UpgradeState.RUNNING,
          UpgradeState.FAILED,
          UpgradeEvent.of(NOW, Kind.FINISHED, Actor.BOT, ""));
      dispatcher.look();
      awaitBegun(FIRST);
    }
  }
}
