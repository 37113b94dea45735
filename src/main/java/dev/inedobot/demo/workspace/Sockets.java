package dev.inedobot.demo.workspace;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.server.ServerUpgradeRequest;
import org.eclipse.jetty.websocket.server.ServerUpgradeResponse;
import org.jspecify.annotations.Nullable;

/**
 * Slack's side of Socket Mode (Slack docs, Using Socket Mode): gives addresses that are good once,
 * greets, pings, and sends each envelope by one of the open connections. An envelope that is not
 * acknowledged in time is not sent again. Safe for several threads.
 */
final class Sockets implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST = 10;
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final long PING_MILLIS = 3_000;
  private static final long LEAVING_MILLIS = 2_000;
  private static final String TICKET = "ticket";

  private final Team team;
  private final Duration patience;
  private final Set<String> tickets = new HashSet<>();
  private final List<SocketConnection> open = new ArrayList<>();
  private final Set<SocketConnection> leaving = new HashSet<>();
  private final Map<String, CompletableFuture<JsonNode>> awaited = new ConcurrentHashMap<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(Sockets::thread);
  private volatile String address = "";
  private int turn;

  Sockets(Team team, Duration patience) {
    this.team = team;
    this.patience = patience;
    var unused =
        timer.scheduleWithFixedDelay(this::ping, PING_MILLIS, PING_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void ping() {
    for (SocketConnection connection : connections()) {
      try {
        connection.ping();
      } catch (RuntimeException ending) {
        // It is ending at this moment; the others are pinged all the same.
      }
    }
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "workspace-sockets");
    thread.setDaemon(true);
    return thread;
  }

  /** Where the server is: {@code http://…} without a slash at the end. */
  void at(String server) {
    address = server.replaceFirst("^http", "ws");
  }

  /** A new address for one connection. */
  synchronized String give() {
    String ticket = Tokens.secretPath();
    tickets.add(ticket);
    return "%s/link/?%s=%s&app_id=%s".formatted(address, TICKET, ticket, team.appId());
  }

  /** Takes a connection, or refuses it by returning null. */
  @Nullable Object accept(
      ServerUpgradeRequest request, ServerUpgradeResponse response, Callback callback) {
    String ticket = Request.extractQueryParameters(request).getValue(TICKET);
    synchronized (this) {
      if (ticket != null && tickets.remove(ticket)) {
        return new SocketConnection(this::opened, this::closed, this::acknowledged);
      }
    }
    Response.writeError(request, response, callback, NOT_FOUND);
    return null;
  }

  private void opened(SocketConnection connection) {
    int count;
    synchronized (this) {
      count = open.size() + 1;
      if (count <= MOST) {
        open.add(connection);
      }
    }
    if (count > MOST) {
      connection.send(disconnect("too_many_websockets"));
      connection.close();
      return;
    }
    ObjectNode hello = SlackJson.object().put("type", "hello").put("num_connections", count);
    hello.putObject("debug_info").put("host", "local").put("approximate_connection_time", 18_060);
    hello.putObject("connection_info").put("app_id", team.appId());
    connection.send(hello);
  }

  private synchronized void closed(SocketConnection connection) {
    open.remove(connection);
    leaving.remove(connection);
  }

  private void acknowledged(JsonNode message) {
    CompletableFuture<JsonNode> waiting = awaited.remove(message.path("envelope_id").asText());
    if (waiting != null) {
      waiting.complete(message);
    }
  }

  private static ObjectNode disconnect(String reason) {
    ObjectNode message = SlackJson.object().put("type", "disconnect").put("reason", reason);
    message.putObject("debug_info").put("host", "local");
    return message;
  }

  /** Those that are open and that Slack does not want replaced. */
  synchronized List<SocketConnection> connections() {
    return open.stream().filter(connection -> !leaving.contains(connection)).toList();
  }

  /** Ends all connections without a word. */
  void dropAll() {
    List<SocketConnection> all;
    synchronized (this) {
      all = List.copyOf(open);
      open.clear();
    }
    all.forEach(SocketConnection::drop);
  }

  /**
   * Tells the bot to replace all connections, and ends them a little later.
   *
   * @param reason {@code warning} or {@code refresh_requested}
   */
  void refresh(String reason) {
    List<SocketConnection> all = connections();
    synchronized (this) {
      leaving.addAll(all);
    }
    all.forEach(connection -> connection.send(disconnect(reason)));
    var unused =
        timer.schedule(
            () -> all.forEach(SocketConnection::close), LEAVING_MILLIS, TimeUnit.MILLISECONDS);
  }

  private synchronized Optional<SocketConnection> next() {
    List<SocketConnection> connections = connections();
    return connections.isEmpty()
        ? Optional.empty()
        : Optional.of(connections.get(turn++ % connections.size()));
  }

  /**
   * The envelope of what Slack would send over HTTP.
   *
   * @param form the body: a command's fields, or a payload
   */
  static String envelope(String form) {
    ObjectNode fields = SlackJson.object();
    for (String field : form.split("&", -1)) {
      int equals = field.indexOf('=');
      fields.put(
          field.substring(0, equals),
          URLDecoder.decode(field.substring(equals + 1), StandardCharsets.UTF_8));
    }
    ObjectNode envelope =
        SlackJson.object()
            .put("envelope_id", UUID.randomUUID().toString())
            .put("type", fields.has("payload") ? "interactive" : "slash_commands")
            .put("accepts_response_payload", true);
    envelope.set("payload", fields.has("payload") ? read(fields.path("payload").asText()) : fields);
    return envelope.toString();
  }

  private static JsonNode read(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException ours) {
      throw new IllegalArgumentException("No JSON: " + json, ours);
    }
  }

  /**
   * Sends an envelope by one of the connections and waits for its acknowledgement as long as Slack
   * does.
   */
  Delivery send(Delivery.Sent sent) {
    long start = System.nanoTime();
    Optional<SocketConnection> by = next();
    if (by.isEmpty()) {
      return new Delivery(0, "no connection is open", since(start), false, sent);
    }
    JsonNode envelope = read(sent.body());
    String id = envelope.path("envelope_id").asText();
    CompletableFuture<JsonNode> acknowledgement = new CompletableFuture<>();
    awaited.put(id, acknowledgement);
    by.get().send(envelope);
    try {
      JsonNode answer = acknowledgement.get(patience.toNanos(), TimeUnit.NANOSECONDS);
      JsonNode payload = answer.path("payload");
      String body = payload.isMissingNode() || payload.isNull() ? "" : payload.toString();
      return new Delivery(OK, body, since(start), true, sent);
    } catch (TimeoutException late) {
      String why = "no acknowledgement within " + patience.toMillis() + " ms";
      return new Delivery(0, why, since(start), false, sent);
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return new Delivery(0, "interrupted", since(start), false, sent);
    } finally {
      awaited.remove(id, acknowledgement);
    }
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
