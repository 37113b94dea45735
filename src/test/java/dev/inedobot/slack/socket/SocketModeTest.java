package dev.inedobot.slack.socket;

import static org.assertj.core.api.Assertions.assertThat;

import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import dev.inedobot.demo.workspace.Channel;
import dev.inedobot.demo.workspace.Delivery;
import dev.inedobot.demo.workspace.LocalWorkspace;
import dev.inedobot.demo.workspace.Member;
import dev.inedobot.slack.socket.SocketAddresses.NoAddress;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The connections, against a workspace that behaves as Slack does. */
final class SocketModeTest {
  private static final SocketTimes FAST =
      new SocketTimes(
          Duration.ofMillis(800),
          Duration.ofSeconds(3),
          Duration.ofMillis(300),
          Duration.ofSeconds(3),
          Duration.ofMillis(300),
          Duration.ofMillis(50),
          Duration.ofMillis(200),
          Duration.ofSeconds(3));

  private final LocalWorkspace workspace =
      LocalWorkspace.start(Clock.systemUTC(), Duration.ofSeconds(2));
  private final Channel ops = workspace.channel("ops");
  private final Member alice = workspace.member("alice");
  private final AtomicInteger acts = new AtomicInteger();
  private final AtomicInteger asked = new AtomicInteger();
  private volatile boolean throwing;
  private @Nullable SocketMode socket;

  @AfterEach
  void leave() {
    SocketMode started = socket;
    if (started != null) {
      started.close();
    }
    workspace.close();
  }

  private final class Listener implements EnvelopeListener {
    @Override
    public Acknowledgement take(Envelope envelope) {
      acts.incrementAndGet();
      if (throwing) {
        throw new IllegalStateException("on purpose");
      }
      return Acknowledgement.with("{\"text\":\"taken\"}");
    }

    @Override
    public Acknowledgement instead(Envelope envelope, Shortcoming why) {
      return Acknowledgement.with("{\"text\":\"%s\"}".formatted(why));
    }

    @Override
    public void afterwards(Envelope envelope, String payload) {
      throw new IllegalStateException("Nothing takes long here");
    }
  }

  private URI address() throws NoAddress {
    asked.incrementAndGet();
    SlackConfig config = new SlackConfig();
    config.setMethodsEndpointUrlPrefix(workspace.apiUrl());
    try {
      return URI.create(Slack.getInstance(config).issueSocketModeUrl(workspace.appToken()));
    } catch (Exception away) {
      throw new NoAddress("Slack is away", Duration.ZERO, true, away);
    }
  }

  private SocketMode start(SocketAddresses addresses) {
    workspace.sendToConnections();
    SocketMode started = SocketMode.start(addresses, new Listener(), null, FAST);
    socket = started;
    return started;
  }

  private SocketMode connected() {
    SocketMode started = start(this::address);
    awaitTwo(started);
    return started;
  }

  private void awaitTwo(SocketMode started) {
    Awaitility.await("two connections")
        .atMost(Duration.ofSeconds(20))
        .until(() -> started.live() == 2 && workspace.connections() == 2);
  }

  private Delivery command() {
    return workspace.type(alice, ops, "/inedo status");
  }

  @Test
  void keepsTwoConnectionsAndTakesWhatComesByEither() {
    SocketMode started = connected();
    for (int i = 0; i < 4; i++) {
      assertThat(command().inTime()).isTrue();
    }
    assertThat(acts).hasValue(4);
    assertThat(workspace.shownOnlyTo(alice)).containsExactly("taken", "taken", "taken", "taken");
    assertThat(started.problem()).isEmpty();
    assertThat(started.quiet()).isPresent();
  }

  @Test
  void acknowledgesThoughTheListenerThrows() {
    connected();
    throwing = true;
    Delivery delivery = command();
    assertThat(delivery.inTime()).isTrue();
    assertThat(delivery.body()).contains("FAILED");
  }

  @Test
  void connectsAnewWhenBothAreDropped() {
    SocketMode started = connected();
    for (int round = 1; round <= 3; round++) {
      workspace.dropConnections();
      awaitTwo(started);
      assertThat(command().inTime()).isTrue();
    }
    assertThat(acts).hasValue(3);
  }

  @Test
  void replacesThoseThatSlackWantsReplacedWithoutAGap() {
    SocketMode started = connected();
    for (String reason : List.of("warning", "refresh_requested")) {
      workspace.refreshConnections(reason);
      awaitTwo(started);
      assertThat(command().inTime()).isTrue();
    }
    assertThat(asked).hasValueGreaterThanOrEqualTo(6);
  }

  @Test
  void actsOnceOnAnEnvelopeThatComesByBoth() {
    connected();
    Delivery first = command();
    for (int i = 0; i < 4; i++) {
      Delivery again = workspace.redeliver(first);
      assertThat(again.inTime()).isTrue();
      assertThat(again.body()).isEqualTo(first.body());
    }
    assertThat(acts).hasValue(1);
  }

  @Test
  void saysThatNothingComesWhileSlackIsAwayAndConnectsWhenItIsBack() {
    workspace.apiDown(true);
    SocketMode started = start(this::address);
    Awaitility.await("both were tried")
        .until(
            () ->
                started
                    .problem()
                    .equals(Optional.of("no connection to Slack lives: Slack is away")));
    assertThat(asked).hasValueGreaterThan(1);
    assertThat(started.quiet()).isEmpty();
    workspace.apiDown(false);
    awaitTwo(started);
    assertThat(started.problem()).isEmpty();
  }

  @Test
  void closesPolitelyAndOpensNothingAnyMore() {
    SocketMode started = connected();
    started.close();
    int before = asked.get();
    Awaitility.await("they are gone").until(() -> workspace.connections() == 0);
    Delivery late = command();
    assertThat(late.inTime()).isFalse();
    assertThat(workspace.shownOnlyTo(alice))
        .containsExactly("/inedo failed with the error \"operation_timeout\"");
    assertThat(asked).hasValue(before);
  }

  /** A server that takes connections and never says anything. */
  @Test
  void givesUpOneThatNeverGreetsAndAsksForAnother() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      URI nowhere = URI.create("ws://127.0.0.1:%d/link".formatted(silent.getLocalPort()));
      List<URI> given = new CopyOnWriteArrayList<>();
      SocketMode started =
          start(
              () -> {
                URI next = given.size() < 2 ? nowhere : address();
                given.add(next);
                return next;
              });
      assertThat(started.problem()).isPresent();
      awaitTwo(started);
      assertThat(given).hasSizeGreaterThanOrEqualTo(4);
    }
  }
}
