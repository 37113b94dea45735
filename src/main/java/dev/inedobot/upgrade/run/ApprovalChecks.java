package dev.inedobot.upgrade.run;

import dev.inedobot.upgrade.ApprovalRule;
import dev.inedobot.upgrade.Upgrade;
import dev.inedobot.upgrade.UpgradeEvent;
import dev.inedobot.upgrade.UpgradeId;
import dev.inedobot.upgrade.run.StillApproved.Objection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has approvals checked, each upgrade's on a thread of its own: a workspace that answers slowly
 * keeps nobody else waiting. Used by one thread.
 */
final class ApprovalChecks implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ApprovalChecks.class);
  private static final Duration GOOD_FOR = Duration.ofSeconds(30);

  /** An answer leads to a look, which must not lead to the same question at once. */
  private static final Duration ASKED_AGAIN_AFTER = Duration.ofSeconds(3);

  private final StillApproved approval;
  private final Clock clock;
  private final Runnable answered;
  private final Map<UpgradeId, Check> checks = new HashMap<>();
  private final ExecutorService asking =
      Executors.newCachedThreadPool(UpgradeQueue.named("approval"));

  /**
   * @param answered is called, on another thread, when there is an answer; must not block
   */
  ApprovalChecks(StillApproved approval, Clock clock, Runnable answered) {
    this.approval = approval;
    this.clock = clock;
    this.answered = answered;
  }

  /**
   * What is known of an upgrade's approvals.
   *
   * @param objection what stands against beginning; empty if nothing does
   */
  record Answer(Instant at, Optional<Objection> objection) {
    private boolean isSilence() {
      return objection.filter(found -> !found.lasting()).isPresent();
    }
  }

  private static final class Check {
    final CompletableFuture<Answer> answer;
    final boolean again;
    boolean told;

    Check(CompletableFuture<Answer> answer, boolean again) {
      this.answer = answer;
      this.again = again;
    }

    boolean isOver(Instant now) {
      if (!answer.isDone()) {
        return false;
      }
      Answer known = answer.join();
      Duration good = known.isSilence() ? ASKED_AGAIN_AFTER : GOOD_FOR;
      return !now.isBefore(known.at().plus(good)) && (told || !known.isSilence());
    }

    boolean wasSilence() {
      return answer.join().isSilence();
    }
  }

  /** The answer; empty while it is asked for. Where there is none that is good, it is asked for. */
  Optional<Answer> of(Upgrade upgrade, ApprovalRule then, List<UpgradeEvent> events) {
    Check check = checks.get(upgrade.id());
    if (check == null || check.isOver(clock.instant())) {
      check = new Check(ask(upgrade, then, events), check != null && check.wasSilence());
      checks.put(upgrade.id(), check);
    }
    if (!check.answer.isDone()) {
      return Optional.empty();
    }
    check.told = true;
    return Optional.of(check.answer.join());
  }

  /** Whether it is asked about once more, since Slack did not tell the last time. */
  boolean isAskedAgain(UpgradeId id) {
    Check check = checks.get(id);
    return check != null && check.again;
  }

  /** Forgets all others. */
  void keepOnly(Collection<UpgradeId> ids) {
    checks.keySet().retainAll(ids);
  }

  private CompletableFuture<Answer> ask(
      Upgrade upgrade, ApprovalRule then, List<UpgradeEvent> events) {
    CompletableFuture<Answer> answer =
        CompletableFuture.supplyAsync(
            () -> new Answer(clock.instant(), objection(upgrade, then, events)), asking);
    var unused = answer.thenRun(answered);
    return answer;
  }

  private Optional<Objection> objection(
      Upgrade upgrade, ApprovalRule then, List<UpgradeEvent> events) {
    try {
      return approval.objection(upgrade, then, events, clock.instant());
    } catch (RuntimeException unforeseen) {
      LOG.error("The approvals of upgrade {} could not be checked", upgrade.id(), unforeseen);
      return Optional.of(
          new Objection(
              false,
              "An error of my own keeps me from checking who approved it (my log has the details);"
                  + " I try again."));
    }
  }

  @Override
  public void close() {
    asking.shutdownNow();
  }
}
