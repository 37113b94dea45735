package dev.inedobot.upgrade.run;

import dev.inedobot.upgrade.Actor;
import dev.inedobot.upgrade.ApprovalRule;
import dev.inedobot.upgrade.Upgrade;
import dev.inedobot.upgrade.UpgradeEvent;
import dev.inedobot.upgrade.UpgradeEvent.Kind;
import dev.inedobot.upgrade.UpgradeId;
import dev.inedobot.upgrade.UpgradeState;
import dev.inedobot.upgrade.plan.Beginning;
import dev.inedobot.upgrade.plan.Durations;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Does what is due: ends questions that nobody answered, and queues what was approved for later.
 * The journal alone says what is due when; an appointment only says when to look. Safe for several
 * threads; whatever it does can be repeated.
 */
public final class Timekeeper {
  private final Journal journal;
  private final Appointments appointments;
  private final DecisionDesk.Queue queue;
  private final Clock clock;

  public Timekeeper(
      Journal journal, Appointments appointments, DecisionDesk.Queue queue, Clock clock) {
    this.journal = journal;
    this.appointments = appointments;
    this.queue = queue;
    this.clock = clock;
  }

  /**
   * Makes the appointments that the journal asks for, also those that could not be written before.
   */
  public void takeUp() {
    journal
        .in(Set.of(UpgradeState.REQUESTED, UpgradeState.ACKNOWLEDGED, UpgradeState.SCHEDULED))
        .forEach(this::appoint);
  }

  /** Makes the appointment for the state that an upgrade is in. */
  void appoint(Upgrade upgrade) {
    next(upgrade).ifPresent(when -> appointments.make(upgrade.id(), upgrade.state(), when));
  }

  /** When something is due for an upgrade by itself; empty if nothing is. */
  private Optional<Instant> next(Upgrade upgrade) {
    return switch (upgrade.state()) {
      case REQUESTED, ACKNOWLEDGED -> Optional.of(expiry(upgrade));
      case SCHEDULED ->
          Optional.of(
              Beginning.earliest(
                  upgrade, journal.plan(upgrade.id()), journal.events(upgrade.id())));
      default -> Optional.empty();
    };
  }

  private Instant expiry(Upgrade upgrade) {
    ApprovalRule rule = journal.plan(upgrade.id()).settings().approval();
    return upgrade.requestedAt().plus(rule.expiresAfter());
  }

  /** Looks at an upgrade and does what is due. */
  public void look(UpgradeId id) {
    journal.find(id).ifPresent(this::look);
  }

  private void look(Upgrade upgrade) {
    Instant now = clock.instant();
    Optional<Instant> due = next(upgrade);
    if (due.isEmpty()) {
      return;
    }
    if (now.isBefore(due.get())) {
      appointments.make(upgrade.id(), upgrade.state(), due.get());
    } else if (upgrade.state() == UpgradeState.SCHEDULED) {
      begin(upgrade, now);
    } else {
      expireIfDue(upgrade);
    }
  }

  private void begin(Upgrade upgrade, Instant now) {
    boolean moved =
        journal.move(
            upgrade.id(),
            UpgradeState.SCHEDULED,
            UpgradeState.QUEUED,
            UpgradeEvent.of(now, Kind.QUEUED, Actor.BOT, ""));
    if (moved) {
      queue.submit(upgrade.id());
    }
  }

  /** Ends a question that was not answered in time; false if it may still be, or was. */
  boolean expireIfDue(Upgrade upgrade) {
    boolean open =
        upgrade.state() == UpgradeState.REQUESTED || upgrade.state() == UpgradeState.ACKNOWLEDGED;
    Instant now = clock.instant();
    if (!open || now.isBefore(expiry(upgrade))) {
      return false;
    }
    ApprovalRule rule = journal.plan(upgrade.id()).settings().approval();
    String why = "Not approved within " + Durations.words(rule.expiresAfter()) + ".";
    return journal.move(
        upgrade.id(),
        upgrade.state(),
        UpgradeState.EXPIRED,
        UpgradeEvent.of(now, Kind.EXPIRED, Actor.BOT, why));
  }
}
