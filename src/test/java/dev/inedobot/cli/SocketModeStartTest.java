package dev.inedobot.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.inedobot.config.ConfigReader;
import dev.inedobot.demo.workspace.Channel;
import dev.inedobot.demo.workspace.Delivery;
import dev.inedobot.demo.workspace.Delivery.Sent;
import dev.inedobot.demo.workspace.LocalWorkspace;
import dev.inedobot.demo.workspace.Member;
import dev.inedobot.slack.SlackRefused;
import dev.inedobot.store.Database;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.awaitility.Awaitility;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bot's start in Socket Mode, and in whose workspace, without an engine. */
final class SocketModeStartTest {
  private final LocalWorkspace workspace = LocalWorkspace.start();
  private final Channel ops = workspace.channel("ops");
  private final Member alice = workspace.member("alice");
  private final Path directory;

  SocketModeStartTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @AfterEach
  void leave() {
    workspace.close();
  }

  private Map<String, String> environment(LocalWorkspace of) {
    return new HashMap<>(
        Map.of(
            "SLACK_API_URL", of.apiUrl(),
            "SLACK_BOT_TOKEN", of.botToken(),
            "SLACK_APP_TOKEN", of.appToken(),
            "INEDOBOT_PORT", "0",
            "INEDOBOT_DATABASE_URL", url(),
            "DOCKER_HOST", "tcp://127.0.0.1:1"));
  }

  private String url() {
    return "jdbc:sqlite:" + directory.resolve("inedobot.db");
  }

  private Bot start(Map<String, String> environment) throws Exception {
    return Bot.start(ConfigReader.read(environment, null, directory), Map.of());
  }

  private void awaitConnections(int count) {
    Awaitility.await(count + " connections")
        .atMost(Duration.ofSeconds(20))
        .until(() -> workspace.connections() == count);
  }

  private static String ready(Bot bot) throws Exception {
    return Http.get(bot.port(), "/readyz").body();
  }

  @Test
  void answersAndSaysWhenNoConnectionLivesAndLeavesPolitely() throws Exception {
    workspace.sendToConnections();
    try (Bot bot = start(environment(workspace))) {
      awaitConnections(2);
      assertThat(ready(bot)).contains("slack: ok");
      assertThat(Http.get(bot.port(), "/slack/events").statusCode()).isEqualTo(404);
      assertThat(workspace.type(alice, ops, "/inedo help").inTime()).isTrue();
      Awaitility.await("help")
          .atMost(Duration.ofSeconds(30))
          .until(
              () ->
                  workspace.shownOnlyTo(alice).stream()
                      .anyMatch(said -> said.contains("/inedo upgrade")));

      workspace.apiDown(true);
      workspace.dropConnections();
      Awaitility.await("it is not ready")
          .atMost(Duration.ofSeconds(20))
          .until(() -> ready(bot).contains("slack: no connection to Slack lives"));
      workspace.apiDown(false);
      awaitConnections(2);
      Awaitility.await("it is ready")
          .atMost(Duration.ofSeconds(20))
          .until(() -> ready(bot).contains("slack: ok"));
    }
    awaitConnections(0);
  }

  @Test
  void saysWhatIsBrokenToWhoAsks() throws Exception {
    workspace.sendToConnections();
    try (Bot bot = start(environment(workspace))) {
      awaitConnections(2);
      assertThat(bot.port()).isPositive();
      assertThat(workspace.type(alice, ops, "/inedo doctor").inTime()).isTrue();
      Awaitility.await("the findings")
          .atMost(Duration.ofSeconds(30))
          .until(
              () -> workspace.shownOnlyTo(alice).stream().anyMatch(said -> said.contains("clock")));
    }
    assertThat(workspace.shownOnlyTo(alice))
        .last()
        .asString()
        .contains("things to see to", "*FAILURE* engine local: ", "*OK* bot token: ");
    assertThat(workspace.messages(ops)).isEmpty();
  }

