package dev.inedobot.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inedobot.upgrade.Actor;
import dev.inedobot.upgrade.Step;
import dev.inedobot.upgrade.Upgrade;
import dev.inedobot.upgrade.UpgradeEvent;
import dev.inedobot.upgrade.UpgradeEvent.Kind;
import dev.inedobot.upgrade.UpgradeId;
import dev.inedobot.upgrade.UpgradeState;
import dev.inedobot.upgrade.plan.Observations;
import dev.inedobot.upgrade.plan.Plan;
import dev.inedobot.upgrade.run.Journal;
import dev.inedobot.upgrade.run.Journal.JournalProblem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every journal must do, whatever it is written on. */
abstract class JournalContract {
  static final Instant NOW = Instant.parse("2026-11-25T06:00:00.123Z");
  static final Actor ALICE = new Actor("U01ALICE", "alice");
  static final Plan PLAN = Observations.planned("2023.9", "2024.5");

  abstract Journal journal();

  static Upgrade upgrade(String id, String instance) {
    return new Upgrade(
        new UpgradeId(id),
        instance,
        "ProGet",
        "2023.9",
        "2024.5",
        UpgradeState.REQUESTED,
        ALICE,
        NOW,
        "C02OPS",
        null);
  }

  static UpgradeEvent event(Kind kind, String text) {
    return UpgradeEvent.of(NOW, kind, ALICE, text);
  }

  Optional<Upgrade> open(Upgrade upgrade) {
    return journal().open(upgrade, PLAN, event(Kind.REQUESTED, ""));
  }

