package dev.inedobot.demo.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload;
import com.slack.api.bolt.request.RequestHeaders;
import com.slack.api.bolt.request.builtin.BlockActionRequest;
import com.slack.api.methods.MethodsClient;
import com.slack.api.webhook.WebhookResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the bot answers to commands and clicks, and what people see of it. */
final class LocalWorkspaceAnswersTest {
  private static final String BUTTON =
      """
      [{"type":"actions","block_id":"row","elements":[{"type":"button","action_id":"approve",\
      "value":"k7m2qxp4","text":{"type":"plain_text","text":"Approve"}}]}]""";

  private final SettableClock clock = new SettableClock();
  private final LocalWorkspace workspace = LocalWorkspace.start(clock, Duration.ofSeconds(10));
  private final Channel ops = workspace.channel("ops");
  private final Member alice = workspace.member("alice");
  private final Slack slack = Slack.getInstance(config(workspace));
  private final MethodsClient bot = slack.methods(workspace.botToken());

  @SuppressWarnings("NullAway.Init")
  private Receiver receiver;

  private static SlackConfig config(LocalWorkspace workspace) {
    SlackConfig config = new SlackConfig();
    config.setMethodsEndpointUrlPrefix(workspace.apiUrl());
    return config;
  }

  @BeforeEach
  void listen() throws IOException {
    receiver = new Receiver();
    workspace.sendTo(receiver.address());
  }

  @AfterEach
  void leave() throws Exception {
    receiver.close();
    workspace.close();
    slack.close();
  }

  private String postButton() throws Exception {
    return bot.chatPostMessage(r -> r.channel(ops.id()).text("t").blocksAsString(BUTTON)).getTs();
  }

  private BlockActionPayload click(Member who, String ts) {
    workspace.click(who, ops, ts, "approve");
    Receiver.Taken taken = receiver.last();
    return new BlockActionRequest(
            taken.body(), taken.field("payload"), new RequestHeaders(Map.of()))
        .getPayload();
  }

