package dev.inedobot.demo.workspace;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What there is and what happens, as server-sent events for one person's page. */
final class Happenings {
  private static final int SECONDS_BETWEEN_SIGNS_OF_LIFE = 10;

  private final Page page;
  private final Changes changes;
  private final OpenViews views;
  private final Traffic traffic;
  private final Faults faults;

  Happenings(Page page, Changes changes, OpenViews views, Traffic traffic, Faults faults) {
    this.page = page;
    this.changes = changes;
    this.views = views;
    this.traffic = traffic;
    this.faults = faults;
  }

  /** Until the page is gone. */
  void stream(Member who, PrintWriter out) {
    BlockingQueue<String> events = new LinkedBlockingQueue<>();
    Runnable endTraffic = traffic.tell(entry -> events.add(event("traffic", page.traffic(entry))));
    Runnable endViews =
        views.tell(
            held -> {
              if (held.who().equals(who)) {
                events.add(event("modal", page.modal(held)));
              }
            });
    Runnable endChanges =
        changes.tell(
            change -> {
              if (page.isFor(who, change)) {
                events.add(event("message", page.message(change)));
              }
            });
    try {
      out.write(world(who));
      page.visible(who).forEach(change -> out.write(event("message", page.message(change))));
      traffic.all().forEach(entry -> out.write(event("traffic", page.traffic(entry))));
      views.of(who).ifPresent(held -> out.write(event("modal", page.modal(held))));
      out.write(event("ready", SlackJson.object()));
      while (!out.checkError()) {
        String next = events.poll(SECONDS_BETWEEN_SIGNS_OF_LIFE, TimeUnit.SECONDS);
        // The world too: people and channels may have been added.
        out.write(next == null ? world(who) : next);
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    } finally {
      endChanges.run();
      endViews.run();
      endTraffic.run();
    }
  }

  private String world(Member who) {
    ObjectNode world = page.world(who);
    world.set("faults", faults.now());
    return event("world", world);
  }

  private static String event(String name, ObjectNode data) {
    return "event: %s\ndata: %s\n\n".formatted(name, data);
  }
}
