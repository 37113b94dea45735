package dev.inedobot.docker;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** Answers that are no answers. */
class EngineApiTest {
  private static final String WHOLE =
      "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 22\r\n\r\n"
          + "{\"ApiVersion\":\"1.41\" }";

  /** The version as it is told in an answer that ends after so many characters. */
  private static ApiVersion version(int length) throws IOException {
    try (ServerSocket engine = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread serving = new Thread(() -> serve(engine, WHOLE.substring(0, length)));
      serving.setDaemon(true);
      serving.start();
      URI address = URI.create("tcp://127.0.0.1:" + engine.getLocalPort());
      return new EngineApi(new EngineAddress(address, null, null)).version();
    }
  }

  private static void serve(ServerSocket engine, String answer) {
    while (true) {
      try (Socket client = engine.accept()) {
        byte[] request = new byte[4096];
        if (client.getInputStream().read(request) > 0) {
          client.getOutputStream().write(answer.getBytes(ISO_8859_1));
        }
      } catch (IOException closed) {
        return;
      }
    }
  }

  @Test
  void anAnswerThatIsCutIsNoneWhereverItIsCut() throws IOException {
    assertThat(version(WHOLE.length())).isEqualTo(new ApiVersion(1, 41));
    int endOfHeaders = WHOLE.indexOf("\r\n\r\n");
    for (int length :
        new int[] {
          0, 20, WHOLE.indexOf("Content-Length"), endOfHeaders + 2, endOfHeaders + 4, 90
        }) {
      assertThatThrownBy(() -> version(length))
          .as("%d characters", length)
          .isInstanceOf(EngineFailure.class);
    }
  }
}
