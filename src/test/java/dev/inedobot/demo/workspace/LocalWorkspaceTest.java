package dev.inedobot.demo.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.slack.api.RequestConfigurator;
import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.app_backend.SlackSignature;
import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.request.chat.ChatPostMessageRequest.ChatPostMessageRequestBuilder;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Holds the local workspace to what Slack documents, by Slack's own client. */
final class LocalWorkspaceTest {
  private static final String BUTTONS =
      "[{\"type\":\"actions\",\"elements\":[{\"type\":\"button\",\"action_id\":\"upgrade.approve\",\"value\":\"k7m2qxp4\",\"text\":{\"type\":\"plain_text\",\"text\":\"Approve\"}}]}]";

  private final LocalWorkspace workspace =
      LocalWorkspace.start(Clock.systemUTC(), Duration.ofMillis(500));
  private final Channel ops = workspace.channel("ops");
  private final Member alice = workspace.member("alice");
  private final MethodsClient bot = client(workspace.botToken());
  private final List<String> bodies = new CopyOnWriteArrayList<>();
  private final List<Boolean> signed = new CopyOnWriteArrayList<>();
  private volatile Duration delay = Duration.ZERO;
  private volatile int status = 200;

  @SuppressWarnings("NullAway.Init")
  private HttpServer receiver;

  private MethodsClient client(String token) {
    SlackConfig config = new SlackConfig();
    config.setMethodsEndpointUrlPrefix(workspace.apiUrl());
    return Slack.getInstance(config).methods(token);
  }

  @BeforeEach
  void receive() throws IOException {
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    SlackSignature.Verifier verifier =
        new SlackSignature.Verifier(new SlackSignature.Generator(workspace.signingSecret()));
    receiver.createContext(
        "/slack/events",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          bodies.add(URLDecoder.decode(body, StandardCharsets.UTF_8));
          signed.add(
              verifier.isValid(
                  exchange.getRequestHeaders().getFirst("X-Slack-Request-Timestamp"),
                  body,
                  exchange.getRequestHeaders().getFirst("X-Slack-Signature")));
          try {
            Thread.sleep(delay.toMillis());
          } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
          }
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    receiver.start();
    workspace.sendTo(
        URI.create("http://127.0.0.1:%d/slack/events".formatted(receiver.getAddress().getPort())));
  }

  @AfterEach
  void leave() {
    receiver.stop(0);
    workspace.close();
  }

  private String errorOf(RequestConfigurator<ChatPostMessageRequestBuilder> message)
      throws Exception {
    return String.valueOf(bot.chatPostMessage(message).getError());
  }

  @Test
  void knowsTheBotByItsTokenOnly() throws Exception {
    assertThat(bot.authTest(r -> r).getTeamId()).isEqualTo(workspace.teamId());
    assertThat(client("xoxb-other").authTest(r -> r).getError()).isEqualTo("invalid_auth");
  }

  @Test
  void takesMessagesOnlyWhereTheBotIs() throws Exception {
    Channel other = workspace.channelWithoutBot("other");
    assertThat(errorOf(r -> r.channel(other.id()).text("hi"))).isEqualTo("not_in_channel");
    assertThat(errorOf(r -> r.channel("C0NOWHERE").text("hi"))).isEqualTo("channel_not_found");
    assertThat(errorOf(r -> r.channel(ops.id()))).isEqualTo("no_text");
    assertThat(errorOf(r -> r.channel(ops.id()).text("x".repeat(40_001))))
        .isEqualTo("msg_too_long");
    assertThat(errorOf(r -> r.channel(ops.id()).text("hi").threadTs("1700000000.000001")))
        .isEqualTo("thread_not_found");
    assertThat(workspace.messages(ops)).isEmpty();
    assertThat(workspace.refusals()).hasSize(5);
  }

  private static String section(String text) {
    return "{\"type\":\"section\",\"text\":{\"type\":\"mrkdwn\",\"text\":\"" + text + "\"}}";
  }

  @Test
  void holdsBlocksToSlacksLimits() throws Exception {
    String longText = "[" + section("x".repeat(3001)) + "]";
    String unknown = "[{\"type\":\"sectoin\"}]";
    String many =
        IntStream.range(0, 51)
            .mapToObj(i -> section("x"))
            .collect(Collectors.joining(",", "[", "]"));
    String together =
        IntStream.range(0, 5)
            .mapToObj(i -> section("x".repeat(2900)))
            .collect(Collectors.joining(",", "[", "]"));
    String label = BUTTONS.replace("Approve", "A".repeat(76));
    for (String wrong : List.of(longText, unknown, many, label)) {
      assertThat(errorOf(r -> r.channel(ops.id()).text("t").blocksAsString(wrong)))
          .isEqualTo("invalid_blocks");
    }
    assertThat(errorOf(r -> r.channel(ops.id()).text("t").blocksAsString(together)))
        .isEqualTo("msg_blocks_too_long");
    String good = "[" + section("x".repeat(3000)) + "]";
    assertThat(bot.chatPostMessage(r -> r.channel(ops.id()).text("t").blocksAsString(good)).isOk())
        .isTrue();
  }

