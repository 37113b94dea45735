package dev.inedobot.demo.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.app_backend.SlackSignature;
import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload;
import com.slack.api.app_backend.views.payload.ViewSubmissionPayload;
import com.slack.api.bolt.request.RequestHeaders;
import com.slack.api.bolt.request.builtin.BlockActionRequest;
import com.slack.api.bolt.request.builtin.ViewSubmissionRequest;
import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.response.views.ViewsOpenResponse;
import com.slack.api.methods.response.views.ViewsUpdateResponse;
import com.slack.api.model.view.ViewState.Value;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Modals as Slack's own client and Bolt know them. */
final class ModalsTest {
  private static final String TWO =
      """
      [{"text":{"type":"plain_text","text":"proget"},"value":"proget"},\
      {"text":{"type":"plain_text","text":"otter"},"value":"otter"}]""";

  /** With an instance that the bot wants to be told of, a version, and a box to tick. */
  private static final String FORM =
      """
      {"type":"modal","callback_id":"upgrade","private_metadata":"C1","title":{"type":"plain_text",\
      "text":"Upgrade"},"submit":{"type":"plain_text","text":"Plan it"},"blocks":[\
      {"type":"input","block_id":"i","dispatch_action":true,"label":{"type":"plain_text",\
      "text":"Instance"},"element":{"type":"static_select","action_id":"instance","options":TWO}},\
      {"type":"input","block_id":"v","label":{"type":"plain_text","text":"Version"},\
      "element":{"type":"plain_text_input","action_id":"version","initial_value":"2024.5"}},\
      {"type":"input","block_id":"b","optional":true,"label":{"type":"plain_text","text":"Backup"},\
      "element":{"type":"checkboxes","action_id":"backup","options":[\
      {"text":{"type":"plain_text","text":"I have one"},"value":"yes"}]}},\
      {"type":"input","block_id":"t","optional":true,"label":{"type":"plain_text","text":"When"},\
      "element":{"type":"datetimepicker","action_id":"when"}}]}"""
          .replace("TWO", TWO);

  private static final String SHORT =
      """
      {"type":"modal","callback_id":"wait","title":{"type":"plain_text","text":"Upgrade"},\
      "blocks":[{"type":"section","text":{"type":"mrkdwn","text":"Looking …"}}]}""";

  private final SettableClock clock = new SettableClock();
  private final LocalWorkspace workspace = LocalWorkspace.start(clock, Duration.ofSeconds(2));
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

  private String trigger() {
    workspace.type(alice, ops, "/inedo upgrade");
    return receiver.last().field("trigger_id");
  }

  private ViewsOpenResponse open(String trigger, String view) throws Exception {
    return bot.viewsOpen(r -> r.triggerId(trigger).viewAsString(view));
  }

  private ViewsUpdateResponse update(String id, String hash, String view) throws Exception {
    return bot.viewsUpdate(r -> r.viewId(id).hash(hash).viewAsString(view));
  }

  private Modal shown() {
    return workspace.modals().of(alice).orElseThrow();
  }

  @Test
  void aTriggerOpensOneModalWithinThreeSeconds() throws Exception {
    String trigger = trigger();
    String late = trigger();
    ViewsOpenResponse opened = open(trigger, FORM);
    assertThat(opened.isOk()).isTrue();
    assertThat(opened.getView().getId()).startsWith("V");
    assertThat(opened.getView().getHash()).isNotBlank();
    assertThat(opened.getView().getPrivateMetadata()).isEqualTo("C1");
    assertThat(shown().id()).isEqualTo(opened.getView().getId());
    assertThat(shown().asText()).contains("Upgrade", "Instance: [ proget | otter ▾ ]");

    assertThat(open(trigger, FORM).getError()).isEqualTo("exchanged_trigger_id");
    assertThat(open("1.2.3", FORM).getError()).isEqualTo("invalid_trigger_id");
    clock.move(Duration.ofSeconds(3));
    assertThat(open(late, FORM).getError()).isEqualTo("expired_trigger_id");
    assertThat(open(trigger(), SHORT.replace("modal", "mordal")).getError())
        .isEqualTo("invalid_arguments");
  }

