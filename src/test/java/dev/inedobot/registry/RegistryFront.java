package dev.inedobot.registry;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A door in front of the real registry, which adds what that one can't do: pages (OCI distribution
 * specification, listing tags), tokens (Docker docs, token authentication), and refusals.
 */
public final class RegistryFront implements AutoCloseable {
  private static final Pattern TAG = Pattern.compile("\"([A-Za-z0-9._-]+)\"[,\\]]");
  private static final String TOKEN = "a-token-for-this-repository";

  private final HttpClient http = HttpClient.newHttpClient();
  private final String registry;
  private final Manner manner;
  private final HttpServer server;
  private final PlainDoor door;
  private final List<String> requests = new CopyOnWriteArrayList<>();

  /** What it does with requests that it does not pass on. */
  public enum Manner {
    /** Tags come in pages of what is asked for, at most. */
    PAGES,
    /** Every page says that it is followed by itself. */
    ENDLESS_PAGES,
    /** It wants a token, which alice gets for her password. */
    TOKENS,
    /** Everything but listing tags. */
    NO_LISTS,
    /** It has had enough. */
    TOO_MANY
  }

  /**
   * Opens it.
   *
   * @param registry the real one, as {@code 127.0.0.1:5000}
   */
  public RegistryFront(String registry, Manner manner) throws IOException {
    this.registry = registry;
    this.manner = manner;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.setExecutor(
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "registry-front");
              thread.setDaemon(true);
              return thread;
            }));
    server.start();
    this.door = new PlainDoor(server.getAddress().getPort());
  }

  /** Its own host and port. */
  public String address() {
    return "127.0.0.1:" + door.port();
  }

  /** What it was asked, such as {@code GET /v2/}. */
  public List<String> requests() {
    return List.copyOf(requests);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      URI asked = exchange.getRequestURI();
      requests.add(exchange.getRequestMethod() + " " + asked);
      boolean list = asked.getPath().endsWith("/tags/list");
      switch (manner) {
        case TOO_MANY ->
            say(
                exchange,
                429,
                "{\"errors\":[{\"code\":\"TOOMANYREQUESTS\",\"message\":\"slow\"}]}");
        case TOKENS -> withToken(exchange, asked);
        case NO_LISTS -> {
          if (list) {
            say(exchange, 403, "{\"errors\":[{\"code\":\"DENIED\",\"message\":\"no lists\"}]}");
          } else {
            forward(exchange);
          }
        }
        case PAGES, ENDLESS_PAGES -> {
          if (list) {
            page(exchange, asked);
          } else {
            forward(exchange);
          }
        }
      }
    }
  }

  private void withToken(HttpExchange exchange, URI asked) throws IOException {
    String login = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
    if (asked.getPath().equals("/token")) {
      String expected =
          "Basic "
              + Base64.getEncoder()
                  .encodeToString("alice:hunter2:colon".getBytes(StandardCharsets.UTF_8));
      boolean right =
          login.equals(expected) && parameters(asked).getOrDefault("scope", "").endsWith(":pull");
      say(exchange, right ? 200 : 401, right ? "{\"token\":\"" + TOKEN + "\"}" : "{}");
    } else if (login.equals("Bearer " + TOKEN)) {
      forward(exchange);
    } else {
      String repository =
          asked.getPath().replaceFirst("^/v2/(?:(.*)/(?:tags|manifests)/.*)?$", "$1");
      exchange
          .getResponseHeaders()
          .set(
              "WWW-Authenticate",
              "Bearer realm=\"http://%s/token\",service=\"front\"".formatted(address())
                  + (repository.isEmpty()
                      ? ""
                      : ",scope=\"repository:%s:pull\"".formatted(repository)));
      say(exchange, 401, "{\"errors\":[{\"code\":\"UNAUTHORIZED\",\"message\":\"token\"}]}");
    }
  }

  private void page(HttpExchange exchange, URI asked) throws IOException {
    HttpResponse<byte[]> whole = ask("GET", asked.getPath(), exchange.getRequestHeaders());
    String json = new String(whole.body(), StandardCharsets.UTF_8);
    TreeSet<String> tags = new TreeSet<>();
    Matcher tag = TAG.matcher(json.substring(Math.max(0, json.indexOf('['))));
    while (tag.find()) {
      tags.add(tag.group(1));
    }
    Map<String, String> parameters = parameters(asked);
    int n = Integer.parseInt(parameters.getOrDefault("n", "1000"));
    String last = parameters.getOrDefault("last", "");
    List<String> page = tags.tailSet(last, false).stream().limit(n).toList();
    String end = page.isEmpty() ? last : page.get(page.size() - 1);
    boolean more = !tags.tailSet(end, false).isEmpty();
    if (more || manner == Manner.ENDLESS_PAGES) {
      exchange
          .getResponseHeaders()
          .set(
              "Link",
              "<%s?n=%d&last=%s>; rel=\"next\""
                  .formatted(asked.getPath(), n, manner == Manner.PAGES ? end : "0"));
    }
    say(
        exchange,
        whole.statusCode(),
        "{\"name\":\"x\",\"tags\":["
            + String.join(",", page.stream().map(name -> "\"" + name + "\"").toList())
            + "]}");
  }

  private static Map<String, String> parameters(URI asked) {
    Map<String, String> parameters = new TreeMap<>();
    String query = asked.getQuery() == null ? "" : asked.getQuery();
    Arrays.stream(query.split("&"))
        .map(pair -> pair.split("=", 2))
        .filter(pair -> pair.length == 2)
        .forEach(pair -> parameters.put(pair[0], pair[1]));
    return parameters;
  }

  private void forward(HttpExchange exchange) throws IOException {
    HttpResponse<byte[]> answer =
        ask(
            exchange.getRequestMethod(),
            exchange.getRequestURI().toString(),
            exchange.getRequestHeaders());
    answer
        .headers()
        .map()
        .forEach(
            (name, values) -> {
              if (!name.equalsIgnoreCase("Content-Length") && !name.startsWith(":")) {
                exchange.getResponseHeaders().put(name, values);
              }
            });
    boolean head = exchange.getRequestMethod().equals("HEAD");
    if (head) {
      answer
          .headers()
          .firstValue("Content-Length")
          .ifPresent(length -> exchange.getResponseHeaders().set("Content-Length", length));
    }
    boolean empty = head || answer.body().length == 0;
    exchange.sendResponseHeaders(answer.statusCode(), empty ? -1 : answer.body().length);
    if (!empty) {
      exchange.getResponseBody().write(answer.body());
    }
  }

  private HttpResponse<byte[]> ask(String method, String path, Headers headers) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://" + registry + path))
            .method(method, HttpRequest.BodyPublishers.noBody());
    for (String name : List.of("Accept", "Range")) {
      @Nullable List<String> values = headers.get(name);
      if (values != null) {
        values.forEach(value -> request.header(name, value));
      }
    }
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new IOException(stopping);
    }
  }

  private static void say(HttpExchange exchange, int status, String json) throws IOException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, head ? -1 : bytes.length);
    if (!head) {
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
    server.stop(0);
  }
}
