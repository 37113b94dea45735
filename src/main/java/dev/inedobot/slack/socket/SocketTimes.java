package dev.inedobot.slack.socket;

import java.time.Duration;

/**
 * How long things may take.
 *
 * @param patience after what time an envelope is acknowledged in any case; Slack's is three seconds
 * @param opening how long a connection may take until Slack says hello
 * @param heartbeat how often a ping is sent
 * @param silence after what time without any message a connection counts as dead
 * @param proven how long a connection has to last so that its end is no failure
 * @param shortest the wait before the first try after a failure; it doubles each time
 * @param longest the longest such wait
 * @param parting how long a connection stays open that Slack wants replaced
 */
public record SocketTimes(
    Duration patience,
    Duration opening,
    Duration heartbeat,
    Duration silence,
    Duration proven,
    Duration shortest,
    Duration longest,
    Duration parting) {

  /** What suits Slack. */
  public static final SocketTimes SLACKS =
      new SocketTimes(
          Duration.ofMillis(2_200),
          Duration.ofSeconds(10),
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          Duration.ofSeconds(10),
          Duration.ofSeconds(1),
          Duration.ofSeconds(30),
          Duration.ofSeconds(30));
}
