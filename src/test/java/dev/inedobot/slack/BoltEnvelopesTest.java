package dev.inedobot.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.bolt.App;
import com.slack.api.bolt.AppConfig;
import com.slack.api.bolt.response.Response;
import dev.inedobot.demo.workspace.Channel;
import dev.inedobot.demo.workspace.Delivery;
import dev.inedobot.demo.workspace.LocalWorkspace;
import dev.inedobot.demo.workspace.Member;
import dev.inedobot.slack.socket.SocketMode;
import dev.inedobot.slack.socket.SocketTimes;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Listeners of Bolt that fail, in Socket Mode: everybody gets an answer all the same. */
final class BoltEnvelopesTest {
  private static final String BUTTONS =
      "[{\"type\":\"actions\",\"elements\":[{\"type\":\"button\",\"action_id\":\"%s\",\"value\":\"1\",\"text\":{\"type\":\"plain_text\",\"text\":\"Go\"}}]}]";

  private final LocalWorkspace workspace = LocalWorkspace.start();
  private final Channel ops = workspace.channel("ops");
  private final Member alice = workspace.member("alice");
  private final Slack slack = slack();
  private final SocketMode socket = start();

  private Slack slack() {
    SlackConfig config = new SlackConfig();
    config.setMethodsEndpointUrlPrefix(workspace.apiUrl());
    return Slack.getInstance(config);
  }

  private SocketMode start() {
    AppConfig config =
        AppConfig.builder()
            .signingSecret("")
            .singleTeamBotToken(workspace.botToken())
            .slack(slack)
            .build();
    App app = new App(config, Middlewares.of(config));
    app.command("/inedo", (request, context) -> context.ack("hello"));
    app.command(
        "/throws",
        (request, context) -> {
          throw new IllegalStateException("on purpose");
        });
    app.blockAction("works", (request, context) -> context.ack());
    app.blockAction(
        "throws",
        (request, context) -> {
          throw new IllegalStateException("on purpose");
        });
    app.blockAction("busy", (request, context) -> Response.error(503));
    app.start();
    workspace.sendToConnections();
    SocketMode started =
        SocketMode.start(
            new SlackAddresses(slack.methods(workspace.appToken())),
            new BoltEnvelopes(app),
            null,
            SocketTimes.SLACKS);
    Awaitility.await("connected").until(() -> workspace.connections() == 2);
    return started;
  }

  @AfterEach
  void leave() {
    socket.close();
    workspace.close();
  }

  private String answer(String line) {
    assertThat(workspace.type(alice, ops, line).inTime()).as(line).isTrue();
    List<String> shown = workspace.shownOnlyTo(alice);
    return shown.get(shown.size() - 1);
  }

  @Test
  void commandsAreAnsweredInTheAcknowledgement() {
    assertThat(answer("/inedo help")).isEqualTo("hello");
    assertThat(answer("/throws now")).startsWith("Sorry, that failed because of an error of mine.");
    assertThat(answer("/unknown")).startsWith("Sorry, that failed because of an error of mine.");
  }

  private Delivery click(String action) throws Exception {
    String ts =
        slack
            .methods(workspace.botToken())
            .chatPostMessage(
                r -> r.channel(ops.id()).text("t").blocksAsString(BUTTONS.formatted(action)))
            .getTs();
    return workspace.click(alice, ops, ts, action);
  }

  private void tells(String action, String answer) throws Exception {
    int before = workspace.shownOnlyTo(alice).size();
    assertThat(click(action).inTime()).as(action).isTrue();
    Awaitility.await("an answer to " + action)
        .atMost(Duration.ofSeconds(10))
        .until(() -> workspace.shownOnlyTo(alice).size() > before);
    assertThat(workspace.shownOnlyTo(alice)).last().asString().startsWith(answer);
  }

  @Test
  void clicksAreAnsweredAtTheirResponseAddress() throws Exception {
    assertThat(click("works").inTime()).isTrue();
    assertThat(workspace.shownOnlyTo(alice)).isEmpty();
    tells("throws", "Sorry, that failed because of an error of mine.");
    tells("busy", "I am too busy to take this now");
    tells("unknown", "Sorry, that failed because of an error of mine.");
  }
}
