package dev.inedobot.upgrade.run;

import dev.inedobot.upgrade.Upgrade;
import dev.inedobot.upgrade.UpgradeEvent;
import dev.inedobot.upgrade.UpgradeId;
import dev.inedobot.upgrade.UpgradeState;
import dev.inedobot.upgrade.plan.Plan;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A journal that tells somebody about every change once it is written. The listener runs on the
 * writing thread and must neither block nor throw.
 */
public final class AnnouncedJournal implements Journal {
  private final Journal journal;
  private final Consumer<UpgradeId> listener;

  public AnnouncedJournal(Journal journal, Consumer<UpgradeId> listener) {
    this.journal = journal;
    this.listener = listener;
  }

  @Override
  public Optional<Upgrade> open(Upgrade upgrade, Plan plan, UpgradeEvent first) {
    Optional<Upgrade> active = journal.open(upgrade, plan, first);
    if (active.isEmpty()) {
      listener.accept(upgrade.id());
    }
    return active;
  }

  @Override
  public void add(UpgradeId id, UpgradeEvent event) {
    journal.add(id, event);
    listener.accept(id);
  }

  @Override
  public boolean move(UpgradeId id, UpgradeState from, UpgradeState to, UpgradeEvent event) {
    boolean moved = journal.move(id, from, to, event);
    if (moved) {
      listener.accept(id);
    }
    return moved;
  }

  @Override
  public Optional<Upgrade> find(UpgradeId id) {
    return journal.find(id);
  }

  @Override
  public Optional<Upgrade> activeFor(String instance) {
    return journal.activeFor(instance);
  }

  @Override
  public List<Upgrade> in(Set<UpgradeState> states) {
    return journal.in(states);
  }

  @Override
  public List<Upgrade> newest(@Nullable String instance, int skip, int limit) {
    return journal.newest(instance, skip, limit);
  }

  @Override
  public List<Upgrade> keepingOld() {
    return journal.keepingOld();
  }

  @Override
  public Plan plan(UpgradeId id) {
    return journal.plan(id);
  }

  @Override
  public List<UpgradeEvent> events(UpgradeId id) {
    return journal.events(id);
  }
}
