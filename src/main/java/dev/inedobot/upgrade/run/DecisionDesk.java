package dev.inedobot.upgrade.run;

import dev.inedobot.upgrade.Actor;
import dev.inedobot.upgrade.ApprovalRule;
import dev.inedobot.upgrade.Backup;
import dev.inedobot.upgrade.Choice;
import dev.inedobot.upgrade.Upgrade;
import dev.inedobot.upgrade.UpgradeEvent;
import dev.inedobot.upgrade.UpgradeEvent.Kind;
import dev.inedobot.upgrade.UpgradeId;
import dev.inedobot.upgrade.UpgradeState;
import dev.inedobot.upgrade.Work;
import dev.inedobot.upgrade.plan.BackupRule;
import dev.inedobot.upgrade.plan.Backups;
import dev.inedobot.upgrade.plan.Beginning;
import dev.inedobot.upgrade.plan.Choices;
import dev.inedobot.upgrade.plan.Durations;
import dev.inedobot.upgrade.plan.Plan;
import dev.inedobot.upgrade.run.People.PeopleProblem;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Takes what people decide about an upgrade. Every answer is final when it is given: it is in the
 * journal. Blocks while the workspace is asked; safe for several threads.
 */
public final class DecisionDesk {
  private final Journal journal;
  private final Approvers approvers;
  private final FreshBackups backups;
  private final Queue queue;
  private final Timekeeper timekeeper;
  private final Function<String, Optional<ApprovalRule>> inForce;
  private final Clock clock;

  /** Takes over what was decided. Must not block. */
  public interface Queue {
    /** An upgrade was approved. */
    void submit(UpgradeId id);

    /** A person chose what happens to an upgrade that needed attention. */
    void carryOutChoice(UpgradeId id);

    /**
     * An approver has what is kept of an upgrade deleted.
     *
     * @return why that is not begun; empty if it is, and recorded
     */
    Optional<String> discardKept(UpgradeId id, Actor who);
  }

  /**
   * @param inForce the rule in force for an instance, by its name; empty if there is none
   */
  public DecisionDesk(
      Journal journal,
      People people,
      Queue queue,
      Timekeeper timekeeper,
      Function<String, Optional<ApprovalRule>> inForce,
      Clock clock) {
    this.journal = journal;
    this.approvers = new Approvers(people);
    this.backups = new FreshBackups(journal);
    this.queue = queue;
    this.timekeeper = timekeeper;
    this.inForce = inForce;
    this.clock = clock;
  }

  /**
   * Takes a person's word that a backup exists; where one of the bot's own is required, there has
   * to be one.
   */
  public Decision acknowledge(UpgradeId id, Actor who) {
    return acknowledged(
        id,
        who,
        plan -> {
          if (plan.work() == Work.BACKUP) {
            return Acknowledgement.refused("This is a request for a backup: use _Back up now_.");
          }
          boolean required = BackupRule.of(plan) == BackupRule.Firmness.REQUIRED;
          Optional<Backup> fresh =
              required ? backups.fresh(plan, clock.instant()) : Optional.empty();
          if (fresh.isEmpty() && required) {
            return Acknowledgement.refused(
                ("This takes a backup that I have taken and read, no older than %s: use"
                        + " _Back up now_. An approver can do without, with a reason: `/inedo override %s <reason>`.")
                    .formatted(Durations.words(BackupRule.FRESH), id));
          }
          return new Acknowledgement(
              Kind.BACKUP_ACKNOWLEDGED,
              fresh.map(Backup::text).orElse(""),
              "Noted: you have a backup.");
        });
  }

  /** Has the run take a backup, which acknowledges it: without it the run ends. */
  public Decision backUp(UpgradeId id, Actor who) {
    return backUp(id, who, false);
  }

  /** The same, with a copy of what belongs to a whole backup beside the database. */
  public Decision backUpWithACopy(UpgradeId id, Actor who) {
    return backUp(id, who, true);
  }

  private Decision backUp(UpgradeId id, Actor who, boolean copy) {
    return acknowledged(
        id,
        who,
        plan ->
            !plan.database().canBeBackedUp()
                ? Acknowledgement.refused(
                    "I don't know how to back this up. " + plan.database().note())
                : copy && !plan.offersCopy()
                    ? Acknowledgement.refused("There is nothing to copy beside the database.")
                    : new Acknowledgement(
                        Kind.BACKUP_ASKED,
                        copy ? Backups.WITH_A_COPY : "",
                        "I take a backup before anything is touched."));
  }