  @Test
  void anUpdateNeedsTheViewAndItsNewestHashAndKeepsWhatWasFilledIn() throws Exception {
    ViewsOpenResponse opened = open(trigger(), SHORT);
    String id = opened.getView().getId();
    ViewsUpdateResponse filled = update(id, opened.getView().getHash(), FORM);
    assertThat(filled.isOk()).isTrue();
    assertThat(filled.getView().getHash()).isNotEqualTo(opened.getView().getHash());

    workspace.modals().fill(alice, "version", "2024.6");
    workspace.modals().fill(alice, "instance", "otter");
    String without = FORM.replace("otter", "buildmaster");
    assertThat(update(id, opened.getView().getHash(), without).getError())
        .isEqualTo("hash_conflict");
    ViewsUpdateResponse changed = update(id, "", without);
    Map<String, Map<String, Value>> values = changed.getView().getState().getValues();
    assertThat(value(values, "v", "version").getValue()).isEqualTo("2024.6");
    assertThat(value(values, "i", "instance").getSelectedOption()).isNull();

    assertThat(workspace.modals().close(alice)).isEmpty();
    assertThat(workspace.modals().of(alice)).isEmpty();
    assertThat(update(id, "", FORM).getError()).isEqualTo("not_found");
    assertThatThrownBy(() -> workspace.modals().submit(alice)).hasMessageContaining("no modal");
  }

  private static Value value(Map<String, Map<String, Value>> values, String block, String action) {
    return values.getOrDefault(block, Map.of()).getOrDefault(action, new Value());
  }

  private ViewSubmissionPayload submitted() {
    Receiver.Taken taken = receiver.last();
    return new ViewSubmissionRequest(
            taken.body(), taken.field("payload"), new RequestHeaders(Map.of()))
        .getPayload();
  }

  @Test
  void aSubmissionCarriesWhatBoltReadsAndIsSigned() throws Exception {
    open(trigger(), FORM);
    Modals modals = workspace.modals();
    modals.fill(alice, "instance", "proget");
    modals.fill(alice, "backup", "yes");
    modals.fill(alice, "when", "1780000000");
    Delivery delivery = modals.submit(alice);

    assertThat(delivery.inTime()).isTrue();
    assertThat(workspace.modals().of(alice)).isEmpty();
    ViewSubmissionPayload payload = submitted();
    assertThat(payload.getType()).isEqualTo("view_submission");
    assertThat(payload.getUser().getId()).isEqualTo(alice.id());
    assertThat(payload.getUser().getTeamId()).isEqualTo(workspace.teamId());
    assertThat(payload.getTeam().getId()).isEqualTo(workspace.teamId());
    assertThat(payload.getView().getCallbackId()).isEqualTo("upgrade");
    assertThat(payload.getView().getPrivateMetadata()).isEqualTo("C1");
    Map<String, Map<String, Value>> values = payload.getView().getState().getValues();
    assertThat(value(values, "i", "instance").getSelectedOption().getValue()).isEqualTo("proget");
    assertThat(value(values, "v", "version").getValue()).isEqualTo("2024.5");
    assertThat(value(values, "b", "backup").getSelectedOptions()).hasSize(1);
    assertThat(value(values, "t", "when").getSelectedDateTime()).isEqualTo(1_780_000_000);
    Receiver.Taken taken = receiver.last();
    SlackSignature.Generator generator = new SlackSignature.Generator(workspace.signingSecret());
    assertThat(generator.generate(taken.timestamp(), taken.body())).isEqualTo(taken.signature());

    workspace.redeliver(delivery);
    assertThat(receiver.last()).isEqualTo(taken);
  }

