package dev.inedobot.slack.socket;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection to Slack, from its opening to its end. An acknowledgement goes back by the
 * connection that its envelope came by. Safe for several threads.
 */
final class SocketLink implements WebSocket.Listener {
  private static final Logger LOG = LoggerFactory.getLogger(SocketLink.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LARGEST = 4 * 1024 * 1024;
  private static final long CLOSING_MILLIS = 1_000;

  private final String name;
  private final Intake intake;
  private final long began = System.nanoTime();

  /** Open until Slack says hello, or it won't any more. */
  private final CountDownLatch greeted = new CountDownLatch(1);

  /** Open while the connection is one to stay with. */
  private final CountDownLatch leave = new CountDownLatch(1);

  private final CountDownLatch ended = new CountDownLatch(1);
  private final StringBuilder received = new StringBuilder();
  private volatile long heard = System.nanoTime();
  private volatile boolean hello;
  private volatile @Nullable String why;

  /** Guarded by this, as is the next: one thing is sent at a time. */
  private CompletableFuture<?> sending = CompletableFuture.completedFuture(null);

  private @Nullable WebSocket socket;

  /**
   * @param name tells it from others in the log
   */
  SocketLink(String name, Intake intake) {
    this.name = name;
    this.intake = intake;
  }

  @Override
  public void onOpen(WebSocket opened) {
    synchronized (this) {
      socket = opened;
    }
    if (isOpen()) {
      opened.request(1);
    } else {
      // It was given up while it was being opened.
      opened.abort();
    }
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    heard = System.nanoTime();
    received.append(data);
    if (received.length() > LARGEST) {
      abort("a message was too large");
      return null;
    }
    if (last) {
      String text = received.toString();
      received.setLength(0);
      message(text);
    }
    from.request(1);
    return null;
  }

  private void message(String text) {
    JsonNode message;
    try {
      message = JSON.readTree(text);
    } catch (JsonProcessingException noJson) {
      LOG.info("{}: something came that is no JSON", name);
      return;
    }
    switch (message.path("type").asText()) {
      case "hello" -> {
        hello = true;
        greeted.countDown();
      }
      case "disconnect" -> {
        why = "Slack wants it replaced (" + message.path("reason").asText() + ")";
        leave.countDown();
        greeted.countDown();
      }
      default -> {
        if (!message.path("envelope_id").asText().isEmpty()) {
          intake.take(Envelope.of(message, text), this::send);
        }
      }
    }
  }

  /** Slack's pings; they are answered by the client itself. */
  @Override
  public @Nullable CompletionStage<?> onPing(WebSocket from, ByteBuffer message) {
    heard = System.nanoTime();
    from.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onPong(WebSocket from, ByteBuffer message) {
    heard = System.nanoTime();
    from.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
    over("Slack closed it (%d)".formatted(status));
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    over("it broke: " + error);
  }

  private void over(String reason) {
    if (why == null) {
      why = reason;
    }
    ended.countDown();
    leave.countDown();
    greeted.countDown();
  }

  private void send(String text) {
    send(to -> to.sendText(text, true));
  }

  /** Shows the other side that somebody is here; its answer is heard. */
  void ping() {
    send(to -> to.sendPing(ByteBuffer.allocate(0)));
  }

  private synchronized void send(Function<WebSocket, CompletableFuture<WebSocket>> message) {
    WebSocket to = socket;
    if (to != null) {
      sending =
          sending
              .handle((before, failure) -> failure)
              .thenCompose(turn -> message.apply(to))
              .whenComplete(
                  (sent, failure) -> {
                    if (failure != null && isOpen()) {
                      LOG.warn("{}: something could not be sent: {}", name, failure.toString());
                    }
                  });
    }
  }

  /** Whether Slack says hello within the time. */
  boolean greets(Duration time) throws InterruptedException {
    return greeted.await(time.toMillis(), TimeUnit.MILLISECONDS) && hello;
  }

  /** Whether it is time for another connection, which is waited for so long. */
  boolean isLeft(Duration time) throws InterruptedException {
    return leave.await(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  boolean isOpen() {
    return ended.getCount() > 0;
  }

  /** Whether envelopes come by it: Slack has greeted, and it has not ended. */
  boolean isLive() {
    return hello && isOpen();
  }

  /** How long ago anything came. */
  Duration quiet() {
    return Duration.ofNanos(System.nanoTime() - heard);
  }

  Duration age() {
    return Duration.ofNanos(System.nanoTime() - began);
  }

  /** Why it ended or is to be left. */
  String why() {
    String reason = why;
    return reason == null ? "nobody knows why" : reason;
  }

  /** Ends it at once. */
  void abort(String reason) {
    over(reason);
    WebSocket open;
    synchronized (this) {
      open = socket;
    }
    if (open != null) {
      open.abort();
    }
  }

  /**
   * Ends it once all was sent. After its farewell Slack leaves the connection open, so that is not
   * waited for.
   */
  void close() throws InterruptedException {
    send(to -> to.sendClose(WebSocket.NORMAL_CLOSURE, ""));
    if (!ended.await(CLOSING_MILLIS, TimeUnit.MILLISECONDS)) {
      LOG.debug("{}: Slack did not answer the farewell", name);
    }
    abort("it was closed");
  }
}
