package dev.inedobot.docker;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What a stream of any length held.
 *
 * @param size in bytes
 * @param sha256 64 hex digits
 * @param beginning its first bytes, at most 16, a character each (ISO 8859-1)
 */
record FileDigest(long size, String sha256, String beginning) {
  private static final int BEGINNING = 16;

  /** Reads a stream to its end. */
  static FileDigest of(InputStream content) throws IOException {
    MessageDigest sha256 = newDigest();
    ByteArrayOutputStream beginning = new ByteArrayOutputStream();
    byte[] buffer = new byte[1 << 16];
    long size = 0;
    for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
      sha256.update(buffer, 0, n);
      beginning.write(buffer, 0, Math.min(n, BEGINNING - beginning.size()));
      size += n;
    }
    return new FileDigest(
        size,
        HexFormat.of().formatHex(sha256.digest()),
        beginning.toString(StandardCharsets.ISO_8859_1));
  }

  private static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java has SHA-256", impossible);
    }
  }
}