  @Test
  void editsWhatItKnowsAndTextAloneRemovesTheBlocks() throws Exception {
    String ts =
        bot.chatPostMessage(r -> r.channel(ops.id()).text("first").blocksAsString(BUTTONS)).getTs();
    assertThat(workspace.messages(ops).get(0).buttons()).hasSize(1);

    assertThat(bot.chatUpdate(r -> r.channel(ops.id()).ts(ts).text("second")).isOk()).isTrue();

    Posted edited = workspace.messages(ops).get(0);
    assertThat(edited.text()).isEqualTo("second");
    assertThat(edited.buttons()).isEmpty();
    assertThat(bot.chatUpdate(r -> r.channel(ops.id()).ts("1.000001").text("x")).getError())
        .isEqualTo("message_not_found");
  }

  @Test
  void showsAChannelWithItsThreadsAsText() throws Exception {
    String ts = bot.chatPostMessage(r -> r.channel(ops.id()).text("a &lt; b")).getTs();
    bot.chatPostMessage(r -> r.channel(ops.id()).threadTs(ts).text("<@" + alice.id() + "> reply"));

    assertThat(workspace.thread(ops, ts)).hasSize(1);
    assertThat(workspace.transcript(ops)).containsSubsequence("a < b", "      @alice reply");
  }

  @Test
  void signsCommandsAndClicks() throws Exception {
    String ts =
        bot.chatPostMessage(r -> r.channel(ops.id()).text("t").blocksAsString(BUTTONS)).getTs();
    assertThat(workspace.type(alice, ops, "/inedo status").inTime()).isTrue();
    assertThat(workspace.click(alice, ops, ts, "upgrade.approve").inTime()).isTrue();

    assertThat(signed).containsExactly(true, true);
    assertThat(bodies.get(0)).contains("command=/inedo", "text=status", "user_id=" + alice.id());
    assertThat(bodies.get(1))
        .contains("block_actions", "upgrade.approve", "k7m2qxp4", alice.id(), ts);
    assertThatThrownBy(() -> workspace.click(alice, ops, ts, "upgrade.cancel"))
        .hasMessageContaining("upgrade.approve");
  }

  @Test
  void tellsThePersonWhenTheBotIsLateOrFailsAndDoesNotTryAgain() {
    delay = Duration.ofMillis(900);
    assertThat(workspace.type(alice, ops, "/inedo status").inTime()).isFalse();
    delay = Duration.ZERO;
    status = 503;
    assertThat(workspace.type(alice, ops, "/inedo status").inTime()).isFalse();
    assertThat(bodies).hasSize(2);
  }

  @Test
  void takesFiveAnswersAtAResponseAddress() throws Exception {
    workspace.type(alice, ops, "/inedo status");
    String body = bodies.get(0);
    String address = body.replaceAll("(?s).*response_url=([^&]+).*", "$1");
    List<Integer> taken = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(address))
              .header("Content-Type", "application/json")
              .POST(
                  HttpRequest.BodyPublishers.ofString(
                      new ObjectMapper().createObjectNode().put("text", "answer " + i).toString()))
              .build();
      taken.add(
          HttpClient.newHttpClient()
              .send(request, HttpResponse.BodyHandlers.discarding())
              .statusCode());
    }
    assertThat(taken.subList(0, 5)).containsOnly(200);
    assertThat(taken.get(5)).isNotEqualTo(200);
    assertThat(workspace.shownOnlyTo(alice)).contains("answer 4").doesNotContain("answer 5");
  }

  @Test
  void canBeRateLimitedAndDown() throws Exception {
    workspace.answerRateLimited("chat.postMessage", 1, Duration.ofSeconds(7));
    assertThatThrownBy(() -> bot.chatPostMessage(r -> r.channel(ops.id()).text("t")))
        .isInstanceOfSatisfying(
            SlackApiException.class,
            limited -> {
              assertThat(limited.getResponse().code()).isEqualTo(429);
              assertThat(limited.getResponse().header("Retry-After")).isEqualTo("7");
            });
    workspace.apiDown(true);
    assertThatThrownBy(() -> bot.chatPostMessage(r -> r.channel(ops.id()).text("t")))
        .isInstanceOfAny(IOException.class, SlackApiException.class);
    workspace.apiDown(false);
    assertThat(bot.chatPostMessage(r -> r.channel(ops.id()).text("t")).isOk()).isTrue();
  }

  @Test
  void tellsWhoIsAFullMember() throws Exception {
    Member guest = workspace.guest("gus");
    Member stranger = workspace.stranger("sam");
    assertThat(bot.usersInfo(r -> r.user(alice.id())).getUser().isRestricted()).isFalse();
    assertThat(bot.usersInfo(r -> r.user(guest.id())).getUser().isRestricted()).isTrue();
    assertThat(bot.usersInfo(r -> r.user(stranger.id())).getUser().getTeamId())
        .isNotEqualTo(workspace.teamId());
    String group = workspace.userGroup("ops", List.of(alice));
    assertThat(bot.usergroupsUsersList(r -> r.usergroup(group)).getUsers())
        .containsExactly(alice.id());
  }
}
