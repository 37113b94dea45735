package dev.inedobot.demo.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
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
    for (String file : new String[] {"", "page.css", "page.js"}) {
      assertThat(get(file).body()).isNotBlank().doesNotContain("https://", "http://");
    }
    assertThat(get("nothing").statusCode()).isEqualTo(404);
  }

  @Test
  void anotherSitesPageCanDoNothing() throws Exception {
    assertThat(post("page/type", "text/plain", "{}").statusCode()).isEqualTo(415);
    assertThat(post("page/type", "application/x-www-form-urlencoded", "a=b").statusCode())
        .isEqualTo(415);
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
