package dev.inedobot.demo.workspace;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.jspecify.annotations.Nullable;

/**
 * One of the bot's connections, on Slack's side. Public because Jetty calls it; nobody else makes
 * one.
 */
public final class SocketConnection implements Session.Listener.AutoDemanding {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int NORMAL = 1000;

  private final Consumer<SocketConnection> opened;
  private final Consumer<SocketConnection> closed;
  private final Consumer<JsonNode> acknowledged;
  private volatile @Nullable Session session;

  SocketConnection(
      Consumer<SocketConnection> opened,
      Consumer<SocketConnection> closed,
      Consumer<JsonNode> acknowledged) {
    this.opened = opened;
    this.closed = closed;
    this.acknowledged = acknowledged;
  }

  @Override
  public void onWebSocketOpen(Session open) {
    session = open;
    opened.accept(this);
  }

  @Override
  public void onWebSocketText(String message) {
    try {
      acknowledged.accept(JSON.readTree(message));
    } catch (JsonProcessingException noJson) {
      // Slack ignores what it does not understand.
    }
  }

  @Override
  public void onWebSocketError(Throwable cause) {
    closed.accept(this);
  }

  @Override
  public void onWebSocketClose(int status, String reason, Callback callback) {
    closed.accept(this);
    callback.succeed();
  }

  void send(JsonNode message) {
    Session open = session;
    if (open != null) {
      open.sendText(message.toString(), Callback.NOOP);
    }
  }

  void ping() {
    Session open = session;
    if (open != null && open.isOpen()) {
      open.sendPing(
          ByteBuffer.wrap("Ping from local".getBytes(StandardCharsets.UTF_8)), Callback.NOOP);
    }
  }

  /** Says farewell. */
  void close() {
    Session open = session;
    if (open != null) {
      open.close(NORMAL, "", Callback.NOOP);
    }
  }

  /** Ends it without a word, as a network does. */
  void drop() {
    Session open = session;
    if (open != null) {
      open.disconnect();
    }
  }
}