  /** Slack's client always sends one. */
  private String callWithoutToken(String method) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(workspace.apiUrl() + method))
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  private WebhookResponse respond(String url, String json) throws IOException {
    return slack.send(url, json);
  }

  @Test
  void aClickCarriesWhatBoltReads() throws Exception {
    Member stranger = workspace.stranger("sam");
    String ts = postButton();

    BlockActionPayload payload = click(stranger, ts);

    assertThat(payload.getType()).isEqualTo("block_actions");
    assertThat(payload.getUser().getId()).isEqualTo(stranger.id());
    assertThat(payload.getUser().getUsername()).isEqualTo("sam");
    assertThat(payload.getUser().getTeamId()).isNotEqualTo(workspace.teamId());
    assertThat(payload.getTeam().getId()).isEqualTo(workspace.teamId());
    assertThat(payload.getChannel().getId()).isEqualTo(ops.id());
    assertThat(payload.getMessage().getTs()).isEqualTo(ts);
    assertThat(payload.getMessage().getBlocks()).hasSize(1);
    assertThat(payload.getContainer().getMessageTs()).isEqualTo(ts);
    assertThat(payload.getTriggerId()).isNotBlank();
    assertThat(payload.getActions())
        .singleElement()
        .satisfies(
            action -> {
              assertThat(action.getActionId()).isEqualTo("approve");
              assertThat(action.getValue()).isEqualTo("k7m2qxp4");
              assertThat(action.getBlockId()).isEqualTo("row");
              assertThat(action.getText().getText()).isEqualTo("Approve");
            });
  }

  @Test
  void aCommandCarriesWhatBoltReads() {
    Channel direct = workspace.directMessage(alice);

    workspace.type(alice, direct, "/inedo upgrade proget 2024.5");

    assertThat(receiver.last().form())
        .containsEntry("team_id", workspace.teamId())
        .containsEntry("channel_id", direct.id())
        .containsEntry("channel_name", "directmessage")
        .containsEntry("user_id", alice.id())
        .containsEntry("user_name", "alice")
        .containsEntry("command", "/inedo")
        .containsEntry("text", "upgrade proget 2024.5")
        .containsKeys("api_app_id", "trigger_id", "response_url");
    assertThat(direct.id()).startsWith("D");
  }

  @Test
  void redeliversTheSameBytesAndHeaders() {
    Delivery first = workspace.type(alice, ops, "/inedo status");
    clock.move(Duration.ofMinutes(1));

    workspace.redeliver(first);

    assertThat(receiver.all()).hasSize(2);
    assertThat(receiver.all().get(1)).isEqualTo(receiver.all().get(0));
  }

  @Test
  void showsAnAcknowledgementToThePersonOnlyUnlessItSaysOtherwise() {
    receiver.acknowledge(200, "Looking into it …");
    workspace.type(alice, ops, "/inedo status");
    assertThat(workspace.shownOnlyTo(alice)).containsExactly("Looking into it …");

    receiver.acknowledge(200, "{\"response_type\":\"in_channel\",\"text\":\"for all\"}");
    workspace.type(alice, ops, "/inedo status");
    assertThat(workspace.messages(ops)).extracting(Posted::text).containsExactly("for all");
  }

  @Test
  void showsSlacksOwnErrorWhenTheBotFails() throws Exception {
    String ts = postButton();
    receiver.acknowledge(503, "busy");

    Delivery typed = workspace.type(alice, ops, "/inedo status");
    Delivery clicked = workspace.click(alice, ops, ts, "approve");

    assertThat(List.of(typed.inTime(), clicked.inTime())).containsOnly(false);
    assertThat(typed.status()).isEqualTo(503);
    assertThat(workspace.shownOnlyTo(alice))
        .hasSize(2)
        .first()
        .asString()
        .contains("/inedo failed with the error");
    assertThat(receiver.all()).hasSize(2);
  }

  @Test
  void aResponseAddressReplacesOrDeletesTheMessageThatWasClicked() throws Exception {
    String ts = postButton();
    String url = click(alice, ts).getResponseUrl();

    respond(url, "{\"text\":\"new\",\"response_type\":\"in_channel\"}");
    assertThat(workspace.messages(ops)).extracting(Posted::text).containsExactly("t", "new");

    respond(url, "{\"replace_original\":true,\"text\":\"replaced\"}");
    assertThat(workspace.messages(ops).get(0).text()).isEqualTo("replaced");
    assertThat(workspace.messages(ops).get(0).buttons()).isEmpty();

    respond(url, "{\"delete_original\":true}");
    assertThat(workspace.messages(ops)).extracting(Posted::text).containsExactly("new");
  }

  @Test
  void aResponseAddressIsUsedUpAfterHalfAnHour() throws Exception {
    workspace.type(alice, ops, "/inedo status");
    String url = receiver.last().field("response_url");

    clock.move(Duration.ofMinutes(30).minusSeconds(1));
    assertThat(respond(url, "{\"text\":\"just\"}").getCode()).isEqualTo(200);
    clock.move(Duration.ofSeconds(1));
    assertThat(respond(url, "{\"text\":\"late\"}").getCode()).isEqualTo(404);

    assertThat(workspace.shownOnlyTo(alice)).containsExactly("just");
    assertThat(workspace.refusals())
        .singleElement()
        .asString()
        .startsWith("response_url: expired_url");
  }

  @Test
  void aResponseAddressHoldsBlocksToTheLimitsToo() throws Exception {
    workspace.type(alice, ops, "/inedo status");
    String url = receiver.last().field("response_url");

    assertThat(respond(url, "{\"text\":\"t\",\"blocks\":[{\"type\":\"x\"}]}").getCode())
        .isEqualTo(400);
    assertThat(workspace.shownOnlyTo(alice)).isEmpty();
  }

  @Test
  void anEditWithBlocksAloneLosesTheText() throws Exception {
    String ts = postButton();

    assertThat(bot.chatUpdate(r -> r.channel(ops.id()).ts(ts).blocksAsString(BUTTON)).isOk())
        .isTrue();

    Posted edited = workspace.messages(ops).get(0);
    assertThat(edited.text()).isEmpty();
    assertThat(edited.buttons()).hasSize(1);
    assertThat(edited.edited()).isTrue();
  }

  @Test
  void anEditTakesLessTextThanAPost() throws Exception {
    String ts = postButton();

    assertThat(bot.chatUpdate(r -> r.channel(ops.id()).ts(ts).text("x".repeat(4000))).isOk())
        .isTrue();
    assertThat(bot.chatUpdate(r -> r.channel(ops.id()).ts(ts).text("x".repeat(4001))).getError())
        .isEqualTo("msg_too_long");
    assertThat(bot.chatUpdate(r -> r.channel(ops.id()).ts(ts).text("…".repeat(1334))).getError())
        .isEqualTo("msg_too_long");
  }

  @Test
  void ephemeralMessagesAreForOnePerson() throws Exception {
    bot.chatPostEphemeral(r -> r.channel(ops.id()).user(alice.id()).text("psst"));

    assertThat(workspace.shownOnlyTo(alice)).containsExactly("psst");
    assertThat(workspace.shownOnlyTo(workspace.member("bob"))).isEmpty();
    assertThat(workspace.messages(ops)).isEmpty();
    assertThat(
            bot.chatPostEphemeral(r -> r.channel(ops.id()).user("U0NOBODY").text("x")).getError())
        .isEqualTo("user_not_in_channel");
  }

  @Test
  void buttonsOfAnEphemeralMessageCanBeClickedByItsReaderOnly() throws Exception {
    bot.chatPostEphemeral(
        r -> r.channel(ops.id()).user(alice.id()).text("psst").blocksAsString(BUTTON));
    Posted shown = workspace.messagesOnlyFor(alice).get(0);
    Member bob = workspace.member("bob");

    BlockActionPayload payload = click(alice, shown.ts());

    assertThat(shown.buttons()).extracting(Button::value).containsExactly("k7m2qxp4");
    assertThat(payload.getContainer().isEphemeral()).isTrue();
    assertThat(payload.getContainer().getMessageTs()).isEqualTo(shown.ts());
    assertThat(payload.getMessage()).isNull();
    assertThat(payload.getChannel().getId()).isEqualTo(ops.id());
    assertThat(payload.getActions()).extracting("value").containsExactly("k7m2qxp4");
    assertThatThrownBy(() -> workspace.click(bob, ops, shown.ts(), "approve"))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(
            () -> workspace.click(alice, workspace.channel("other"), shown.ts(), "approve"))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void anEphemeralMessageIsReplacedByItsResponseAddressOnly() throws Exception {
    bot.chatPostEphemeral(
        r -> r.channel(ops.id()).user(alice.id()).text("psst").blocksAsString(BUTTON));
    String ts = workspace.messagesOnlyFor(alice).get(0).ts();
    String url = click(alice, ts).getResponseUrl();

    respond(url, "{\"replace_original\":true,\"text\":\"chosen\"}");

    assertThat(workspace.messagesOnlyFor(alice))
        .singleElement()
        .satisfies(
            message -> {
              assertThat(message.text()).isEqualTo("chosen");
              assertThat(message.buttons()).isEmpty();
            });
    assertThat(bot.chatUpdate(r -> r.channel(ops.id()).ts(ts).text("x")).getError())
        .isEqualTo("message_not_found");
    respond(url, "{\"delete_original\":true}");
    assertThat(workspace.messagesOnlyFor(alice)).isEmpty();
    assertThat(workspace.messages(ops)).isEmpty();
  }

  @Test
  void refusesMissingTokensUnknownMethodsAndUnknownIds() throws Exception {
    assertThat(callWithoutToken("auth.test")).contains("not_authed");
    assertThat(bot.apiTest(r -> r).getError()).isEqualTo("unknown_method");
    assertThat(bot.usersInfo(r -> r.user("U0NOBODY")).getError()).isEqualTo("user_not_found");
    assertThat(bot.usergroupsUsersList(r -> r.usergroup("S0NONE")).getError())
        .isEqualTo("no_such_subteam");
    assertThat(workspace.refusals()).hasSize(4);
  }

  @Test
  void aReplyIsNoParent() throws Exception {
    String ts = postButton();
    String reply = bot.chatPostMessage(r -> r.channel(ops.id()).threadTs(ts).text("reply")).getTs();

    assertThat(bot.chatPostMessage(r -> r.channel(ops.id()).threadTs(reply).text("x")).getError())
        .isEqualTo("thread_not_found");
  }

  @Test
  void tellsChangesInOrder() throws Exception {
    List<String> seen = new CopyOnWriteArrayList<>();
    workspace.onChange(change -> seen.add(change.kind() + " " + change.posted().text()));

    String ts = postButton();
    bot.chatUpdate(r -> r.channel(ops.id()).ts(ts).text("edited"));
    bot.chatPostEphemeral(r -> r.channel(ops.id()).user(alice.id()).text("psst"));

    Awaitility.await()
        .untilAsserted(
            () -> assertThat(seen).containsExactly("POSTED t", "EDITED edited", "ONLY_TO psst"));
  }
}
