package dev.inedobot.upgrade.run;

import dev.inedobot.upgrade.Actor;
import dev.inedobot.upgrade.Upgrade;
import dev.inedobot.upgrade.UpgradeEvent;
import dev.inedobot.upgrade.UpgradeEvent.Kind;
import dev.inedobot.upgrade.plan.ContainerFacts;
import dev.inedobot.upgrade.plan.Names;
import dev.inedobot.upgrade.plan.Plan;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes the old containers that {@code keep-old} kept after a success, when their time is over;
 * never their volumes. Used by one thread.
 */
public final class KeptContainers {
  private static final Logger LOG = LoggerFactory.getLogger(KeptContainers.class);

  private final Journal journal;
  private final Hosts hosts;
  private final Clock clock;

  public KeptContainers(Journal journal, Hosts hosts, Clock clock) {
    this.journal = journal;
    this.hosts = hosts;
    this.clock = clock;
  }

  /** Removes what is due. What fails is tried again at the next call. Never throws. */
  public void removeDue() {
    try {
      journal.keepingOld().forEach(this::removeIfDue);
    } catch (Journal.JournalProblem problem) {
      LOG.warn("Kept containers stay for now: {}", problem.getMessage());
    }
  }

  /** One engine that does not answer must not keep the others' containers. */
  private void removeIfDue(Upgrade upgrade) {
    try {
      // An upgrade under way may need it, or sees to it itself.
      if (isDue(upgrade) && journal.activeFor(upgrade.instance()).isEmpty()) {
        remove(upgrade);
      }
    } catch (HostProblem problem) {
      LOG.warn("The container kept by {} stays for now: {}", upgrade.id(), problem.getMessage());
    }
  }

  private boolean isDue(Upgrade upgrade) {
    return journal.events(upgrade.id()).stream()
        .filter(event -> event.kind() == Kind.OLD_KEPT)
        .reduce((first, second) -> second)
        .map(kept -> Instant.parse(kept.text()))
        .filter(until -> !clock.instant().isBefore(until))
        .isPresent();
  }

  private void remove(Upgrade upgrade) {
    Plan plan = journal.plan(upgrade.id());
    ContainerHost host = hosts.get(plan.settings().host());
    String name = Names.old(plan.container());
    Optional<ContainerFacts> old = host.find(plan.old().containerId());
    String what;
    if (old.isEmpty()) {
      what = name + " is gone already.";
    } else if (!old.get().name().equals(name) || old.get().state().canTouchData()) {
      what = "The container that was %s is in use as %s now.".formatted(name, old.get().name());
    } else {
      host.remove(old.get().id());
      what = "%s is removed: its time is over. Its volumes stay.".formatted(name);
    }
    journal.add(upgrade.id(), UpgradeEvent.of(clock.instant(), Kind.OLD_GONE, Actor.BOT, what));
  }
}
