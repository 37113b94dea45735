package dev.inedobot.demo.workspace;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells listeners what became visible, in order, on one thread. */
final class Changes implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Changes.class);

  private final List<Consumer<Change>> listeners = new CopyOnWriteArrayList<>();
  private final ExecutorService teller = Executors.newSingleThreadExecutor(Changes::thread);

  /** Returns what ends it. */
  Runnable tell(Consumer<Change> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  void happened(Change change) {
    if (teller.isShutdown()) {
      return;
    }
    teller.execute(() -> listeners.forEach(listener -> tell(listener, change)));
  }

  private static void tell(Consumer<Change> listener, Change change) {
    try {
      listener.accept(change);
    } catch (RuntimeException theirs) {
      LOG.error("A listener of the local workspace failed", theirs);
    }
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "workspace-changes");
    thread.setDaemon(true);
    return thread;
  }

  /** What has happened is still told. */
  @Override
  public void close() {
    teller.shutdown();
  }
}
