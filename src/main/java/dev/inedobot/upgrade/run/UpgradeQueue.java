package dev.inedobot.upgrade.run;

import dev.inedobot.upgrade.Actor;
import dev.inedobot.upgrade.Upgrade;
import dev.inedobot.upgrade.UpgradeEvent;
import dev.inedobot.upgrade.UpgradeEvent.Kind;
import dev.inedobot.upgrade.UpgradeId;
import dev.inedobot.upgrade.UpgradeState;
import dev.inedobot.upgrade.plan.LastWords;
import dev.inedobot.upgrade.plan.Turns;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out upgrades. What waits is in the journal as QUEUED, what runs as RUNNING; at the start
 * it goes on with what was interrupted. Handing something over does not block.
 */
public final class UpgradeQueue implements DecisionDesk.Queue, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(UpgradeQueue.class);

  /**
   * Together with the last messages to Slack less than the 20 s that a service manager may give.
   */
  private static final Duration FOR_THE_STEP = Duration.ofSeconds(11);

  private static final Duration FOR_THE_INTERRUPTED = Duration.ofSeconds(2);

  private final Journal journal;
  private final Recovery recovery;
  private final Watch watch;
  private final Unforeseen unforeseen;
  private final Dispatcher dispatcher;
  private final Discard discard;
  private final Clock clock;
  private final StopSign stop;

  /** Without a limit: what may begin is decided before, and what was begun waits for nobody. */
  private final ExecutorService runs = Executors.newCachedThreadPool(named("upgrade"));

  private final AtomicReference<@Nullable Instant> leftOff = new AtomicReference<>();
  private final ExecutorService watches = Executors.newCachedThreadPool(named("watch"));

  /**
   * @param approval is asked, before an upgrade begins, whether it is still approved
   * @param stop ends the runs' pauses, and is given by {@link #close()}
   */
  public UpgradeQueue(
      Journal journal,
      Hosts hosts,
      Surveyor surveyor,
      HealthProbe probe,
      StillApproved approval,
      Clock clock,
      StopSign stop,
      Turns.Limits limits) {
    this.journal = journal;
    this.clock = clock;
    this.stop = stop;
    this.discard = new Discard(journal, hosts, clock);
    HealthGate gate = new HealthGate(probe, clock, stop);
    Attention attention = new Attention(run -> watch(run.upgrade().id()));
    GoBack goBack = new GoBack(journal, gate, attention);
    Proof proof = new Proof(gate, goBack, attention, new KeptImages(journal), clock, stop);
    DatabaseTask database = new DatabaseTask(journal, clock);
    Takeover takeover = new Takeover(proof, goBack, attention, database, stop);
    DatabaseAlone alone = new DatabaseAlone(database, gate, goBack, attention, stop);
    DatabaseUpgrades databases = new DatabaseUpgrades(journal, database, takeover, alone, stop);
    RestoreBackup restore = new RestoreBackup(journal, goBack, attention, clock, stop);
    Chosen chosen = new Chosen(journal, proof, goBack, attention, restore, databases);
    Runner runner = new Runner(journal, hosts, surveyor, takeover, alone, proof, clock, stop);
    this.watch = new Watch(journal, gate, databases, this::proven, stop);
    this.recovery = new Recovery(journal, hosts, proof, goBack, chosen, databases, clock, stop);
    this.unforeseen = new Unforeseen(journal, recovery, this::watch, clock, stop);
    this.dispatcher =
        new Dispatcher(
            journal, clock, limits, stop, runner::obstacle, approval, id -> begin(id, runner::run));
  }

  static ThreadFactory named(String name) {
    return task -> {
      Thread thread = new Thread(task, name);
      thread.setDaemon(true);
      return thread;
    };
  }

  @Override
  public void submit(UpgradeId id) {
    look();
  }

  /** Something that those in the queue may have waited for is there. Does not block. */
  public void look() {
    dispatcher.look();
  }

  @Override
  public void carryOutChoice(UpgradeId id) {
    begin(id, recovery::carryOutChoice);
  }

  @Override
  public Optional<String> discardKept(UpgradeId id, Actor who) {
    Optional<String> refusal = discard.begin(id, who);
    if (refusal.isEmpty()) {
      runs.execute(() -> guarded(id, () -> discard.perform(id)));
    }
    return refusal;
  }

  private void proven(UpgradeId id) {
    begin(
        id,
        upgrade ->
            recovery.resume(
                upgrade,
                journal.events(id).stream().anyMatch(event -> event.kind() == Kind.GATE_PASSED)
                    ? upgrade.instance() + " became healthy after all"
                    : "What was waited for has come"));
  }

  private interface OnUpgrade {
    void perform(Upgrade upgrade) throws InterruptedException;
  }

  /** Goes on with an upgrade that is RUNNING; others get their turn when it has ended. */
  private void begin(UpgradeId id, OnUpgrade work) {
    runs.execute(
        () -> {
          guarded(id, () -> unforeseen.carryOut(id, () -> journalled(id, work)));
          dispatcher.look();
        });
  }

  private void journalled(UpgradeId id, OnUpgrade work) throws InterruptedException {
    Optional<Upgrade> upgrade = journal.find(id);
    if (upgrade.isPresent()) {
      work.perform(upgrade.get());
    }
  }

  /** Goes on with everything that an earlier process left. Called once, before anything else. */
  public void recover() {
    for (Upgrade upgrade : journal.in(Set.of(UpgradeState.RUNNING))) {
      begin(upgrade.id(), running -> recovery.resume(running, "The bot was restarted"));
    }
    for (Upgrade upgrade : journal.in(Set.of(UpgradeState.NEEDS_ATTENTION))) {
      watch(upgrade.id());
    }
    dispatcher.start();
    runs.execute(this::takeUpDiscards);
  }

  private void takeUpDiscards() {
    try {
      discard.takeUp();
    } catch (RuntimeException failure) {
      LOG.error("What was being deleted at the end of the bot could not be told", failure);
    }
  }

  private void watch(UpgradeId id) {
    watches.execute(
        () -> guarded(id, () -> journalled(id, upgrade -> watch.keep(recovery.run(upgrade)))));
  }

  private void guarded(UpgradeId id, Unforeseen.Work work) {
    try {
      work.perform();
    } catch (InterruptedException stopping) {
      LOG.info("Upgrade {} is left as it is: the bot stops. It goes on at the next start.", id);
      sayThatItStops(id);
      Thread.currentThread().interrupt();
    } catch (RuntimeException failure) {
      LOG.error("Upgrade {} was interrupted by an error of the bot itself", id, failure);
    }
  }

  private void sayThatItStops(UpgradeId id) {
    try {
      if (journal.find(id).filter(it -> it.state() == UpgradeState.RUNNING).isPresent()) {
        String note = LastWords.of(journal.plan(id).work(), journal.events(id));
        journal.add(id, UpgradeEvent.of(clock.instant(), Kind.NOTE, Actor.BOT, note));
      }
    } catch (Journal.JournalProblem problem) {
      LOG.warn("Upgrade {} could not be told that the bot stops: {}", id, problem.getMessage());
    }
  }

  /**
   * Begins nothing more from now on, no step and no upgrade; returns at once. Before {@link
   * #close()}, which then has waited for the steps since now.
   */
  public void leaveOff() {
    leftOff.compareAndSet(null, clock.instant());
    stop.give();
  }

  /** How long the steps that are under way may still take. */
  private Duration left() {
    Instant since = Optional.ofNullable(leftOff.get()).orElseGet(clock::instant);
    Duration left = FOR_THE_STEP.minus(Duration.between(since, clock.instant()));
    return left.isNegative() ? Duration.ZERO : left;
  }

  /**
   * Begins nothing more, lets the steps that are under way end, for some seconds, and interrupts
   * those that do not. All of it stays in the journal, and the next start goes on with it.
   */
  @Override
  public void close() {
    leaveOff();
    dispatcher.close();
    runs.shutdown();
    watches.shutdownNow();
    try {
      if (!runs.awaitTermination(left().toMillis(), TimeUnit.MILLISECONDS)) {
        runs.shutdownNow();
        if (!runs.awaitTermination(FOR_THE_INTERRUPTED.toMillis(), TimeUnit.MILLISECONDS)) {
          LOG.warn("A step does not end; the next start looks at what became of it");
        }
      }
    } catch (InterruptedException hurried) {
      runs.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