  /** An engine without containers, which takes its time. */
  private static HttpServer slowEngine() throws IOException {
    HttpServer engine =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    engine.createContext(
        "/",
        exchange -> {
          try {
            Thread.sleep(500);
          } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
          }
          String path = exchange.getRequestURI().getPath();
          byte[] answer =
              (path.endsWith("/containers/json")
                      ? "[]"
                      : "{\"Version\":\"20.10.24\",\"ApiVersion\":\"1.41\",\"MinAPIVersion\":\"1.12\"}")
                  .getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    engine.start();
    return engine;
  }

  @Test
  void doesWhatItAcknowledgedThoughItIsStoppedThatMoment() throws Exception {
    HttpServer engine = slowEngine();
    workspace.sendToConnections();
    Map<String, String> environment = environment(workspace);
    environment.put("DOCKER_HOST", "tcp://127.0.0.1:" + engine.getAddress().getPort());
    try (Bot bot = start(environment)) {
      awaitConnections(2);
      assertThat(bot.port()).isPositive();
      assertThat(workspace.type(alice, ops, "/inedo help").inTime()).isTrue();
      assertThat(workspace.shownOnlyTo(alice)).containsExactly("Looking into it …");
    } finally {
      engine.stop(0);
    }
    assertThat(workspace.shownOnlyTo(alice))
        .hasSize(2)
        .last()
        .asString()
        .contains("/inedo upgrade");
  }

  @Test
  void takesNothingFromOtherWorkspacesNorFromNowhere() throws Exception {
    workspace.sendToConnections();
    try (Bot bot = start(environment(workspace))) {
      awaitConnections(2);
      assertThat(bot.port()).isPositive();
      Delivery stranger = workspace.type(workspace.stranger("sam"), ops, "/inedo help");
      assertThat(stranger.body()).contains("I only answer people of the workspace");
      Sent ours = workspace.type(alice, ops, "/inedo help").sent();
      String nowhere =
          ours.body()
              .replaceFirst("\"team_id\":\"[^\"]*\",", "")
              .replaceFirst("\"envelope_id\":\"", "\"envelope_id\":\"other-");
      assertThat(nowhere).doesNotContain("team_id");
      Delivery odd =
          workspace.redeliver(
              new Delivery(
                  0, "", Duration.ZERO, false, new Sent(nowhere, "", "", alice, ops, "/inedo")));
      assertThat(odd.body()).contains("I only answer people of the workspace");
    }
  }

  @Test
  void isRefusedWithAWrongAppToken() {
    Map<String, String> environment = environment(workspace);
    environment.put("SLACK_APP_TOKEN", "xapp-1-wrong");
    assertThatThrownBy(() -> start(environment))
        .isInstanceOf(SlackRefused.class)
        .hasMessageContaining("SLACK_APP_TOKEN")
        .hasMessageContaining("invalid_auth")
        .hasMessageContaining("connections:write")
        .hasMessageNotContaining("xapp-1-wrong");
  }

  @Test
  void staysWithTheWorkspaceOfItsFirstStart() throws Exception {
    start(environment(workspace)).close();
    try (Database database = Database.open(url())) {
      assertThat(database.messages().workspace().orElseThrow().teamId())
          .isEqualTo(workspace.teamId());
    }
    start(environment(workspace)).close();
    try (LocalWorkspace other = LocalWorkspace.start()) {
      assertThatThrownBy(() -> start(environment(other)))
          .isInstanceOf(SlackRefused.class)
          .hasMessageContaining("belongs to the workspace " + workspace.teamId())
          .hasMessageContaining("of the workspace " + other.teamId())
          .hasMessageContaining("INEDOBOT_DATABASE_URL");
    }
  }

  private void forgetTheId(String andNote) {
    Jdbi.create(url())
        .useHandle(
            handle ->
                handle.execute("UPDATE slack_workspace SET team_id = NULL, url = ?", andNote));
  }

  @Test
  void goesByTheAddressInARecordThatHasNoId() throws Exception {
    start(environment(workspace)).close();
    forgetTheId("https://local.slack.com/");
    start(environment(workspace)).close();
    forgetTheId("https://other.slack.com/");
    assertThatThrownBy(() -> start(environment(workspace)))
        .isInstanceOf(SlackRefused.class)
        .hasMessageContaining("belongs to the workspace https://other.slack.com/")
        .hasMessageContaining("of the workspace " + workspace.teamId());
    try (Database database = Database.open(url())) {
      assertThat(database.messages().workspace().orElseThrow().url())
          .isEqualTo("https://other.slack.com/");
    }
  }
}
