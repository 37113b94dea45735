package dev.inedobot.registry;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * Turns TLS away at once, as a registry without TLS does, and passes everything else on to a server
 * that would wait for the end of a line.
 */
final class PlainDoor implements AutoCloseable {
  private static final int TLS_HANDSHAKE = 0x16;

  private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final int server;

  PlainDoor(int server) throws IOException {
    this.server = server;
    inBackground(this::serve);
  }

  int port() {
    return door.getLocalPort();
  }

  private static void inBackground(Runnable work) {
    Thread thread = new Thread(work, "plain-door");
    thread.setDaemon(true);
    thread.start();
  }

  private void serve() {
    while (!door.isClosed()) {
      try {
        Socket client = door.accept();
        inBackground(() -> let(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void let(Socket client) {
    try (client;
        Socket inside = new Socket(InetAddress.getLoopbackAddress(), server)) {
      int first = client.getInputStream().read();
      if (first < 0 || first == TLS_HANDSHAKE) {
        return;
      }
      inside.getOutputStream().write(first);
      inBackground(
          () -> {
            try {
              pump(client.getInputStream(), inside.getOutputStream());
              inside.shutdownOutput();
            } catch (IOException gone) {
              // The other direction notices as well.
            }
          });
      pump(inside.getInputStream(), client.getOutputStream());
    } catch (IOException gone) {
      // One side went away, and so does the other.
    }
  }

  private static void pump(InputStream from, OutputStream to) throws IOException {
    byte[] part = new byte[8192];
    for (int n = from.read(part); n >= 0; n = from.read(part)) {
      to.write(part, 0, n);
      to.flush();
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
  }
}