  static int count(int threads, Callable<Boolean> attempt) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    List<Future<Boolean>> answers = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      answers.add(pool.submit(attempt));
    }
    pool.shutdown();
    int yes = 0;
    for (Future<Boolean> answer : answers) {
      yes += answer.get() ? 1 : 0;
    }
    return yes;
  }

  @Test
  void givesBackWhatItTook() {
    Upgrade asked = upgrade("aaaaaaaa", "proget");
    assertThat(open(asked)).isEmpty();
    assertThat(journal().find(asked.id())).contains(asked);
    assertThat(journal().plan(asked.id())).isEqualTo(PLAN);
    assertThat(journal().activeFor("proget")).contains(asked);
    assertThat(journal().activeFor("otter")).isEmpty();
    assertThat(journal().find(new UpgradeId("zzzzzzzz"))).isEmpty();
    assertThatThrownBy(() -> journal().plan(new UpgradeId("zzzzzzzz")))
        .isInstanceOf(JournalProblem.class);
  }

  @Test
  void takesOneActiveUpgradeOfAnInstanceFromFiftyAtOnce() throws Exception {
    java.util.concurrent.atomic.AtomicInteger next =
        new java.util.concurrent.atomic.AtomicInteger(10);
    int taken =
        count(50, () -> open(upgrade("aaaaaa" + next.getAndIncrement(), "proget")).isEmpty());
    assertThat(taken).isEqualTo(1);
    assertThat(journal().newest("proget", 100)).hasSize(1);
    assertThat(open(upgrade("bbbbbbbb", "otter"))).isEmpty();
  }

  @Test
  void takesTheNextOneWhenTheFirstHasEnded() {
    open(upgrade("aaaaaaaa", "proget"));
    assertThat(open(upgrade("bbbbbbbb", "proget"))).contains(upgrade("aaaaaaaa", "proget"));
    journal()
        .move(
            new UpgradeId("aaaaaaaa"),
            UpgradeState.REQUESTED,
            UpgradeState.CANCELLED,
            event(Kind.CANCELLED, ""));
    assertThat(open(upgrade("bbbbbbbb", "proget"))).isEmpty();
    assertThat(journal().newest("proget", 1)).containsExactly(upgrade("bbbbbbbb", "proget"));
  }

  @Test
  void movesOnceHoweverManyTry() throws Exception {
    UpgradeId id = new UpgradeId("aaaaaaaa");
    open(upgrade("aaaaaaaa", "proget"));
    int moved =
        count(
            50,
            () ->
                journal()
                    .move(
                        id,
                        UpgradeState.REQUESTED,
                        UpgradeState.ACKNOWLEDGED,
                        event(Kind.BACKUP_ACKNOWLEDGED, "")));
    assertThat(moved).isEqualTo(1);
    assertThat(journal().events(id))
        .extracting(UpgradeEvent::kind)
        .containsExactly(Kind.REQUESTED, Kind.BACKUP_ACKNOWLEDGED);
    assertThat(journal().in(Set.of(UpgradeState.ACKNOWLEDGED))).hasSize(1);
    assertThat(journal().in(Set.of(UpgradeState.REQUESTED))).isEmpty();
  }

  @Test
  void refusesAMoveThatTheStatesDoNotKnow() {
    open(upgrade("aaaaaaaa", "proget"));
    assertThatThrownBy(
            () ->
                journal()
                    .move(
                        new UpgradeId("aaaaaaaa"),
                        UpgradeState.REQUESTED,
                        UpgradeState.RUNNING,
                        event(Kind.RUN_STARTED, "")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(journal().events(new UpgradeId("aaaaaaaa"))).hasSize(1);
  }

  @Test
  void keepsEventsInTheirOrderEvenAtOneMoment() {
    UpgradeId id = new UpgradeId("aaaaaaaa");
    open(upgrade("aaaaaaaa", "proget"));
    List<UpgradeEvent> expected = new ArrayList<>(List.of(event(Kind.REQUESTED, "")));
    for (int i = 0; i < 20; i++) {
      UpgradeEvent progress = UpgradeEvent.of(NOW, Kind.STEP_PROGRESS, Step.PULL, "é '\" " + i);
      journal().add(id, progress);
      expected.add(progress);
    }
    assertThat(journal().events(id)).isEqualTo(expected);
  }

  /** An upgrade that is over, asked for a number of minutes after the first. */
  private Upgrade ended(String id, String instance, int minutes) {
    Upgrade asked =
        new Upgrade(
            new UpgradeId(id),
            instance,
            "ProGet",
            "2023.9",
            "2024.5",
            UpgradeState.REQUESTED,
            ALICE,
            NOW.plusSeconds(60L * minutes),
            "C02OPS");
    open(asked);
    journal()
        .move(
            asked.id(),
            UpgradeState.REQUESTED,
            UpgradeState.CANCELLED,
            event(Kind.CANCELLED, "over"));
    return asked.in(UpgradeState.CANCELLED);
  }

  @Test
  void givesPagesOfTheNewest() {
    Upgrade first = ended("aaaaaaaa", "proget", 0);
    Upgrade second = ended("bbbbbbbb", "otter", 1);
    Upgrade third = ended("cccccccc", "proget", 2);
    // At the same moment, the one that came later is newer.
    Upgrade fourth = ended("dddddddd", "proget", 2);

    assertThat(journal().newest(null, 0, 2)).containsExactly(fourth, third);
    assertThat(journal().newest(null, 2, 2)).containsExactly(second, first);
    assertThat(journal().newest(null, 4, 2)).isEmpty();
    assertThat(journal().newest("proget", 1, 9)).containsExactly(third, first);
    assertThat(journal().newest("nosuch", 0, 9)).isEmpty();
    assertThat(journal().newest("proget", 2)).containsExactly(fourth, third);
  }

  @Test
  void tellsWhichUpgradesKeepTheirOldContainer() {
    Upgrade first = ended("aaaaaaaa", "proget", 0);
    Upgrade second = ended("bbbbbbbb", "otter", 1);
    ended("cccccccc", "proget", 2);
    assertThat(journal().keepingOld()).isEmpty();

    journal().add(second.id(), event(Kind.OLD_KEPT, NOW.toString()));
    journal().add(first.id(), event(Kind.OLD_KEPT, NOW.toString()));
    assertThat(journal().keepingOld()).containsExactly(first, second);

    journal().add(first.id(), event(Kind.OLD_GONE, "removed"));
    assertThat(journal().keepingOld()).containsExactly(second);
  }
}
