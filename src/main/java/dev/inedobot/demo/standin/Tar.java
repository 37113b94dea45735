package dev.inedobot.demo.standin;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A tar archive in memory, in the ustar format, with the little that an image's layer needs: root
 * owns everything and every time is zero, so that the same content is the same bytes.
 */
final class Tar {
  private static final int BLOCK = 512;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  Tar directory(String path) {
    return entry(path + "/", '5', 0755, new byte[0], "");
  }

  /** A directory that anybody may write to, as {@code /tmp}. */
  Tar sharedDirectory(String path) {
    return entry(path + "/", '5', 01777, new byte[0], "");
  }

  Tar file(String path, String content) {
    return entry(path, '0', 0644, content.getBytes(StandardCharsets.UTF_8), "");
  }

  Tar file(String path, byte[] content) {
    return entry(path, '0', 0644, content, "");
  }

  Tar executable(String path, byte[] content) {
    return entry(path, '0', 0755, content, "");
  }

  Tar link(String path, String target) {
    return entry(path, '2', 0777, new byte[0], target);
  }

  byte[] toBytes() {
    ByteArrayOutputStream whole = new ByteArrayOutputStream(out.size() + 2 * BLOCK);
    whole.writeBytes(out.toByteArray());
    whole.writeBytes(new byte[2 * BLOCK]);
    return whole.toByteArray();
  }

  private Tar entry(String path, char type, int mode, byte[] content, String target) {
    byte[] header = new byte[BLOCK];
    put(header, 0, 100, path);
    octal(header, 100, 8, mode);
    octal(header, 108, 8, 0);
    octal(header, 116, 8, 0);
    octal(header, 124, 12, content.length);
    octal(header, 136, 12, 0);
    put(header, 148, 8, "        ");
    header[156] = (byte) type;
    put(header, 157, 100, target);
    put(header, 257, 8, "ustar\00000");
    int sum = 0;
    for (byte each : header) {
      sum += each & 0xff;
    }
    octal(header, 148, 7, sum);
    out.writeBytes(header);
    out.writeBytes(content);
    out.writeBytes(new byte[(BLOCK - content.length % BLOCK) % BLOCK]);
    return this;
  }

  private static void octal(byte[] header, int offset, int length, long value) {
    put(header, offset, length, String.format(Locale.ROOT, "%0" + (length - 1) + "o", value));
  }

  private static void put(byte[] header, int offset, int length, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    if (bytes.length > length) {
      throw new IllegalArgumentException("Too long for a tar header's " + length + ": " + text);
    }
    System.arraycopy(bytes, 0, header, offset, bytes.length);
  }
}
