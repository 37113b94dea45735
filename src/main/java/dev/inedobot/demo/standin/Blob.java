package dev.inedobot.demo.standin;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Bytes in a registry under their digest.
 *
 * @param bytes not to be changed
 * @param digest of the bytes, {@code sha256:…}
 * @param contentDigest of what they hold once unpacked; the same for what isn't packed
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Blob(byte[] bytes, String digest, String contentDigest) {

  static Blob plain(byte[] bytes) {
    String digest = digestOf(bytes);
    return new Blob(bytes, digest, digest);
  }

  /** An image's layer. */
  static Blob layer(Tar tar) {
    return layer(tar, Deflater.DEFAULT_COMPRESSION);
  }

  /** A layer of what can't be packed, without the time that trying takes. */
  static Blob unpackedLayer(Tar tar) {
    return layer(tar, Deflater.NO_COMPRESSION);
  }

  /**
   * A layer that was made and packed elsewhere.
   *
   * @param packed by gzip
   * @throws UncheckedIOException if it isn't
   */
  static Blob packedLayer(byte[] packed) {
    MessageDigest content = sha256();
    try (InputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      byte[] part = new byte[1 << 16];
      for (int length = unpacked.read(part); length >= 0; length = unpacked.read(part)) {
        content.update(part, 0, length);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Blob(packed, digestOf(packed), named(content.digest()));
  }

  private static Blob layer(Tar tar, int level) {
    byte[] content = tar.toBytes();
    byte[] packed = gzip(content, level);
    return new Blob(packed, digestOf(packed), digestOf(content));
  }

  private static byte[] gzip(byte[] content, int level) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream(content.length / 2);
    try (GZIPOutputStream gzip = new Gzip(packed, level)) {
      gzip.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  private static final class Gzip extends GZIPOutputStream {
    Gzip(OutputStream out, int level) throws IOException {
      super(out);
      def.setLevel(level);
    }
  }

  private static String digestOf(byte[] bytes) {
    return named(sha256().digest(bytes));
  }

  private static String named(byte[] digest) {
    return "sha256:" + HexFormat.of().formatHex(digest);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
