package dev.inedobot.demo.workspace;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes what the workspace sends to the bot, and acknowledges it as a test says. */
final class Receiver implements AutoCloseable {
  private final HttpServer server;
  private final List<Taken> taken = new CopyOnWriteArrayList<>();
  private volatile int status = 200;
  private volatile String acknowledgement = "";
  private volatile Duration delay = Duration.ZERO;

  record Taken(String body, String timestamp, String signature) {
    Map<String, String> form() {
      Map<String, String> form = new LinkedHashMap<>();
      for (String field : body.split("&", -1)) {
        int equals = field.indexOf('=');
        form.put(
            field.substring(0, equals),
            URLDecoder.decode(field.substring(equals + 1), StandardCharsets.UTF_8));
      }
      return form;
    }

    /** A field that must be there. */
    String field(String name) {
      String value = form().get(name);
      if (value == null) {
        throw new AssertionError("no " + name + " in " + body);
      }
      return value;
    }
  }

  Receiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/slack/events", this::take);
    server.start();
  }

  private void take(HttpExchange exchange) throws IOException {
    taken.add(
        new Taken(
            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
            exchange.getRequestHeaders().getFirst("X-Slack-Request-Timestamp"),
            exchange.getRequestHeaders().getFirst("X-Slack-Signature")));
    try {
      Thread.sleep(delay.toMillis());
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
    byte[] body = acknowledgement.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  void acknowledge(int withStatus, String body) {
    status = withStatus;
    acknowledgement = body;
  }

  void late(Duration by) {
    delay = by;
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/slack/events");
  }

  Taken last() {
    return taken.get(taken.size() - 1);
  }

  List<Taken> all() {
    return taken;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