  /**
   * What an acknowledgement comes to.
   *
   * @param kind what is recorded; null if it is refused
   */
  private record Acknowledgement(@Nullable Kind kind, String text, String answer) {
    static Acknowledgement refused(String why) {
      return new Acknowledgement(null, "", why);
    }
  }

  private Decision acknowledged(
      UpgradeId id, Actor who, Function<Plan, Acknowledgement> acknowledgement) {
    return decide(
        id,
        upgrade -> {
          Optional<String> outsider = approvers.refuseTakingPart(who);
          if (outsider.isPresent()) {
            return Decision.refused(outsider.get());
          }
          Acknowledgement given = acknowledgement.apply(journal.plan(id));
          if (upgrade.state() != UpgradeState.REQUESTED) {
            return tooLate(id, "acknowledge the backup");
          }
          if (given.kind() == null) {
            return Decision.refused(given.answer());
          }
          boolean moved =
              journal.move(
                  id,
                  UpgradeState.REQUESTED,
                  UpgradeState.ACKNOWLEDGED,
                  UpgradeEvent.of(clock.instant(), given.kind(), who, given.text()));
          return moved ? Decision.taken(given.answer()) : tooLate(id, "acknowledge the backup");
        });
  }

  /** Takes a person's approval; the last one needed queues the upgrade. */
  public Decision approve(UpgradeId id, Actor who) {
    return decide(
        id,
        upgrade -> {
          if (upgrade.state() == UpgradeState.REQUESTED) {
            return Decision.refused(
                "Not yet: somebody must acknowledge the backup before it can be approved.");
          }
          if (upgrade.state() != UpgradeState.ACKNOWLEDGED) {
            return tooLate(id, "approve");
          }
          ApprovalRule rule = journal.plan(id).settings().approval();
          return approvers
              .refuseApproval(rule, who, upgrade.requestedBy())
              .orElseGet(() -> approve(upgrade, rule, who));
        });
  }

  private synchronized Decision approve(Upgrade upgrade, ApprovalRule rule, Actor who) {
    Set<String> approved = approvedBy(upgrade.id());
    if (!approved.add(who.id())) {
      return Decision.refused("You have approved this already; it needs somebody else too.");
    }
    UpgradeEvent event = UpgradeEvent.of(clock.instant(), Kind.APPROVED, who, "");
    if (approved.size() < rule.required()) {
      journal.add(upgrade.id(), event);
      return Decision.taken(
          "Approved by you; %d of %d.".formatted(approved.size(), rule.required()));
    }
    return approved(upgrade, event);
  }

  private Decision approved(Upgrade upgrade, UpgradeEvent approval) {
    Plan plan = journal.plan(upgrade.id());
    Instant earliest = Beginning.earliest(upgrade, plan, approval.at());
    UpgradeState next =
        earliest.isAfter(approval.at()) ? UpgradeState.SCHEDULED : UpgradeState.QUEUED;
    if (!journal.move(upgrade.id(), UpgradeState.ACKNOWLEDGED, next, approval)) {
      return tooLate(upgrade.id(), "approve");
    }
    if (next == UpgradeState.QUEUED) {
      queue.submit(upgrade.id());
      return Decision.taken("Approved: it begins.");
    }
    String text = earliest + " " + Beginning.why(upgrade, plan, earliest);
    journal.add(upgrade.id(), UpgradeEvent.of(clock.instant(), Kind.SCHEDULED, Actor.BOT, text));
    timekeeper.appoint(upgrade.in(next));
    return Decision.taken("Approved: it begins later.");
  }

  /**
   * Has an upgrade begin now, against its time, its window or the approvals that it lacks. It takes
   * one approver, who gives a reason; the one who asked counts only where they may approve.
   */
  public Decision override(UpgradeId id, String reason, Actor who) {
    return decide(
        id,
        upgrade -> {
          if (upgrade.state() == UpgradeState.REQUESTED) {
            return overrideBackup(upgrade, reason, who);
          }
          if (upgrade.state() == UpgradeState.QUEUED) {
            return Decision.refused(
                "It only waits for its turn; `/inedo status` shows what runs before it.");
          }
          if (upgrade.state() != UpgradeState.ACKNOWLEDGED
              && upgrade.state() != UpgradeState.SCHEDULED) {
            return tooLate(id, "override");
          }
          ApprovalRule rule = journal.plan(id).settings().approval();
          return approvers
              .refuseApproval(rule, who, upgrade.requestedBy())
              .orElseGet(() -> override(upgrade, reason, who));
        });
  }

