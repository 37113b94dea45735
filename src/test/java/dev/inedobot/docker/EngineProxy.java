package dev.inedobot.docker;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Stands between a bot and a real engine, counts the calls that change something (POST, PUT and
 * DELETE, the first is number 1) and lets chosen ones fail. A call that the client repeats by
 * itself counts again. One request a connection, so that nothing of an answer must be understood.
 */
final class EngineProxy implements AutoCloseable {
  private static final Set<String> CHANGING = Set.of("POST", "PUT", "DELETE");
  private static final String REFUSAL =
      "HTTP/1.1 500 Internal Server Error\r\nContent-Type: application/json\r\n"
          + "Content-Length: 25\r\nConnection: close\r\n\r\n{\"message\":\"out of luck\"}";

  private final URI engine;
  private final ServerSocket door;
  private final Map<Integer, Fault> faults = new ConcurrentHashMap<>();
  private final List<String> changing = new ArrayList<>();
  private final Set<Socket> clients = ConcurrentHashMap.newKeySet();

  /** How a call fails. */
  enum Fault {
    /** Without effect, and the engine says so. */
    ANSWER_500,
    /** Without effect, and the connection breaks. */
    DROP_BEFORE,
    /** It has its effect, and the connection breaks before the answer. */
    PERFORM_AND_DROP
  }

  private EngineProxy(URI engine) throws IOException {
    this.engine = engine;
    this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  /**
   * Starts one.
   *
   * @param dockerHost the real engine, {@code unix://…} or {@code tcp://…}
   */
  static EngineProxy inFrontOf(String dockerHost) {
    try {
      EngineProxy proxy = new EngineProxy(URI.create(dockerHost));
      inBackground(proxy::serve);
      return proxy;
    } catch (IOException noPort) {
      throw new UncheckedIOException(noPort);
    }
  }

  /** What to use in place of the engine's own address. */
  EngineAddress address() {
    return new EngineAddress(URI.create("tcp://127.0.0.1:" + door.getLocalPort()), null, null);
  }

  /** Lets the n-th changing call from the proxy's start fail. */
  void failCall(int n, Fault fault) {
    faults.put(n, fault);
  }

  /** The changing calls so far, such as {@code POST /v1.41/containers/3b…/start}. */
  List<String> changingCalls() {
    synchronized (changing) {
      return List.copyOf(changing);
    }
  }

  private static void inBackground(Runnable work) {
    Thread thread = new Thread(work, "engine-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  private void serve() {
    while (!door.isClosed()) {
      try {
        Socket client = door.accept();
        clients.add(client);
        inBackground(() -> answer(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void answer(Socket client) {
    try (client) {
      HttpRequest request = HttpRequest.read(client.getInputStream());
      Fault fault = count(request);
      if (fault == Fault.ANSWER_500) {
        client.getOutputStream().write(REFUSAL.getBytes(StandardCharsets.UTF_8));
      } else if (fault != Fault.DROP_BEFORE) {
        OutputStream out =
            fault == null ? client.getOutputStream() : OutputStream.nullOutputStream();
        forward(request, out);
      }
    } catch (IOException broken) {
      // Either side went away; the other one notices by the closed connection.
    } finally {
      clients.remove(client);
    }
  }

  private @Nullable Fault count(HttpRequest request) {
    if (!CHANGING.contains(request.method())) {
      return null;
    }
    synchronized (changing) {
      changing.add(request.method() + " " + request.path());
      return faults.get(changing.size());
    }
  }

  private void forward(HttpRequest request, OutputStream out) throws IOException {
    try (EngineConnection connection = EngineConnection.to(engine)) {
      connection.out().write(request.bytes());
      connection.out().flush();
      InputStream answer = connection.in();
      byte[] part = new byte[8192];
      for (int n = answer.read(part); n >= 0; n = answer.read(part)) {
        out.write(part, 0, n);
        out.flush();
      }
    }
  }

  @Override
  public void close() {
    try {
      door.close();
      for (Socket client : clients) {
        client.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