  @Test
  void whatTheBotWantsToKnowAtOnceItIsTold() throws Exception {
    open(trigger(), FORM);
    assertThat(workspace.modals().fill(alice, "version", "2024.7")).isEmpty();
    assertThat(workspace.modals().fill(alice, "instance", "otter")).isPresent();

    Receiver.Taken taken = receiver.last();
    BlockActionPayload payload =
        new BlockActionRequest(taken.body(), taken.field("payload"), new RequestHeaders(Map.of()))
            .getPayload();
    assertThat(payload.getContainer().getViewId()).isEqualTo(shown().id());
    assertThat(payload.getView().getHash()).isEqualTo(shown().hash());
    assertThat(payload.getTriggerId()).isNotBlank();
    assertThat(payload.getChannel()).isNull();
    assertThat(payload.getActions())
        .singleElement()
        .satisfies(
            action -> {
              assertThat(action.getActionId()).isEqualTo("instance");
              assertThat(action.getSelectedOption().getValue()).isEqualTo("otter");
            });
    assertThatThrownBy(() -> workspace.modals().fill(alice, "instance", "buildmaster"))
        .hasMessageContaining("proget");
    assertThatThrownBy(() -> workspace.modals().fill(alice, "nothing", "x"))
        .hasMessageContaining("version");
  }

  @Test
  void slackItselfHoldsBackWhatIsNotFilledIn() throws Exception {
    open(trigger(), FORM);
    int before = receiver.all().size();
    assertThatThrownBy(() -> workspace.modals().submit(alice)).hasMessageContaining("required");
    assertThat(receiver.all()).hasSize(before);
    assertThat(shown().errors()).containsOnlyKeys("i");
  }

  @Test
  void theAnswerSaysWhatBecomesOfIt() throws Exception {
    open(trigger(), FORM);
    workspace.modals().fill(alice, "instance", "otter");

    receiver.acknowledge(
        200, "{\"response_action\":\"errors\",\"errors\":{\"v\":\"There is no 2024.5\"}}");
    workspace.modals().submit(alice);
    assertThat(shown().errors()).isEqualTo(Map.of("v", "There is no 2024.5"));

    receiver.acknowledge(
        200, "{\"response_action\":\"errors\",\"errors\":{\"nowhere\":\"Wrong\"}}");
    workspace.modals().submit(alice);
    assertThat(shown().trouble()).contains("trouble connecting");
    assertThat(workspace.refusals()).last().asString().contains("view_submission");

    receiver.acknowledge(500, "");
    workspace.modals().submit(alice);
    assertThat(shown().trouble()).contains("trouble connecting");

    receiver.acknowledge(200, "{\"response_action\":\"update\",\"view\":" + SHORT + "}");
    workspace.modals().submit(alice);
    assertThat(shown().callbackId()).isEqualTo("wait");
    assertThat(shown().trouble()).isEmpty();

    receiver.acknowledge(200, "{\"response_action\":\"clear\"}");
    workspace.modals().submit(alice);
    assertThat(workspace.modals().of(alice)).isEmpty();
  }

  @Test
  void aLateAnswerIsToldInTheModal() throws Exception {
    open(trigger(), FORM);
    workspace.modals().fill(alice, "instance", "otter");
    receiver.late(Duration.ofMillis(2500));
    assertThat(workspace.modals().submit(alice).inTime()).isFalse();
    assertThat(shown().trouble()).contains("trouble connecting");
    assertThat(workspace.shownOnlyTo(alice)).isEmpty();
  }

  @Test
  void closingIsToldIfTheBotAskedForIt() throws Exception {
    open(
        trigger(),
        FORM.replace("\"type\":\"modal\"", "\"type\":\"modal\",\"notify_on_close\":true"));
    assertThat(workspace.modals().close(alice)).isPresent();
    JsonNode payload = new ObjectMapper().readTree(receiver.last().field("payload"));
    assertThat(List.of(payload.path("type").asText(), payload.path("user").path("id").asText()))
        .containsExactly("view_closed", alice.id());
  }
}
