package dev.inedobot.demo.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The page's server: files, events, deeds, faults. What a browser makes of it is tested in one. */
final class PageTest {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  private final LocalWorkspace workspace = LocalWorkspace.start();
  private final Channel ops = workspace.channel("ops");
  private final Member alice = workspace.member("alice");
  private final Member bob = workspace.member("bob");

  @SuppressWarnings("NullAway.Init")
  private Receiver bot;

  @BeforeEach
  void set() throws Exception {
    bot = new Receiver();
    workspace.sendTo(bot.address());
  }

  @AfterEach
  void strike() {
    bot.close();
    workspace.close();
  }

  private HttpResponse<String> get(String path) throws Exception {
    return HTTP.send(
        HttpRequest.newBuilder(URI.create(workspace.pageUrl() + path)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String path, String type, String body) throws Exception {
    return HTTP.send(
        HttpRequest.newBuilder(URI.create(workspace.pageUrl() + path))
            .header("Content-Type", type)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void givesThePageAndTakesNothingFromElsewhere() throws Exception {
    HttpResponse<String> page = get("");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Security-Policy").orElse("")).contains("'none'");
    for (String file :
        new String[] {
          "",
          "page/page.css",
          "page/page.js",
          "page/mrkdwn.js",
          "page/message.js",
          "page/composer.js",
          "page/dialogs.js",
          "page/tools.js"
        }) {
      assertThat(get(file).body()).isNotBlank().doesNotContain("https://", "http://");
    }
    assertThat(get("nothing").statusCode()).isEqualTo(404);
    assertThat(get("page/nothing").statusCode()).isEqualTo(404);
    assertThat(get("page/..%2Fpage.css").statusCode()).isGreaterThanOrEqualTo(400);
  }

  @Test
  void anotherSitesPageCanDoNothing() throws Exception {
    assertThat(post("page/type", "text/plain", "{}").statusCode()).isEqualTo(415);
    assertThat(post("page/type", "application/x-www-form-urlencoded", "a=b").statusCode())
        .isEqualTo(415);
  }

  @Test
  void anotherNameForThisMachineIsRefused() throws Exception {
    int port = URI.create(workspace.pageUrl()).getPort();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket
          .getOutputStream()
          .write(
              "GET / HTTP/1.1\r\nHost: rebound.example:%d\r\nConnection: close\r\n\r\n"
                  .formatted(port)
                  .getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      assertThat(answer).startsWith("HTTP/1.1 403");
    }
  }

  @Test
  void eachFaultCanBeSwitchedOnAndOff() throws Exception {
    String json = "application/json";
    String me = "\"who\":\"%s\"".formatted(alice.id());
    post("page/fault", json, "{%s,\"fault\":\"twice\",\"on\":true}".formatted(me));
    String typed = "{%s,\"channel\":\"%s\",\"line\":\"/inedo status\"}".formatted(me, ops.id());
    assertThat(post("page/type", json, typed).body()).isEmpty();
    assertThat(bot.all()).hasSize(2);
    assertThat(bot.all().get(0)).isEqualTo(bot.all().get(1));
    assertThat(events(alice)).contains("\"twice\":true").contains("\"way\":\"HTTP\"");

    post("page/fault", json, "{%s,\"fault\":\"twice\",\"on\":false}".formatted(me));
    post("page/type", json, typed);
    assertThat(bot.all()).hasSize(3);

    post("page/fault", json, "{%s,\"fault\":\"down\",\"on\":true}".formatted(me));
    assertThat(call("auth.test")).isEqualTo(503);
    post("page/fault", json, "{%s,\"fault\":\"down\",\"on\":false}".formatted(me));
    assertThat(call("auth.test")).isEqualTo(200);

    post("page/fault", json, "{%s,\"fault\":\"limit\",\"on\":true}".formatted(me));
    assertThat(call("chat.postMessage")).isEqualTo(429);

    post("page/fault", json, "{%s,\"fault\":\"slow\",\"on\":true}".formatted(me));
    long begin = System.nanoTime();
    call("auth.test");
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofSeconds(3));
    assertThat(post("page/fault", json, "{%s,\"fault\":\"luck\"}".formatted(me)).body())
        .contains("no fault luck");
  }

  private int call(String method) throws Exception {
    return post("api/" + method, "application/json", "{}").statusCode();
  }

  @Test
  void showsToEachOnlyWhatIsForThem() throws Exception {
    bot.acknowledge(200, "for alice alone");
    workspace.type(alice, ops, "/inedo status");
    assertThat(events(alice)).contains("for alice alone");
    assertThat(events(bob)).doesNotContain("for alice alone").contains("\"title\":\"#ops\"");
  }

  /** What a page gets at first. */
  private String events(Member who) throws Exception {
    var stream =
        HTTP.send(
            HttpRequest.newBuilder(URI.create(workspace.pageUrl() + "page/events?who=" + who.id()))
                .build(),
            HttpResponse.BodyHandlers.ofInputStream());
    StringBuilder read = new StringBuilder();
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
      long end = System.nanoTime() + Duration.ofSeconds(2).toNanos();
      while (System.nanoTime() < end) {
        if (lines.ready()) {
          read.append(lines.readLine()).append('\n');
        } else {
          Thread.sleep(20);
        }
      }
    }
    return read.toString();
  }
}