  /** Only the rule that a backup must be one of the bot's own can be overridden. */
  private Decision overrideBackup(Upgrade upgrade, String reason, Actor who) {
    Plan plan = journal.plan(upgrade.id());
    if (BackupRule.of(plan) != BackupRule.Firmness.REQUIRED || plan.work() == Work.BACKUP) {
      return Decision.refused(
          "Not yet: somebody must acknowledge the backup first; that can't be overridden.");
    }
    Optional<Decision> refusal =
        approvers.refuseApproval(plan.settings().approval(), who, upgrade.requestedBy());
    if (refusal.isPresent()) {
      return refusal.get();
    }
    UpgradeEvent event = UpgradeEvent.of(clock.instant(), Kind.BACKUP_OVERRIDDEN, who, reason);
    return journal.move(upgrade.id(), UpgradeState.REQUESTED, UpgradeState.ACKNOWLEDGED, event)
        ? Decision.taken(
            "Overridden: it goes on without a backup of mine, once it is approved. Your reason stands in"
                + " its thread.")
        : tooLate(upgrade.id(), "override");
  }

  private Decision override(Upgrade upgrade, String reason, Actor who) {
    UpgradeEvent event = UpgradeEvent.of(clock.instant(), Kind.OVERRIDDEN, who, reason);
    if (!journal.move(upgrade.id(), upgrade.state(), UpgradeState.QUEUED, event)) {
      return tooLate(upgrade.id(), "override");
    }
    queue.submit(upgrade.id());
    return Decision.taken("Overridden: the upgrade begins. Your reason stands in its thread.");
  }

  private Set<String> approvedBy(UpgradeId id) {
    return journal.events(id).stream()
        .filter(event -> event.kind() == Kind.APPROVED)
        .map(event -> event.actor().id())
        .collect(Collectors.toSet());
  }

  /**
   * Takes a person's choice for an upgrade that needs attention. One approver is enough, and the
   * one who asked counts: the product may be down.
   */
  public Decision choose(UpgradeId id, Choice choice, Actor who) {
    return decide(
        id,
        upgrade -> {
          if (upgrade.state() != UpgradeState.NEEDS_ATTENTION) {
            return tooLate(id, "choose anything for");
          }
          Plan plan = journal.plan(id);
          Optional<Decision> refusal = approvers.refuseChoice(plan.settings().approval(), who);
          if (refusal.isPresent()) {
            return refusal.get();
          }
          if (!Choices.open(plan, journal.events(id)).contains(choice)) {
            return Decision.refused(
                "That can't be chosen any more; the upgrade's message shows what can.");
          }
          return carryOut(id, choice, who);
        });
  }

  private Decision carryOut(UpgradeId id, Choice choice, Actor who) {
    UpgradeEvent event = UpgradeEvent.of(clock.instant(), Kind.CHOSEN, who, choice.name());
    if (!journal.move(id, UpgradeState.NEEDS_ATTENTION, UpgradeState.RUNNING, event)) {
      return tooLate(id, "choose anything for");
    }
    queue.carryOutChoice(id);
    return Decision.taken("You chose " + choice.words() + ".");
  }

  /**
   * Has what is kept of an upgrade that has ended deleted. One approver is enough, and the one who
   * asked counts: the product is not touched by it. It may be long after the upgrade, so the rule
   * in force counts, and that of then only where the instance has none any more.
   */
  public Decision discardKept(UpgradeId id, Actor who) {
    return decide(
        id,
        upgrade -> {
          if (upgrade.state().isActive()) {
            return Decision.refused("Not yet: as long as this has not ended, it may be needed.");
          }
          ApprovalRule rule =
              inForce
                  .apply(upgrade.instance())
                  .orElseGet(() -> journal.plan(id).settings().approval());
          return approvers
              .refuseChoice(rule, who)
              .or(() -> queue.discardKept(id, who).map(Decision::refused))
              .orElseGet(() -> Decision.taken("I delete what is kept; the thread says when."));
        });
  }

