package dev.inedobot.slack.socket;

import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Slack over connections that the bot opens, so that it needs no address that Slack reaches. Two
 * are kept, so that one that ends, as Slack has each do after a while, holds nothing up. Safe for
 * several threads.
 */
public final class SocketMode implements AutoCloseable {
  private static final int CONNECTIONS = 2;

  private final SocketTimes times;
  private final Intake intake;
  private final List<SocketKeeper> keepers = new ArrayList<>();

  private SocketMode(EnvelopeListener listener, SocketTimes times) {
    this.times = times;
    this.intake = new Intake(listener, times.patience());
  }

  /**
   * Begins to open connections; returns at once. They are opened anew whenever they end, until it
   * is closed.
   *
   * @param proxy through which they go; null for none. It is not used to this machine itself
   */
  public static SocketMode start(
      SocketAddresses addresses,
      EnvelopeListener listener,
      @Nullable InetSocketAddress proxy,
      SocketTimes times) {
    SocketMode started = new SocketMode(listener, times);
    HttpClient direct = client(HttpClient.Builder.NO_PROXY, times);
    HttpClient proxied = proxy == null ? direct : client(ProxySelector.of(proxy), times);
    for (int number = 1; number <= CONNECTIONS; number++) {
      SocketKeeper keeper =
          new SocketKeeper(
              "slack-socket-" + number,
              addresses,
              address -> isHere(address) ? direct : proxied,
              started.intake,
              times);
      started.keepers.add(keeper);
      keeper.start();
    }
    return started;
  }

  private static HttpClient client(ProxySelector proxy, SocketTimes times) {
    return HttpClient.newBuilder().connectTimeout(times.opening()).proxy(proxy).build();
  }

  private static boolean isHere(URI address) {
    return "127.0.0.1".equals(address.getHost()) || "localhost".equals(address.getHost());
  }

  /** How many connections live: Slack has greeted, and something came by them lately. */
  public int live() {
    return (int) keepers.stream().filter(keeper -> keeper.lives(times.silence())).count();
  }

  /** How long ago anything came by a connection that lives; empty if none does. */
  public Optional<Duration> quiet() {
    return keepers.stream()
        .filter(keeper -> keeper.lives(times.silence()))
        .map(SocketKeeper::quiet)
        .flatMap(Optional::stream)
        .min(Comparator.naturalOrder());
  }

  /** Why nothing comes from Slack; empty while a connection lives. Asks nobody. */
  public Optional<String> problem() {
    if (live() > 0) {
      return Optional.empty();
    }
    String reasons =
        String.join("; ", keepers.stream().map(SocketKeeper::trouble).distinct().toList());
    return Optional.of("no connection to Slack lives: " + reasons);
  }

  /**
   * Takes nothing more, waits until what was taken is acknowledged, and ends the connections, in
   * this order: nothing is acknowledged that is not done.
   */
  @Override
  public void close() {
    keepers.forEach(SocketKeeper::leaveOff);
    intake.close();
    keepers.parallelStream().forEach(SocketKeeper::close);
  }
}
