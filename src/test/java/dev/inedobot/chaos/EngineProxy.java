package dev.inedobot.chaos;

import dev.inedobot.docker.EngineAddress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Stands between a bot and a real engine and lets the calls fail that it is told to. One request a
 * connection, so that nothing of an answer must be understood: pulls, logs and events pass as they
 * come.
 */
public final class EngineProxy implements AutoCloseable {
  private static final String SAYS_NO = "{\"message\":\"out of luck\"}";

  private final URI engine;
  private final Faults faults;
  private final ServerSocket door;
  private final Set<Socket> clients = ConcurrentHashMap.newKeySet();

  private EngineProxy(URI engine, Faults faults) throws IOException {
    this.engine = engine;
    this.faults = faults;
    this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  /**
   * Starts one.
   *
   * @param dockerHost the real engine, {@code unix://…} or {@code tcp://…}
   */
  public static EngineProxy inFrontOf(String dockerHost, Faults faults) {
    try {
      EngineProxy proxy = new EngineProxy(URI.create(dockerHost), faults);
      inBackground(proxy::serve);
      return proxy;
    } catch (IOException noPort) {
      throw new UncheckedIOException(noPort);
    }
  }

  /** What to use in place of the engine's own address. */
  public EngineAddress address() {
    return new EngineAddress(URI.create("tcp://127.0.0.1:" + door.getLocalPort()), null, null);
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
      Fault fault = judge(request);
      if (fault == null) {
        forward(request, client.getOutputStream());
      } else {
        fail(request, fault, client);
      }
    } catch (IOException broken) {
      // Either side went away; the other one notices by the closed connection.
    } finally {
      clients.remove(client);
    }
  }

  private synchronized @Nullable Fault judge(HttpRequest request) {
    return faults.of(request.method(), request.path(), request.body());
  }

  private void fail(HttpRequest request, Fault fault, Socket client) throws IOException {
    switch (fault) {
      case ANSWER_500, ANSWER_503, ANSWER_409 -> refuse(request, fault.status(), client);
      case DROP_BEFORE -> {}
      case PERFORM_AND_DROP -> forward(request, OutputStream.nullOutputStream());
      case HANG_BEFORE -> awaitHangUp(client);
      case PERFORM_AND_HANG -> {
        forward(request, OutputStream.nullOutputStream());
        awaitHangUp(client);
      }
      case CUT_ANSWER -> {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        forward(request, whole);
        client.getOutputStream().write(whole.toByteArray(), 0, whole.size() / 2);
      }
    }
  }

  private static void refuse(HttpRequest request, int status, Socket client) throws IOException {
    String body = request.method().equals("HEAD") ? "" : SAYS_NO;
    String answer =
        "HTTP/1.1 %d Out Of Luck\r\nContent-Type: application/json\r\nContent-Length: %d\r\n"
                .formatted(status, SAYS_NO.length())
            + "Connection: close\r\n\r\n"
            + body;
    client.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
  }

  private static void awaitHangUp(Socket client) throws IOException {
    InputStream in = client.getInputStream();
    while (in.read() >= 0) {
      // Whatever it still says is not listened to.
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
    faults.performed(request.method(), request.path());
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
