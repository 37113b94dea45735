package dev.inedobot.upgrade.run;

import dev.inedobot.upgrade.Actor;
import dev.inedobot.upgrade.Upgrade;
import dev.inedobot.upgrade.UpgradeEvent;
import dev.inedobot.upgrade.UpgradeEvent.Kind;
import dev.inedobot.upgrade.UpgradeId;
import dev.inedobot.upgrade.UpgradeState;
import dev.inedobot.upgrade.plan.Beginning;
import dev.inedobot.upgrade.plan.Plan;
import dev.inedobot.upgrade.plan.Turns;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets queued upgrades begin when it is their turn, on one thread of its own. What is queued and
 * what runs is read from the journal each time, so that nothing is lost with the process.
 */
final class Dispatcher implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

  /** In case the journal could not be read when something changed, and for those that expire. */
  private static final Duration ANYWAY = Duration.ofSeconds(5);

  private final Journal journal;
  private final Clock clock;
  private final Turns.Limits limits;
  private final StopSign stop;
  private final Function<Plan, Optional<String>> obstacle;
  private final ApprovalChecks checks;
  private final Consumer<UpgradeId> begin;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(UpgradeQueue.named("queue"));

  /**
   * @param obstacle why an upgrade can't begin at all, as a sentence; empty if it can
   * @param approval whether it is still approved
   * @param begin is handed an upgrade that has just become RUNNING; must not block
   */
  Dispatcher(
      Journal journal,
      Clock clock,
      Turns.Limits limits,
      StopSign stop,
      Function<Plan, Optional<String>> obstacle,
      StillApproved approval,
      Consumer<UpgradeId> begin) {
    this.journal = journal;
    this.clock = clock;
    this.limits = limits;
    this.stop = stop;
    this.obstacle = obstacle;
    this.checks = new ApprovalChecks(approval, clock, this::look);
    this.begin = begin;
  }

  /** One that waits, with its plan and its record. */
  private record Waiting(Upgrade upgrade, Plan plan, List<UpgradeEvent> events) {}

  void start() {
    var unused =
        thread.scheduleWithFixedDelay(this::lookOrLog, 0, ANYWAY.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Something was queued or has ended. Does not block. */
  void look() {
    try {
      thread.execute(this::lookOrLog);
    } catch (RejectedExecutionException stopping) {
      // What is queued stays in the journal for the next start.
    }
  }

  private void lookOrLog() {
    try {
      if (!stop.isGiven()) {
        letBegin();
      }
    } catch (RuntimeException problem) {
      LOG.warn("The queue could not be looked at this time: {}", problem.toString());
    }
  }

  private void letBegin() {
    List<Waiting> waiting = waiting();
    checks.keepOnly(waiting.stream().map(one -> one.upgrade().id()).toList());
    if (waiting.isEmpty()) {
      return;
    }
    List<String> running = new ArrayList<>();
    journal
        .in(Set.of(UpgradeState.RUNNING))
        .forEach(upgrade -> running.add(journal.plan(upgrade.id()).settings().host()));
    // One at a time, for one whose turn it is may not begin, and then takes nobody's place.
    boolean settled = true;
    Optional<Waiting> next = next(waiting, running);
    while (next.isPresent()) {
      waiting.remove(next.get());
      Outcome outcome = begin(next.get());
      if (outcome != Outcome.PASSED) {
        running.add(next.get().plan().settings().host());
      }
      settled &= outcome != Outcome.ASKED;
      next = next(waiting, running);
    }
    if (!settled) {
      // Who runs, and so what the others wait for, shows when the answer is there.
      return;
    }
    List<Turns.Turn> turns = turns(waiting, running);
    for (int i = 0; i < waiting.size(); i++) {
      tell(waiting.get(i), turns.get(i).words());
    }
  }

  private Optional<Waiting> next(List<Waiting> waiting, List<String> running) {
    List<Turns.Turn> turns = turns(waiting, running);
    for (int i = 0; i < waiting.size(); i++) {
      if (turns.get(i).begins()) {
        return Optional.of(waiting.get(i));
      }
    }
    return Optional.empty();
  }

  private List<Turns.Turn> turns(List<Waiting> waiting, List<String> running) {
    return Turns.of(
        limits, running, waiting.stream().map(each -> each.plan().settings().host()).toList());
  }

  /** Those that may still begin, in the order in which they were queued. */
  private List<Waiting> waiting() {
    List<Waiting> waiting = new ArrayList<>();
    for (Upgrade upgrade : journal.in(Set.of(UpgradeState.QUEUED))) {
      Waiting one = new Waiting(upgrade, journal.plan(upgrade.id()), journal.events(upgrade.id()));
      if (!expireIfDue(one)) {
        waiting.add(one);
      }
    }
    waiting.sort(Comparator.comparing(one -> Beginning.queuedSince(one.events())));
    return waiting;
  }

  private boolean expireIfDue(Waiting one) {
    Instant latest = Beginning.latest(one.upgrade(), one.plan(), one.events());
    Instant now = clock.instant();
    if (now.isBefore(latest)) {
      return false;
    }
    String why = "It could not begin in the time for which it was approved; ask for it again.";
    return journal.move(
        one.upgrade().id(),
        UpgradeState.QUEUED,
        UpgradeState.EXPIRED,
        UpgradeEvent.of(now, Kind.EXPIRED, Actor.BOT, why));
  }

  /** What became of one whose turn it is. */
  private enum Outcome {
    RUNS,
    /** Its approvals are being checked; its place is kept for it. */
    ASKED,
    /** It has ended, or waits for Slack: others pass. */
    PASSED
  }

  private Outcome begin(Waiting one) {
    UpgradeId id = one.upgrade().id();
    Optional<String> why = obstacle.apply(one.plan());
    if (why.isPresent()) {
      fail(id, why.get());
      return Outcome.PASSED;
    }
    Optional<ApprovalChecks.Answer> answer =
        checks.of(one.upgrade(), one.plan().settings().approval(), one.events());
    if (answer.isEmpty()) {
      // Slack, once silent, keeps nobody waiting a second time.
      return checks.isAskedAgain(id) ? Outcome.PASSED : Outcome.ASKED;
    }
    Optional<StillApproved.Objection> objection = answer.get().objection();
    if (objection.isPresent()) {
      if (objection.get().lasting()) {
        fail(id, objection.get().sentence());
      } else {
        tell(one, objection.get().sentence());
      }
      return Outcome.PASSED;
    }
    // A bot that was stopped meanwhile begins nothing any more.
    if (stop.isGiven() || expireIfDue(one)) {
      return Outcome.PASSED;
    }
    UpgradeEvent started = UpgradeEvent.of(clock.instant(), Kind.RUN_STARTED, Actor.BOT, "");
    boolean begins = journal.move(id, UpgradeState.QUEUED, UpgradeState.RUNNING, started);
    if (begins) {
      begin.accept(id);
    }
    return begins ? Outcome.RUNS : Outcome.PASSED;
  }

  private void fail(UpgradeId id, String why) {
    UpgradeEvent end =
        UpgradeEvent.of(clock.instant(), Kind.FINISHED, Actor.BOT, why + " Nothing was changed.");
    journal.move(id, UpgradeState.QUEUED, UpgradeState.FAILED, end);
  }

  /** Says where it stands, if that has changed. */
  private void tell(Waiting one, String text) {
    boolean said =
        one.events().stream()
            .filter(event -> event.kind() == Kind.WAITING)
            .reduce((first, second) -> second)
            .filter(event -> event.text().equals(text))
            .isPresent();
    if (!said) {
      journal.add(
          one.upgrade().id(), UpgradeEvent.of(clock.instant(), Kind.WAITING, Actor.BOT, text));
    }
  }

  @Override
  public void close() {
    thread.shutdown();
    checks.close();
  }
}