  /**
   * Takes an upgrade back, as long as nothing was touched. From an approver who did not ask for it
   * that is a veto.
   */
  public Decision cancel(UpgradeId id, Actor who) {
    return decide(
        id,
        upgrade -> {
          Optional<String> outsider = approvers.refuseTakingPart(who);
          if (outsider.isPresent()) {
            return Decision.refused(outsider.get());
          }
          Kind kind = isVeto(upgrade, who) ? Kind.VETOED : Kind.CANCELLED;
          if (!cancelled(id, kind, who)) {
            return tooLate(id, "cancel");
          }
          return Decision.taken(
              kind == Kind.VETOED
                  ? "Vetoed by you, as an approver; nothing was changed."
                  : "Cancelled; nothing was changed.");
        });
  }

  /** Whatever state it moves to meanwhile: it is cancelled as long as it can be. */
  private boolean cancelled(UpgradeId id, Kind kind, Actor who) {
    Optional<UpgradeState> state = stateOf(id);
    while (state.filter(UpgradeState::canBeCancelled).isPresent()) {
      UpgradeEvent event = UpgradeEvent.of(clock.instant(), kind, who, "");
      if (journal.move(id, state.get(), UpgradeState.CANCELLED, event)) {
        return true;
      }
      state = stateOf(id);
    }
    return false;
  }

  private Optional<UpgradeState> stateOf(UpgradeId id) {
    return journal.find(id).map(Upgrade::state);
  }

  /** Where Slack does not tell, it is not called one: it ends the upgrade all the same. */
  private boolean isVeto(Upgrade upgrade, Actor who) {
    try {
      return !who.id().equals(upgrade.requestedBy().id())
          && approvers.isAmong(journal.plan(upgrade.id()).settings().approval(), who);
    } catch (PeopleProblem unknown) {
      return false;
    }
  }

  /** Gives up a request whose message could not be shown to anybody. */
  public void withdraw(UpgradeId id, String why) {
    journal.move(
        id,
        UpgradeState.REQUESTED,
        UpgradeState.CANCELLED,
        UpgradeEvent.of(clock.instant(), Kind.CANCELLED, Actor.BOT, why));
  }

  private Decision decide(UpgradeId id, Function<Upgrade, Decision> decision) {
    Optional<Upgrade> upgrade = journal.find(id);
    if (upgrade.isEmpty()) {
      return Decision.refused(
          "I have no upgrade %s in my record. `/inedo status` shows what there is.".formatted(id));
    }
    if (timekeeper.expireIfDue(upgrade.get())) {
      return Decision.refused("Too late: this upgrade has expired. Ask for it again.");
    }
    return decision.apply(upgrade.get());
  }

  private Decision tooLate(UpgradeId id, String verb) {
    String state =
        journal.find(id).map(upgrade -> upgrade.state().words()).orElse("gone from my record");
    List<UpgradeEvent> events = journal.events(id);
    String by =
        events.stream()
            .filter(event -> isDecision(event.kind()) && !event.actor().isBot())
            .reduce((first, second) -> second)
            .map(event -> " (%s by %s)".formatted(words(event.kind()), event.actor().name()))
            .orElse("");
    return Decision.refused(
        "You can't %s this upgrade any more; its state is: %s%s.".formatted(verb, state, by));
  }

  private static boolean isDecision(Kind kind) {
    return kind == Kind.BACKUP_ACKNOWLEDGED
        || kind == Kind.BACKUP_ASKED
        || kind == Kind.BACKUP_OVERRIDDEN
        || kind == Kind.APPROVED
        || kind == Kind.CHOSEN
        || kind == Kind.OVERRIDDEN
        || kind == Kind.VETOED
        || kind == Kind.CANCELLED;
  }

  private static String words(Kind kind) {
    return switch (kind) {
      case BACKUP_ACKNOWLEDGED -> "backup acknowledged";
      case BACKUP_ASKED -> "backup asked for";
      case BACKUP_OVERRIDDEN -> "backup overridden";
      case APPROVED -> "approved";
      case CHOSEN -> "chosen";
      case OVERRIDDEN -> "overridden";
      case VETOED -> "vetoed";
      default -> "cancelled";
    };
  }
}
