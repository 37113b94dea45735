package dev.inedobot.upgrade.run;

import dev.inedobot.upgrade.Upgrade;
import dev.inedobot.upgrade.UpgradeId;
import dev.inedobot.upgrade.UpgradeState;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs approved upgrades, a few at once; what waits is in the journal as QUEUED. At the start it
 * goes on with what was interrupted. Handing something over does not block.
 */
public final class UpgradeQueue implements DecisionDesk.Queue, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(UpgradeQueue.class);

  private final Journal journal;
  private final Runner runner;
  private final Recovery recovery;
  private final Watch watch;
  private final Unforeseen unforeseen;
  private final ExecutorService runs;
  private final ExecutorService watches = Executors.newCachedThreadPool(named("watch"));

  /** What was begun already waits for nobody: its product may be down. */
  private final ExecutorService begun = Executors.newCachedThreadPool(named("upgrade"));

  /**
   * @param parallel how many upgrades run at once
   */
  public UpgradeQueue(
      Journal journal,
      Hosts hosts,
      Surveyor surveyor,
      HealthProbe probe,
      Clock clock,
      Pauses pauses,
      int parallel) {
    this.journal = journal;
    this.runs = Executors.newFixedThreadPool(parallel, named("upgrade"));
    HealthGate gate = new HealthGate(probe, clock, pauses);
    Attention attention = new Attention(run -> watches.execute(() -> watch(run)));
    GoBack goBack = new GoBack(gate, attention);
    Proof proof = new Proof(gate, goBack, attention, new KeptImages(journal), clock, pauses);
    Chosen chosen = new Chosen(proof, goBack, attention);
    this.watch = new Watch(journal, gate, this::proven, pauses);
    this.runner = new Runner(journal, hosts, surveyor, proof, clock, pauses);
    this.recovery = new Recovery(journal, hosts, proof, goBack, chosen, clock, pauses);
    this.unforeseen = new Unforeseen(journal, recovery, clock, pauses);
  }

  private static java.util.concurrent.ThreadFactory named(String name) {
    return task -> {
      Thread thread = new Thread(task, name);
      thread.setDaemon(true);
      return thread;
    };
  }

  /** Takes an upgrade that is QUEUED in the journal. */
  @Override
  public void submit(UpgradeId id) {
    runs.execute(() -> guarded(id, () -> unforeseen.carryOut(id, () -> runner.run(id))));
  }

  /** Takes an upgrade that a person has just chosen something for: it is RUNNING in the journal. */
  @Override
  public void carryOutChoice(UpgradeId id) {
    goOn(id, recovery::carryOutChoice);
  }

  private void proven(UpgradeId id) {
    goOn(id, upgrade -> recovery.resume(upgrade, upgrade.instance() + " became healthy after all"));
  }

  private void goOn(UpgradeId id, OnUpgrade work) {
    begun.execute(() -> guarded(id, () -> unforeseen.carryOut(id, () -> journalled(id, work))));
  }

  private interface OnUpgrade {
    void perform(Upgrade upgrade) throws InterruptedException;
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
      goOn(upgrade.id(), running -> recovery.resume(running, "The bot was restarted"));
    }
    for (Upgrade upgrade : journal.in(Set.of(UpgradeState.QUEUED))) {
      submit(upgrade.id());
    }
    for (Upgrade upgrade : journal.in(Set.of(UpgradeState.NEEDS_ATTENTION))) {
      watches.execute(() -> guarded(upgrade.id(), () -> watch.keep(recovery.run(upgrade))));
    }
  }

  private void watch(Run run) {
    guarded(run.upgrade().id(), () -> watch.keep(run));
  }

  private static void guarded(UpgradeId id, Unforeseen.Work work) {
    try {
      work.perform();
    } catch (InterruptedException stopping) {
      LOG.info("Upgrade {} is left as it is: the bot stops. It goes on at the next start.", id);
      Thread.currentThread().interrupt();
    } catch (RuntimeException failure) {
      LOG.error("Upgrade {} was interrupted by an error of the bot itself", id, failure);
    }
  }

  /** Interrupts what runs. It stays in the journal, and the next start goes on with it. */
  @Override
  public void close() {
    runs.shutdownNow();
    begun.shutdownNow();
    watches.shutdownNow();
  }
}
