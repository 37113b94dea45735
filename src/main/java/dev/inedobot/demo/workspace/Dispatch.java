package dev.inedobot.demo.workspace;

import com.fasterxml.jackson.databind.JsonNode;
import com.slack.api.app_backend.SlackSignature;
import dev.inedobot.demo.workspace.Delivery.Sent;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Brings to the bot what people do, signed, and waits for its acknowledgement. */
final class Dispatch {
  private final Team team;
  private final Clock clock;
  private final Sender sender;
  private final Traffic traffic;
  private volatile @Nullable URI bot;
  private volatile boolean twice;

  /**
   * @param patience how long an acknowledgement may take
   */
  Dispatch(Team team, Clock clock, Duration patience, Traffic traffic) {
    this.team = team;
    this.clock = clock;
    this.traffic = traffic;
    sender = new Sender(patience);
  }

  void to(URI slackEvents) {
    bot = slackEvents;
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
    String timestamp = Long.toString(clock.instant().getEpochSecond());
    String signature = new SlackSignature.Generator(team.signingSecret()).generate(timestamp, body);
    Sent sent = new Sent(body, timestamp, signature, who, where, command);
    Delivery first = send(sent);
    if (twice) {
      send(sent);
    }
    return first;
  }

  /** The same body, date and signature once more. */
  Delivery send(Sent sent) {
    Delivery delivery = overHttp(sent);
    JsonNode form = Carried.of(sent.body());
    traffic.add(
        sent.signature().isEmpty() ? "socket" : "HTTP",
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
