package dev.inedobot.slack;

import static dev.inedobot.upgrade.UpgradeEvent.Kind.APPROVED;
import static dev.inedobot.upgrade.UpgradeEvent.Kind.BACKUP_ACKNOWLEDGED;
import static dev.inedobot.upgrade.UpgradeEvent.Kind.CANCELLED;
import static dev.inedobot.upgrade.UpgradeEvent.Kind.EXPIRED;
import static dev.inedobot.upgrade.UpgradeEvent.Kind.FINISHED;
import static dev.inedobot.upgrade.UpgradeEvent.Kind.GOING_BACK;
import static dev.inedobot.upgrade.UpgradeEvent.Kind.LOG;
import static dev.inedobot.upgrade.UpgradeEvent.Kind.REQUESTED;
import static dev.inedobot.upgrade.UpgradeEvent.Kind.RUN_STARTED;
import static dev.inedobot.upgrade.UpgradeEvent.Kind.SCHEDULED;
import static dev.inedobot.upgrade.UpgradeEvent.Kind.STEP_DONE;
import static dev.inedobot.upgrade.UpgradeEvent.Kind.STEP_FAILED;
import static dev.inedobot.upgrade.UpgradeEvent.Kind.STEP_PROGRESS;
import static dev.inedobot.upgrade.UpgradeEvent.Kind.STEP_STARTED;
import static dev.inedobot.upgrade.UpgradeEvent.Kind.WAITING;

import dev.inedobot.upgrade.Actor;
import dev.inedobot.upgrade.Step;
import dev.inedobot.upgrade.Upgrade;
import dev.inedobot.upgrade.UpgradeEvent;
import dev.inedobot.upgrade.UpgradeId;
import dev.inedobot.upgrade.UpgradeState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What can become of an upgrade, as the record tells it. */
final class Lives {
  static final Instant NOW = Instant.parse("2026-11-25T06:00:00Z");
  static final Actor ALICE = new Actor("U01ALICE", "alice");
  static final Actor BOB = new Actor("U02BOB", "bob");

  private final List<UpgradeEvent> events = new ArrayList<>();
  private Instant now = NOW;

  private Lives() {}

  /** An upgrade that alice asked for, in a state. */
  static Upgrade upgrade(UpgradeState state) {
    return new Upgrade(
        new UpgradeId("k7m2qxp4"),
        "proget",
        "ProGet",
        "2023.9",
        "2024.5",
        state,
        ALICE,
        NOW,
        "C02OPS");
  }

  /** The events that lead to a state. */
  static List<UpgradeEvent> to(UpgradeState state) {
    Lives life = new Lives();
    life.event(REQUESTED, ALICE, "");
    switch (state) {
      case REQUESTED -> {}
      case CANCELLED -> life.event(CANCELLED, BOB, "");
      case EXPIRED -> life.event(EXPIRED, Actor.BOT, "Nobody approved it in time.");
      case ACKNOWLEDGED -> life.event(BACKUP_ACKNOWLEDGED, ALICE, "");
      case SCHEDULED ->
          life.approved().event(SCHEDULED, Actor.BOT, NOW.plusSeconds(3600) + " Europe/Berlin");
      case QUEUED -> life.approved().event(WAITING, Actor.BOT, "1 upgrade is before it.");
      case RUNNING -> life.running();
      case SUCCEEDED -> life.succeeded();
      case FAILED -> life.failed();
      case ROLLED_BACK -> life.rolledBack();
      case NEEDS_ATTENTION -> life.needsAttention();
    }
    return List.copyOf(life.events);
  }

  private Lives event(UpgradeEvent.Kind kind, Actor actor, String text) {
    now = now.plusSeconds(10);
    events.add(UpgradeEvent.of(now, kind, actor, text));
    return this;
  }

  private Lives step(UpgradeEvent.Kind kind, Step step, String text) {
    now = now.plusMillis(2500);
    events.add(UpgradeEvent.of(now, kind, step, text));
    return this;
  }

  private Lives done(Step step) {
    return step(STEP_STARTED, step, "What is to be done.").step(STEP_DONE, step, "What was done.");
  }

  private Lives approved() {
    return event(BACKUP_ACKNOWLEDGED, ALICE, "").event(APPROVED, BOB, "");
  }

  private Lives begun() {
    return approved().event(RUN_STARTED, Actor.BOT, "").done(Step.PULL).done(Step.CREATE);
  }

  private Lives started() {
    return begun().done(Step.STOP).done(Step.SET_ASIDE).done(Step.START);
  }

  private void running() {
    started()
        .step(STEP_STARTED, Step.HEALTH, "Waiting for ProGet 2024.5.")
        .step(STEP_PROGRESS, Step.HEALTH, "The database is being upgraded, for 40 s now.");
  }

  private void succeeded() {
    started()
        .done(Step.HEALTH)
        .done(Step.REMOVE)
        .event(FINISHED, Actor.BOT, "proget runs ProGet 2024.5.");
  }

  private void failed() {
    begun();
    step(STEP_STARTED, Step.STOP, "Stopping proget.");
    step(STEP_FAILED, Step.STOP, "The engine at unix:///var/run/docker.sock does not answer.");
    event(FINISHED, Actor.BOT, "proget was not touched and runs ProGet 2023.9.");
  }

  private void unhealthy() {
    started();
    step(STEP_STARTED, Step.HEALTH, "Waiting for ProGet 2024.5.");
    step(LOG, Step.HEALTH, "2026-11-25 06:00:40 ERROR: <b>&amp; the last lines of its log");
    step(STEP_FAILED, Step.HEALTH, "It ended with status 1, 3 times in a row.");
  }

  private void rolledBack() {
    unhealthy();
    event(GOING_BACK, Actor.BOT, "ProGet 2023.9 can use the database as it is.");
    event(FINISHED, Actor.BOT, "proget runs ProGet 2023.9 again.");
  }

  private void needsAttention() {
    unhealthy();
    event(FINISHED, Actor.BOT, "Inedo requires a restore before ProGet 2023.9 runs again.");
  }
}
