package dev.inedobot.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.inedobot.doctor.BotTokenFacts;
import dev.inedobot.upgrade.run.People;
import dev.inedobot.upgrade.run.People.PeopleProblem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is made of Slack's answers about the bot and about people. */
final class SlackAnswersTest {
  private static final String OURS =
      "{\"ok\": true, \"user\": \"inedobot\", \"team_id\": \"T1\", \"url\": \"https://x.slack.com/\"}";

  private final Map<String, String> answers = new ConcurrentHashMap<>();
  private final HttpServer server;

  SlackAnswersTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/api/",
        exchange -> {
          String method = exchange.getRequestURI().getPath().substring("/api/".length());
          byte[] answer = answers.getOrDefault(method, "").getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, answer.length == 0 ? -1 : answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void leave() {
    server.stop(0);
  }

  private String api() {
    return "http://127.0.0.1:%d/api/".formatted(server.getAddress().getPort());
  }

  private SlackBot connect() throws SlackRefused {
    return SlackBot.connect(api(), "xoxb-1", "secret");
  }

  private void refuses(String answer, boolean passing, String sentence) {
    answers.put("auth.test", answer);
    assertThatThrownBy(this::connect)
        .isInstanceOfSatisfying(
            SlackRefused.class, refused -> assertThat(refused.isPassing()).isEqualTo(passing))
        .hasMessageContaining(sentence);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "internal_error",
        "fatal_error",
        "service_unavailable",
        "ratelimited",
        "request_timeout"
      })
  void takesSlacksOwnTroubleForPassing(String error) {
    refuses("{\"ok\": false, \"error\": \"%s\"}".formatted(error), true, "can't be reached");
    BotTokenFacts facts = new SlackCheckup(api(), "xoxb-1", Clock.systemUTC()).botToken();
    assertThat(facts.trouble()).isEqualTo("it answered " + error);
    assertThat(facts.error()).as("it is no word about the token").isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"invalid_auth", "account_inactive", "token_revoked", "not_authed"})
  void takesABadTokenForGood(String error) {
    refuses("{\"ok\": false, \"error\": \"%s\"}".formatted(error), false, "SLACK_BOT_TOKEN");
  }

  @Test
  void refusesAnAppThatIsInstalledForAWholeOrganization() {
    refuses(OURS.replace("}", ", \"is_enterprise_install\": true}"), false, "whole organization");
  }

  @Test
  void refusesAServerThatNamesNoWorkspace() {
    refuses("{\"ok\": true, \"user\": \"inedobot\"}", true, "which workspace");
  }

  private void refusesSocket(String answer, boolean passing, String sentence) {
    answers.put("auth.test", OURS);
    answers.put("apps.connections.open", answer);
    assertThatThrownBy(() -> SlackBot.connectInSocketMode(api(), "xoxb-1", "xapp-secret"))
        .isInstanceOfSatisfying(
            SlackRefused.class, refused -> assertThat(refused.isPassing()).isEqualTo(passing))
        .hasMessageContaining(sentence)
        .hasMessageNotContaining("xapp-secret");
  }

  @Test
  void tellsABadAppTokenFromSlacksOwnTrouble() throws Exception {
    for (String error : List.of("invalid_auth", "not_allowed_token_type", "missing_scope")) {
      String no = "{\"ok\": false, \"error\": \"%s\"}".formatted(error);
      refusesSocket(no, false, "SLACK_APP_TOKEN");
      refusesSocket(no, false, "connections:write");
    }
    refusesSocket("{\"ok\": false, \"error\": \"internal_error\"}", true, "internal_error");
    refusesSocket("<html>Please log in</html>", true, "not Slack");
    refusesSocket("null", true, "apps.connections.open");
    answers.put("apps.connections.open", "{\"ok\": true, \"url\": \"wss://x.slack.com/link?t=1\"}");
    SlackBot.connectInSocketMode(api(), "xoxb-1", "xapp-secret").close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ws://x.slack.com/link?ticket=1", "http://x/", "not an address", "wss:x"})
  void goesToNoAddressWithoutTls(String url) {
    refusesSocket("{\"ok\": true, \"url\": \"%s\"}".formatted(url), true, "none for wss");
  }

  private People people() throws SlackRefused {
    answers.put("auth.test", OURS);
    return connect().people();
  }

  private boolean isFullMember(String user) throws Exception {
    answers.put("users.info", "{\"ok\": true, \"user\": %s}".formatted(user));
    return people().isFullMember("U1");
  }

  @Test
  void takesOnlyFullMembersOfTheWorkspaceForThat() throws Exception {
    assertThat(isFullMember("{\"id\": \"U1\", \"team_id\": \"T1\"}")).isTrue();
    assertThat(isFullMember("{\"id\": \"U1\", \"team_id\": \"T2\"}")).isFalse();
    assertThat(isFullMember("{\"id\": \"U1\"}")).isFalse();
    assertThat(isFullMember("{\"id\": \"U1\", \"team_id\": \"T1\", \"is_restricted\": true}"))
        .isFalse();
    assertThat(isFullMember("{\"id\": \"U1\", \"team_id\": \"T1\", \"deleted\": true}")).isFalse();
    assertThat(isFullMember("{\"id\": \"U1\", \"team_id\": \"T1\", \"is_stranger\": true}"))
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"ok\": true}",
        "<html>Please log in</html>",
        "null",
        "[]",
        "{\"ok\": false, \"error\": \"internal_error\"}",
        "{\"ok\": {}}"
      })
  void saysThatSlackCantBeAskedWhenItDoesNotSayWhoSomebodyIs(String answer) throws Exception {
    People people = people();
    answers.put("users.info", answer);
    answers.put("usergroups.users.list", answer.replace("true", "{}"));
    assertThatThrownBy(() -> people.isFullMember("U1"))
        .isInstanceOf(PeopleProblem.class)
        .hasMessageStartingWith("Slack ");
    assertThatThrownBy(() -> people.isInGroup("U1", "S1"))
        .isInstanceOf(PeopleProblem.class)
        .hasMessageStartingWith("Slack ");
  }
}
