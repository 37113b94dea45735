package dev.inedobot.cli;

import dev.inedobot.slack.announce.MessageBook;
import dev.inedobot.upgrade.Upgrade;
import dev.inedobot.upgrade.UpgradeEvent;
import dev.inedobot.upgrade.UpgradeId;
import dev.inedobot.upgrade.UpgradeState;
import dev.inedobot.upgrade.plan.Plan;
import dev.inedobot.upgrade.run.Journal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A record that tells before and after each write what is written. Reads are not told. */
final class ObservedRecord implements Bot.Recording {
  private final Consumer<String> tell;

  /**
   * @param tell takes lines such as {@code before STEP_DONE stop}; the write waits for it
   */
  ObservedRecord(Consumer<String> tell) {
    this.tell = tell;
  }

  private <T> T write(String what, Supplier<T> effect) {
    tell.accept("before " + what);
    T result = effect.get();
    tell.accept("after " + what);
    return result;
  }

  @Override
  public MessageBook messages(MessageBook messages) {
    return new MessageBook() {
      @Override
      public Map<String, Posted> posted(UpgradeId id) {
        return messages.posted(id);
      }

      @Override
      public void record(UpgradeId id, String slot, Posted message) {
        write(
            "note " + slot,
            () -> {
              messages.record(id, slot, message);
              return slot;
            });
      }

      @Override
      public void workspace(String teamId, String url) {
        messages.workspace(teamId, url);
      }

      @Override
      public Optional<Workspace> workspace() {
        return messages.workspace();
      }

      @Override
      public Optional<String> link(UpgradeId id) {
        return messages.link(id);
      }
    };
  }

  @Override
  public Journal journal(Journal journal) {
    return new Journal() {
      @Override
      public Optional<Upgrade> open(Upgrade upgrade, Plan plan, UpgradeEvent first) {
        return write("open", () -> journal.open(upgrade, plan, first));
      }

      @Override
      public void add(UpgradeId id, UpgradeEvent event) {
        String step = event.step() == null ? "" : " " + event.step().verb();
        write(
            event.kind() + step,
            () -> {
              journal.add(id, event);
              return id;
            });
      }

      @Override
      public boolean move(UpgradeId id, UpgradeState from, UpgradeState to, UpgradeEvent event) {
        return write(from + " to " + to, () -> journal.move(id, from, to, event));
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
    };
  }
}
