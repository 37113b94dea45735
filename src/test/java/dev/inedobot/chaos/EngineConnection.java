package dev.inedobot.chaos;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;

/** A connection to an engine, over a Unix socket or TCP. */
record EngineConnection(Closeable socket, InputStream in, OutputStream out) implements Closeable {

  static EngineConnection to(URI engine) throws IOException {
    if ("unix".equals(engine.getScheme())) {
      SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
      channel.connect(UnixDomainSocketAddress.of(engine.getPath()));
      return new EngineConnection(
          channel, Channels.newInputStream(channel), Channels.newOutputStream(channel));
    }
    Socket socket = new Socket(engine.getHost(), engine.getPort());
    return new EngineConnection(socket, socket.getInputStream(), socket.getOutputStream());
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
