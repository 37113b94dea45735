package dev.inedobot.slack;

import dev.inedobot.slack.view.StatusView;
import dev.inedobot.upgrade.Upgrade;
import dev.inedobot.upgrade.plan.InstanceSettings;
import dev.inedobot.upgrade.run.InfoDesk;
import dev.inedobot.upgrade.run.Instances;
import dev.inedobot.upgrade.run.Journal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Looks at the instances and the record, and tells what is there. */
final class StatusReport {
  private static final int LATEST = 5;
  private static final int AT_ONCE = 12;
  private static final int PATIENCE_SECONDS = 20;

  private final InfoDesk info;
  private final Instances instances;
  private final Journal journal;
  private final ThreadPoolExecutor looks =
      new ThreadPoolExecutor(
          AT_ONCE,
          AT_ONCE,
          30,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(),
          StatusReport::thread);

  StatusReport(InfoDesk info, Instances instances, Journal journal) {
    this.info = info;
    this.instances = instances;
    this.journal = journal;
    looks.allowCoreThreadTimeOut(true);
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "status");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * All are looked at side by side; one that does not answer holds up no other.
   *
   * @param wanted the one instance that is asked for, or null for all
   */
  Answer of(@Nullable String wanted) {
    Instances.Listing listing = instances.list();
    List<InstanceSettings> shown = listing.instances();
    if (wanted != null) {
      Optional<InstanceSettings> one = listing.named(wanted);
      if (one.isEmpty()) {
        return Answer.of(Conversation.noSuchInstance(wanted, listing.names()));
      }
      shown = List.of(one.get());
      listing = new Instances.Listing(shown, List.of(), List.of());
    }
    List<CompletableFuture<InfoDesk.State>> states = new ArrayList<>();
    for (InstanceSettings settings : shown) {
      states.add(
          CompletableFuture.supplyAsync(() -> info.state(settings), looks)
              .completeOnTimeout(silent(settings), PATIENCE_SECONDS, TimeUnit.SECONDS));
    }
    List<Upgrade> latest = journal.newest(wanted == null ? null : shown.get(0).name(), LATEST);
    return Answer.of(
        StatusView.of(states.stream().map(CompletableFuture::join).toList(), listing, latest));
  }

  private InfoDesk.State silent(InstanceSettings settings) {
    return new InfoDesk.State(
        settings,
        null,
        "not known: it, its engine or its registry did not answer in time",
        null,
        List.of(),
        "",
        journal.activeFor(settings.name()).orElse(null));
  }
}
