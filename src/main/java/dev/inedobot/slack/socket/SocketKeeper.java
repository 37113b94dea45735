package dev.inedobot.slack.socket;

import dev.inedobot.slack.socket.SocketAddresses.NoAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps one connection open, on a thread of its own: whenever it ends there is another. */
final class SocketKeeper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SocketKeeper.class);

  private static final long LAST_MILLIS = 500;

  private final String name;
  private final SocketAddresses addresses;
  private final Function<URI, HttpClient> clients;
  private final Intake intake;
  private final SocketTimes times;
  private final Backoff backoff;
  private final Thread thread;
  private final CountDownLatch ending = new CountDownLatch(1);

  /** What is open, the newest last. Guards itself. */
  private final List<SocketLink> open = new ArrayList<>();

  private volatile String trouble = "not connected yet";

  SocketKeeper(
      String name,
      SocketAddresses addresses,
      Function<URI, HttpClient> clients,
      Intake intake,
      SocketTimes times) {
    this.name = name;
    this.addresses = addresses;
    this.clients = clients;
    this.intake = intake;
    this.times = times;
    this.backoff = new Backoff(times.shortest(), times.longest());
    this.thread = new Thread(this::keep, name);
    this.thread.setDaemon(true);
  }

  /** A connection could not be opened, or did not last. */
  private static final class LinkFailed extends Exception {
    private static final long serialVersionUID = 1L;

    LinkFailed(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  void start() {
    thread.start();
  }

  private boolean isEnding() {
    return ending.getCount() == 0;
  }

  private void keep() {
    try {
      while (!isEnding()) {
        Duration pause = once();
        if (ending.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
          return;
        }
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  /** Opens a connection and stays with it to its end; how long to wait before the next. */
  private Duration once() throws InterruptedException {
    try {
      SocketLink link = opened();
      LOG.info("{}: connected to Slack", name);
      watch(link);
      // One that Slack wants replaced may still bring something, but not for long.
      part(link);
      trouble = link.why();
      if (isEnding()) {
        return Duration.ZERO;
      }
      LOG.info("{}: {}", name, trouble);
      if (link.age().compareTo(times.proven()) >= 0) {
        backoff.reset();
        return Duration.ZERO;
      }
      return backoff.next();
    } catch (NoAddress refused) {
      return failed(refused, refused.pause());
    } catch (LinkFailed failed) {
      return failed(failed, Duration.ZERO);
    } catch (RuntimeException unforeseen) {
      LOG.error("{}: an error of my own", name, unforeseen);
      trouble = unforeseen.toString();
      return backoff.next();
    }
  }

  private Duration failed(Exception failure, Duration atLeast) {
    trouble = String.valueOf(failure.getMessage());
    Duration pause = backoff.next();
    Duration wait = pause.compareTo(atLeast) < 0 ? atLeast : pause;
    if (!isEnding()) {
      LOG.warn("{}: {}; trying again in {} ms", name, trouble, wait.toMillis());
    }
    return wait;
  }

  /** A connection that Slack has greeted. The ones before it part. */
  private SocketLink opened() throws NoAddress, LinkFailed, InterruptedException {
    URI address = addresses.next();
    if (isEnding()) {
      throw new InterruptedException("The bot is ending");
    }
    SocketLink link = new SocketLink(name, intake);
    CompletableFuture<?> connecting =
        clients
            .apply(address)
            .newWebSocketBuilder()
            .connectTimeout(times.opening())
            .buildAsync(address, link);
    try {
      connecting.get(times.opening().toMillis(), TimeUnit.MILLISECONDS);
      if (!link.greets(times.opening())) {
        throw new LinkFailed("Slack did not greet: " + link.why(), null);
      }
    } catch (ExecutionException lost) {
      throw given(link, "Slack can't be connected to: " + lost.getCause(), lost);
    } catch (TimeoutException late) {
      throw given(link, "Slack can't be connected to: it did not answer in time", late);
    } catch (LinkFailed silent) {
      throw given(link, String.valueOf(silent.getMessage()), silent);
    } catch (InterruptedException stopping) {
      link.abort("the bot is ending");
      throw stopping;
    }
    synchronized (open) {
      if (isEnding()) {
        link.abort("the bot is ending");
        throw new InterruptedException("The bot is ending");
      }
      open.forEach(this::part);
      open.removeIf(old -> !old.isOpen());
      open.add(link);
    }
    return link;
  }

  private static LinkFailed given(SocketLink link, String why, Exception cause) {
    link.abort(why);
    return new LinkFailed(why, cause);
  }

  /** Slack ends it when it has sent what it had for it; if it does not, it is ended here. */
  private void part(SocketLink old) {
    CompletableFuture.delayedExecutor(times.parting().toMillis(), TimeUnit.MILLISECONDS)
        .execute(() -> old.abort("it was replaced"));
  }

  /** Returns when it is time for another connection. */
  private void watch(SocketLink link) throws InterruptedException {
    while (!isEnding() && !link.isLeft(times.heartbeat())) {
      if (link.quiet().compareTo(times.silence()) > 0) {
        link.abort("nothing came for %d s".formatted(link.quiet().toSeconds()));
        return;
      }
      link.ping();
    }
  }

  private Optional<SocketLink> newest() {
    synchronized (open) {
      return open.isEmpty() ? Optional.empty() : Optional.of(open.get(open.size() - 1));
    }
  }

  /** Whether there is a connection by which something came within this time. */
  boolean lives(Duration silence) {
    return newest()
        .filter(link -> link.isLive() && link.quiet().compareTo(silence) <= 0)
        .isPresent();
  }

  /** How long ago anything came; empty if nothing is open. */
  Optional<Duration> quiet() {
    return newest().filter(SocketLink::isLive).map(SocketLink::quiet);
  }

  /** What ended the last connection, or kept one from being opened. */
  String trouble() {
    return trouble;
  }

  /** Opens no more connections; those that are open stay. */
  void leaveOff() {
    ending.countDown();
  }

  @Override
  public void close() {
    leaveOff();
    thread.interrupt();
    List<SocketLink> last;
    synchronized (open) {
      last = List.copyOf(open);
    }
    try {
      for (SocketLink link : last) {
        if (link.isOpen()) {
          link.close();
        }
      }
      thread.join(LAST_MILLIS);
    } catch (InterruptedException hurried) {
      last.forEach(link -> link.abort("the bot is ending"));
      Thread.currentThread().interrupt();
    }
  }
}
