package dev.inedobot.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.inedobot.demo.workspace.Channel;
import dev.inedobot.demo.workspace.LocalWorkspace;
import dev.inedobot.demo.workspace.Posted;
import dev.inedobot.slack.announce.Posts;
import dev.inedobot.slack.announce.Posts.SlackTrouble;
import dev.inedobot.slack.view.Message;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SlackPostsTest {
  private final LocalWorkspace workspace = LocalWorkspace.start();
  private final Channel ops = workspace.channel("ops");

  @AfterEach
  void leave() {
    workspace.close();
  }

  private Posts posts() throws Exception {
    return SlackBot.connect(workspace.apiUrl(), workspace.botToken(), workspace.signingSecret())
        .posts();
  }

  private Posted edited(Message message) throws Exception {
    Posts posts = posts();
    String ts = posts.post(ops.id(), null, Message.of("first"));
    posts.update(ops.id(), ts, message);
    return workspace.messages(ops).get(0);
  }

  @Test
  void editsAMessageThatIsTooLongForAnEditsText() throws Exception {
    String log = "…&amp;".repeat(400);

    Posted posted = edited(new Message(List.of(log, log, log), List.of(), "Rolled back"));

    assertThat(posted.text()).endsWith("…\nRolled back").doesNotContainPattern("&(?!amp;)");
    assertThat(posted.text().length()).isGreaterThan(2500);
    assertThat(posted.asText()).contains("Rolled back").hasSizeGreaterThan(2400);
    assertThat(workspace.refusals()).isEmpty();
  }

  /** As a proxy in between does. */
  private static HttpServer pageFor(Map<String, String> answers) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/api/",
        exchange -> {
          String method = exchange.getRequestURI().getPath().substring("/api/".length());
          byte[] page = answers.getOrDefault(method, "").getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, page.length == 0 ? -1 : page.length);
          exchange.getResponseBody().write(page);
          exchange.close();
        });
    server.start();
    return server;
  }

  private static String apiUrl(HttpServer server) {
    return "http://127.0.0.1:%d/api/".formatted(server.getAddress().getPort());
  }

  @ParameterizedTest
  @ValueSource(strings = {"<html>Please log in</html>", "", "null", "[]", "\"ok\"", "{\"ok\": {}}"})
  void takesWhatIsNoAnswerOfSlacksForSlackBeingAway(String page) throws Exception {
    String identity = "{\"ok\": true, \"user\": \"inedobot\", \"team_id\": \"T1\"}";
    HttpServer server =
        pageFor(Map.of("auth.test", identity, "chat.postMessage", page, "chat.update", page));
    try {
      Posts posts = SlackBot.connect(apiUrl(server), "xoxb-1", "secret").posts();
      assertThatThrownBy(() -> posts.post("C1", null, Message.of("x")))
          .isInstanceOfSatisfying(
              SlackTrouble.class, trouble -> assertThat(trouble.isPassing()).isTrue());
      assertThatThrownBy(() -> posts.update("C1", "1.2", Message.of("x")))
          .isInstanceOfSatisfying(
              SlackTrouble.class, trouble -> assertThat(trouble.isPassing()).isTrue());
    } finally {
      server.stop(0);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"<html>Please log in</html>", "", "null", "[]"})
  void isNotRefusedByWhatIsNoAnswerOfSlacks(String page) throws Exception {
    HttpServer server = pageFor(Map.of("auth.test", page));
    try {
      assertThatThrownBy(() -> SlackBot.connect(apiUrl(server), "xoxb-1", "secret"))
          .isInstanceOfSatisfying(
              SlackRefused.class, refused -> assertThat(refused.isPassing()).isTrue())
          .hasMessageContaining("can't be reached");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void saysWhenAMessageIsGone() throws Exception {
    Posts posts = posts();
    String ts = posts.post(ops.id(), null, Message.of("first"));
    workspace.delete(ops, ts);
    assertThatThrownBy(() -> posts.update(ops.id(), ts, Message.of("second")))
        .isInstanceOfSatisfying(
            SlackTrouble.class, trouble -> assertThat(trouble.isNoEdit()).isTrue());
    assertThatThrownBy(() -> posts.post(ops.id(), ts, Message.of("an answer")))
        .isInstanceOfSatisfying(
            SlackTrouble.class, trouble -> assertThat(trouble.isNoThread()).isTrue());
  }

  @Test
  void leavesAShortTextAsItIs() throws Exception {
    assertThat(edited(new Message(List.of("second"), List.of(), "Done")).text())
        .isEqualTo("second\nDone");
  }
}
