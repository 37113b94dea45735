package dev.inedobot.demo.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.methods.MethodsClient;
import com.slack.api.socket_mode.SocketModeClient;
import com.slack.api.socket_mode.response.AckResponse;
import com.slack.api.socket_mode.response.MapResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Holds the local workspace's side of Socket Mode to Slack's own client. */
final class SocketsTest {
  private static final String BUTTONS =
      "[{\"type\":\"actions\",\"elements\":[{\"type\":\"button\",\"action_id\":\"upgrade.approve\",\"value\":\"k7m2qxp4\",\"text\":{\"type\":\"plain_text\",\"text\":\"Approve\"}}]}]";

  private final LocalWorkspace workspace =
      LocalWorkspace.start(Clock.systemUTC(), Duration.ofMillis(900));
  private final Channel ops = workspace.channel("ops");
  private final Member alice = workspace.member("alice");
  private final List<String> commands = new CopyOnWriteArrayList<>();
  private final List<String> clicks = new CopyOnWriteArrayList<>();
  private final Slack slack = slack();
  private volatile boolean silent;

  @AfterEach
  void leave() {
    workspace.close();
  }

  private Slack slack() {
    SlackConfig config = new SlackConfig();
    config.setMethodsEndpointUrlPrefix(workspace.apiUrl());
    return Slack.getInstance(config);
  }

  private SocketModeClient client() throws Exception {
    workspace.sendToConnections();
    SocketModeClient client =
        slack.socketMode(workspace.appToken(), SocketModeClient.Backend.JavaWebSocket);
    client.addWebSocketMessageListener(
        message -> {
          if (message.contains("\"slash_commands\"")) {
            commands.add(message);
          } else if (message.contains("\"interactive\"")) {
            clicks.add(message);
          }
        });
    client.addSlashCommandsEnvelopeListener(
        envelope -> {
          if (!silent) {
            client.sendSocketModeResponse(
                MapResponse.builder()
                    .envelopeId(envelope.getEnvelopeId())
                    .payload(Map.of("text", "taken"))
                    .build());
          }
        });
    client.addInteractiveEnvelopeListener(
        envelope -> client.sendSocketModeResponse(new AckResponse(envelope.getEnvelopeId())));
    client.connect();
    Awaitility.await("connected")
        .atMost(Duration.ofSeconds(10))
        .until(() -> workspace.connections() == 1);
    return client;
  }

  @Test
  void givesAddressesForAnAppTokenOnly() throws Exception {
    MethodsClient methods = slack.methods();
    assertThat(methods.appsConnectionsOpen(r -> r.token(workspace.botToken())).getError())
        .isEqualTo("not_allowed_token_type");
    assertThat(methods.appsConnectionsOpen(r -> r.token("xapp-1-other")).getError())
        .isEqualTo("invalid_auth");
    assertThat(methods.appsConnectionsOpen(r -> r.token(workspace.appToken())).getUrl())
        .startsWith("ws://127.0.0.1:");
    assertThat(slack.methods(workspace.appToken()).authTest(r -> r).getAppName())
        .isEqualTo("inedobot");
    assertThat(slack.methods(workspace.appToken()).usersInfo(r -> r.user(alice.id())).getError())
        .isEqualTo("not_allowed_token_type");
  }

  @Test
  void sendsCommandsAndClicksAndTakesAnswers() throws Exception {
    try (SocketModeClient client = client()) {
      Delivery command = workspace.type(alice, ops, "/inedo status");
      assertThat(command.inTime()).isTrue();
      assertThat(workspace.shownOnlyTo(alice)).containsExactly("taken");
      assertThat(commands)
          .singleElement()
          .asString()
          .contains("\"command\":\"/inedo\"", "\"text\":\"status\"", alice.id());

      String ts =
          slack
              .methods(workspace.botToken())
              .chatPostMessage(r -> r.channel(ops.id()).text("t").blocksAsString(BUTTONS))
              .getTs();
      assertThat(workspace.click(alice, ops, ts, "upgrade.approve").inTime()).isTrue();
      assertThat(clicks)
          .singleElement()
          .asString()
          .contains("block_actions", "upgrade.approve", "k7m2qxp4", alice.id(), ts);
      assertThat(client.getWssUri()).isNotNull();
    }
  }

  @Test
  void showsTheTimeOutWhenNobodyAcknowledgesAndWhenNobodyIsConnected() throws Exception {
    try (SocketModeClient client = client()) {
      silent = true;
      assertThat(workspace.type(alice, ops, "/inedo status").inTime()).isFalse();
      client.setAutoReconnectEnabled(false);
      client.disconnect();
      Awaitility.await("gone").until(() -> workspace.connections() == 0);
    }
    assertThat(workspace.type(alice, ops, "/inedo status").inTime()).isFalse();
    assertThat(commands).as("not sent again").hasSize(1);
    assertThat(workspace.shownOnlyTo(alice))
        .containsOnly("/inedo failed with the error \"operation_timeout\"")
        .hasSize(2);
  }

  @Test
  void hasItsConnectionsReplaced() throws Exception {
    try (SocketModeClient client = client()) {
      String before = client.getWssUri().toString();
      workspace.refreshConnections("refresh_requested");
      Awaitility.await("replaced")
          .atMost(Duration.ofSeconds(10))
          .until(
              () -> workspace.connections() == 1 && !before.equals(client.getWssUri().toString()));
      assertThat(workspace.type(alice, ops, "/inedo status").inTime()).isTrue();
    }
  }
}
