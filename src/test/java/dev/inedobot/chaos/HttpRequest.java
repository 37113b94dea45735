package dev.inedobot.chaos;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One HTTP/1.1 request, to be passed on as the only one of its connection.
 *
 * @param raw the whole of it, a character for each byte
 */
record HttpRequest(String method, String path, String raw) {

  /** Throws {@link EOFException} if the other side has no request. */
  static HttpRequest read(InputStream in) throws IOException {
    String[] first = line(in).split(" ", 3);
    StringBuilder head = new StringBuilder(String.join(" ", first)).append("\r\n");
    int length = 0;
    boolean chunked = false;
    for (String header = line(in); !header.isEmpty(); header = line(in)) {
      String lower = header.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Integer.parseInt(lower.substring("content-length:".length()).strip());
      }
      chunked |= lower.startsWith("transfer-encoding:") && lower.contains("chunked");
      if (!lower.startsWith("connection:")) {
        head.append(header).append("\r\n");
      }
    }
    head.append("Connection: close\r\n\r\n");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
    if (chunked) {
      copyChunks(in, bytes);
    } else {
      bytes.writeBytes(in.readNBytes(length));
    }
    return new HttpRequest(first[0], first[1], bytes.toString(StandardCharsets.ISO_8859_1));
  }

  /** What it carries, as it was sent. */
  String body() {
    return raw.substring(raw.indexOf("\r\n\r\n") + 4);
  }

  byte[] bytes() {
    return raw.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static void copyChunks(InputStream in, ByteArrayOutputStream bytes) throws IOException {
    int size;
    do {
      String sizeLine = line(in);
      size = Integer.parseInt(sizeLine.split(";", 2)[0].strip(), 16);
      bytes.writeBytes((sizeLine + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
      bytes.writeBytes(in.readNBytes(size));
      bytes.writeBytes((line(in) + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    } while (size > 0);
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException();
      }
      if (b != '\r') {
        line.append((char) b);
      }
    }
    return line.toString();
  }
}
