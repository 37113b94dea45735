package dev.inedobot.docker;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/**
 * What a program wrote, as an engine passes it on: with a terminal just as it is; without one in
 * frames, each with a header of eight bytes (the stream, three times nothing, the length) (Engine
 * API, attach to a container).
 */
final class ProgramOutput {
  private static final int HEADER = 8;
  private static final int STANDARD_ERROR = 2;

  private final InputStream in;
  private final byte[] buffer = new byte[8192];

  private ProgramOutput(InputStream in) {
    this.in = in;
  }

  /**
   * Tells each line until the end; throws {@link IOException} if it breaks off before, without the
   * line that was not whole.
   */
  static void read(InputStream in, boolean terminal, Consumer<String> lines) throws IOException {
    ProgramOutput output = new ProgramOutput(in);
    if (terminal) {
      output.plain(new LineCutter(lines));
    } else {
      output.frames(new LineCutter(lines), new LineCutter(lines));
    }
  }

  private void plain(LineCutter lines) throws IOException {
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      lines.add(buffer, n);
    }
    lines.end();
  }

  private void frames(LineCutter output, LineCutter error) throws IOException {
    for (byte[] header = in.readNBytes(HEADER); header.length > 0; header = in.readNBytes(HEADER)) {
      if (header.length < HEADER) {
        throw new EOFException("in the middle of a header");
      }
      long length = Integer.toUnsignedLong(ByteBuffer.wrap(header).getInt(4));
      frame(length, header[0] == STANDARD_ERROR ? error : output);
    }
    output.end();
    error.end();
  }

  private void frame(long length, LineCutter lines) throws IOException {
    for (long left = length; left > 0; ) {
      int n = in.read(buffer, 0, (int) Math.min(left, buffer.length));
      if (n < 0) {
        throw new EOFException("in the middle of a frame");
      }
      lines.add(buffer, n);
      left -= n;
    }
  }
}
