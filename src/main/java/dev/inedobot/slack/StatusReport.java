package dev.inedobot.slack;

import dev.inedobot.slack.view.StatusView;
import dev.inedobot.upgrade.Upgrade;
import dev.inedobot.upgrade.plan.InstanceSettings;
import dev.inedobot.upgrade.run.InfoDesk;
import dev.inedobot.upgrade.run.Instances;
import dev.inedobot.upgrade.run.Journal;
import java.time.Duration;
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
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final InfoDesk info;
  private final Instances instances;
  private final Journal journal;
  private final Duration patience;
  private final ThreadPoolExecutor looks = pool();

  /** Apart from the looks: a registry that does not answer keeps no look waiting. */
  private final ThreadPoolExecutor lists = pool();

  StatusReport(InfoDesk info, Instances instances, Journal journal) {
    this(info, instances, journal, PATIENCE);
  }

  /**
   * As before.
   *
   * @param patience how long anything is waited for
   */
  StatusReport(InfoDesk info, Instances instances, Journal journal, Duration patience) {
    this.info = info;
    this.instances = instances;
    this.journal = journal;
    this.patience = patience;
  }

  private static ThreadPoolExecutor pool() {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            AT_ONCE,
            AT_ONCE,
            30,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            StatusReport::thread);
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "status");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * All are looked at side by side; one that does not answer holds up no other. Of one whose
   * registry does not answer in time, the rest is told.
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
    CompletableFuture<Boolean> over =
        new CompletableFuture<Boolean>()
            .completeOnTimeout(true, patience.toMillis(), TimeUnit.MILLISECONDS);
    List<CompletableFuture<InfoDesk.State>> states = new ArrayList<>();
    for (InstanceSettings settings : shown) {
      InfoDesk.State silent = silent(settings);
      CompletableFuture<InfoDesk.State> seen =
          CompletableFuture.supplyAsync(() -> info.seen(settings), looks);
      CompletableFuture<InfoDesk.State> whole = seen.thenApplyAsync(info::listed, lists);
      states.add(
          CompletableFuture.anyOf(whole, over)
              .thenApply(either -> whole.isDone() ? whole.join() : seen.getNow(silent)));
    }
    List<Upgrade> latest = journal.newest(wanted == null ? null : shown.get(0).name(), LATEST);
    return Answer.of(
        StatusView.of(states.stream().map(CompletableFuture::join).toList(), listing, latest));
  }

  private InfoDesk.State silent(InstanceSettings settings) {
    return new InfoDesk.State(
        settings,
        null,
        "not known: it or its engine did not answer in time",
        null,
        List.of(),
        "",
        journal.activeFor(settings.name()).orElse(null));
  }
}
