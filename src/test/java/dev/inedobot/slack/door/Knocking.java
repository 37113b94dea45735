package dev.inedobot.slack.door;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Sends raw requests, one after the other, over one connection as long as the server keeps it. */
final class Knocking implements AutoCloseable {
  /** The connection ended without an answer. */
  static final int NO_ANSWER = 0;

  private static final int AGAIN = 3;
  private static final int PATIENCE_MILLIS = 10_000;

  private final int port;
  private @Nullable Socket socket;
  private String trouble = "";
  private InputStream in = InputStream.nullInputStream();

  Knocking(int port) {
    this.port = port;
  }

  /** The answer's status, or {@link #NO_ANSWER}. */
  int send(RawRequest request) throws IOException {
    int status = attempt(request);
    // A busy server may end a connection instead of answering. What it took meanwhile would be
    // turned away as repeated, so sending it again hides nothing.
    for (int again = 0; again < AGAIN && status == NO_ANSWER && !request.lies(); again++) {
      status = attempt(request);
    }
    return status;
  }

  String trouble() {
    return trouble;
  }

  private int attempt(RawRequest request) throws IOException {
    trouble = "";
    Socket connection = connection();
    try {
      connection.getOutputStream().write(request.bytes());
      connection.getOutputStream().flush();
      if (request.lies()) {
        connection.shutdownOutput();
      }
    } catch (IOException refusedMeanwhile) {
      trouble = "sending: " + refusedMeanwhile;
      // A server needs not read all of what it refuses; its answer may be there.
    }
    int status = answer();
    if (request.lies() || status == NO_ANSWER) {
      close();
    }
    return status;
  }

  private int answer() throws IOException {
    String first = line();
    if (first.isEmpty()) {
      return NO_ANSWER;
    }
    int length = 0;
    boolean last = false;
    for (String header = line(); !header.isEmpty(); header = line()) {
      String lower = header.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Integer.parseInt(lower.substring(15).strip());
      }
      last |= lower.startsWith("connection:") && lower.contains("close");
    }
    in.readNBytes(length);
    if (last) {
      close();
    }
    return Integer.parseInt(first.split(" ", 3)[1]);
  }

  private String line() {
    StringBuilder line = new StringBuilder();
    try {
      for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
        line.append(new String(new byte[] {(byte) c}, ISO_8859_1));
      }
    } catch (IOException reset) {
      trouble = trouble + " reading: " + reset;
      return "";
    }
    return line.toString().strip();
  }

  private Socket connection() throws IOException {
    Socket open = socket;
    if (open == null) {
      open = new Socket(InetAddress.getLoopbackAddress(), port);
      open.setSoTimeout(PATIENCE_MILLIS);
      open.setTcpNoDelay(true);
      in = new BufferedInputStream(open.getInputStream());
      socket = open;
    }
    return open;
  }

  @Override
  public void close() throws IOException {
    Socket open = socket;
    socket = null;
    if (open != null) {
      open.close();
    }
  }
}
