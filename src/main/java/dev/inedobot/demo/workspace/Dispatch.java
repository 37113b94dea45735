package dev.inedobot.demo.workspace;

import com.fasterxml.jackson.databind.JsonNode;
import com.slack.api.app_backend.SlackSignature;
import dev.inedobot.demo.workspace.Delivery.Sent;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Brings to the bot what people do, signed or by its connections, and waits for its
 * acknowledgement.
 */
final class Dispatch {
  private final Team team;
  private final Clock clock;
  private final Sender sender;
  private final Sockets sockets;
  private final Traffic traffic;
  private volatile @Nullable URI bot;
  private volatile boolean socketMode;
  private volatile boolean twice;

  /**
   * @param patience how long an acknowledgement may take
   */
  Dispatch(Team team, Clock clock, Duration patience, Sockets sockets, Traffic traffic) {
    this.sockets = sockets;
    this.team = team;
    this.clock = clock;
    this.traffic = traffic;
    sender = new Sender(patience);
  }

  void to(URI slackEvents) {
    bot = slackEvents;
    socketMode = false;
  }

  /** By the connections that the bot opens, instead of signed HTTP. */
  void toConnections() {
    socketMode = true;
  }

  /** From now on each request goes out twice, the same both times, and the first answer counts. */
  void twice(boolean isTwice) {
    twice = isTwice;
  }

  boolean isTwice() {
    return twice;
  }

  /**
   * Returns when it is acknowledged or Slack gave up.
   *
   * @param command the slash command with its slash, or empty for what is no command
   */
  Delivery send(String body, Member who, Channel where, String command) {
    Sent sent =
        socketMode
            ? new Sent(Sockets.envelope(body), "", "", who, where, command)
            : signed(body, who, where, command);
    Delivery first = send(sent);
    if (twice) {
      send(sent);
    }
    return first;
  }

  private Sent signed(String body, Member who, Channel where, String command) {
    String timestamp = Long.toString(clock.instant().getEpochSecond());
    String signature = new SlackSignature.Generator(team.signingSecret()).generate(timestamp, body);
    return new Sent(body, timestamp, signature, who, where, command);
  }

  /** The same body, date and signature once more, or the same envelope. */
  Delivery send(Sent sent) {
    boolean bySocket = sent.signature().isEmpty();
    Delivery delivery = bySocket ? sockets.send(sent) : overHttp(sent);
    JsonNode form = Carried.of(sent.body());
    traffic.add(
        bySocket ? "socket" : "HTTP",
        "→ %s by %s".formatted(Carried.deed(form), sent.who().name()),
        Carried.readable(form),
        delivery.status() == 0 ? delivery.body() : Integer.toString(delivery.status()),
        !delivery.inTime(),
        delivery.took());
    return delivery;
  }

  private Delivery overHttp(Sent sent) {
    URI to = bot;
    if (to == null) {
      throw new IllegalStateException("Nobody said where the bot is: call sendTo first");
    }
    return sender.send(to, sent);
  }
}
