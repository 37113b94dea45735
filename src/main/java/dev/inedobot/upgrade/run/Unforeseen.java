package dev.inedobot.upgrade.run;

import dev.inedobot.upgrade.Upgrade;
import dev.inedobot.upgrade.UpgradeEvent.Kind;
import dev.inedobot.upgrade.UpgradeId;
import dev.inedobot.upgrade.UpgradeState;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out a run whatever the bot's own code does. An error in it may come while the product is
 * stopped, so the run is taken up as after a restart of the bot: by what is on the engine. Only if
 * that fails again and again is a person asked.
 */
final class Unforeseen {
  private static final Logger LOG = LoggerFactory.getLogger(Unforeseen.class);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final int TRIES = 6;
  private static final String MY_OWN =
      "An error of my own stopped me, again and again; my log tells which.";

  private final Journal journal;
  private final Recovery recovery;
  private final Consumer<UpgradeId> watch;
  private final Clock clock;
  private final Pauses pauses;

  /**
   * @param watch is handed an upgrade that needs attention; must not block
   */
  Unforeseen(
      Journal journal, Recovery recovery, Consumer<UpgradeId> watch, Clock clock, Pauses pauses) {
    this.journal = journal;
    this.recovery = recovery;
    this.watch = watch;
    this.clock = clock;
    this.pauses = pauses;
  }

  /** Something that a run does on its thread. */
  interface Work {
    void perform() throws InterruptedException;
  }

  void carryOut(UpgradeId id, Work work) throws InterruptedException {
    Duration pause = FIRST_PAUSE;
    Work next = work;
    String why = MY_OWN;
    for (int tries = 0; tries < TRIES; tries++) {
      try {
        next.perform();
        return;
      } catch (RuntimeException | Error unforeseen) {
        LOG.error("Upgrade {} was interrupted by an error of the bot itself", id, unforeseen);
        why =
            unforeseen instanceof HostProblem
                ? "I can't go on: " + unforeseen.getMessage()
                : MY_OWN;
      }
      pauses.pause(pause);
      pause = pause.multipliedBy(2);
      next = () -> goOn(id);
    }
    // Without effect unless it is RUNNING.
    new RunLog(journal, id, clock, pauses)
        .move(
            UpgradeState.RUNNING,
            UpgradeState.NEEDS_ATTENTION,
            Kind.FINISHED,
            why
                + " I can't say whether the product runs: look at its containers. Nothing was deleted"
                + " that holds data.");
    watch.accept(id);
  }

  private void goOn(UpgradeId id) throws InterruptedException {
    Optional<Upgrade> upgrade = journal.find(id).filter(it -> it.state() == UpgradeState.RUNNING);
    if (upgrade.isPresent()) {
      recovery.resume(upgrade.get(), "An error of my own interrupted me");
    }
  }
}
