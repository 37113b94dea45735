package dev.inedobot.demo.workspace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.app_backend.SlackSignature;
import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A small bot that says and asks what the page's tests need; takes only what is signed. */
final class PageBot implements AutoCloseable {
  private static final int LATE = 4000;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final SlackSignature.Verifier verifier;
  private final Slack slack;
  private final MethodsClient api;
  private final List<String> deeds = new CopyOnWriteArrayList<>();

  PageBot(LocalWorkspace workspace) throws IOException {
    verifier = new SlackSignature.Verifier(new SlackSignature.Generator(workspace.signingSecret()));
    SlackConfig config = new SlackConfig();
    config.setMethodsEndpointUrlPrefix(workspace.apiUrl());
    slack = Slack.getInstance(config);
    api = slack.methods(workspace.botToken());
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/slack/events", this::take);
    server.start();
    workspace.sendTo(
        URI.create("http://127.0.0.1:%d/slack/events".formatted(server.getAddress().getPort())));
  }

  /** What people did, in order, each time that it was delivered. */
  List<String> deeds() {
    return List.copyOf(deeds);
  }

  private void take(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    boolean signed =
        verifier.isValid(
            exchange.getRequestHeaders().getFirst("X-Slack-Request-Timestamp"),
            body,
            exchange.getRequestHeaders().getFirst("X-Slack-Signature"));
    JsonNode form = Carried.of(body);
    String deed = Carried.deed(form);
    String answer = "";
    if (signed) {
      deeds.add(deed);
      try {
        answer = answer(deed, form);
      } catch (SlackApiException refused) {
        answer = "Slack refused: " + refused.getMessage();
      }
    }
    byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(signed ? 200 : 401, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private String answer(String deed, JsonNode form) throws IOException, SlackApiException {
    String channel = form.path("channel_id").asText();
    return switch (deed) {
      case "/inedo status" -> "proget runs 2024.4, says " + form.path("user_name").asText();
      case "/inedo slow" -> late("");
      case "/inedo upgrade proget 2024.5" ->
          post(
              channel,
              "*Upgrade proget: ProGet 2024.4 → 2024.5* · `k7m2qxp4`",
              "backup.acknowledge",
              "I have a backup");
      case "/inedo long" ->
          post(
              channel,
              LONG,
              "long",
              "A button whose label is as long as Slack lets it be, which is a lot on a phone");
      case "/inedo markup" -> post(channel, MARKUP, "markup", "<b>Bold</b> & more");
      case "/inedo form" -> form(form.path("trigger_id").asText());
      case "block_actions backup.acknowledge" -> acknowledged(form.path("payload"));
      case "block_actions instance" -> "";
      case "view_submission upgrade" -> submitted(form.path("payload").path("view"));
      default -> "";
    };
  }

  private static final String LONG =
      "• Image: `127.0.0.1:39981/standin/inedo/proget:24.0.5`, digest `sha256:%s`\n```docker create --name proget-next --env %s```"
          .formatted("8a6a8003a3a9".repeat(6), "X".repeat(200));

  private static final String MARKUP =
      "<img src=x onerror=document.title='owned'> *bold <@U0NOBODY>* _it_ ~gone~ `a < b` &lt;script&gt; <javascript:alert(1)|click> <https://inedo.com/x|the docs> on <!date^1780056000^{date_num} at {time_secs}|some day>";

  private static final String CONFIRM =
      """
      {"title":{"type":"plain_text","text":"Really?"},"text":{"type":"mrkdwn",\
      "text":"&lt;i&gt;This&lt;/i&gt; can't be undone"},"confirm":{"type":"plain_text","text":"Yes"},\
      "deny":{"type":"plain_text","text":"No"}}""";

  private String post(String channel, String text, String action, String label)
      throws IOException, SlackApiException {
    ObjectNode section = SlackJson.object().put("type", "section");
    section.putObject("text").put("type", "mrkdwn").put("text", text);
    ObjectNode row = SlackJson.object().put("type", "actions");
    ObjectNode button = row.withArray("elements").addObject().put("type", "button");
    button
        .put("action_id", action)
        .putObject("text")
        .put("type", "plain_text")
        .put("text", label.length() > 75 ? label.substring(0, 75) : label);
    if (action.equals("markup")) {
      button.set("confirm", new ObjectMapper().readTree(CONFIRM));
    }
    String ts =
        api.chatPostMessage(
                r -> r.channel(channel).text(text).blocksAsString("[" + section + "," + row + "]"))
            .getTs();
    api.chatPostMessage(r -> r.channel(channel).threadTs(ts).text("1/7 pull — done in 0.8 s"));
    return "";
  }

  private String acknowledged(JsonNode payload) throws IOException, SlackApiException {
    String channel = payload.path("channel").path("id").asText();
    String ts = payload.path("message").path("ts").asText();
    String text = payload.path("message").path("text").asText();
    api.chatUpdate(
        r -> r.channel(channel).ts(ts).text(text + "\nBackup acknowledged\nWaiting for approval"));
    return "";
  }

  private String form(String trigger) throws IOException, SlackApiException {
    String view =
        """
        {"type":"modal","callback_id":"upgrade","title":{"type":"plain_text","text":"Upgrade"},\
        "submit":{"type":"plain_text","text":"Show the plan"},"close":{"type":"plain_text","text":"Not now"},"blocks":[\
        {"type":"section","text":{"type":"mrkdwn","text":"What is to be upgraded, and when? The plan comes first; nothing begins without an approval."}},\
        {"type":"input","block_id":"i","dispatch_action":true,"label":{"type":"plain_text","text":"Instance"},\
        "element":{"type":"static_select","action_id":"instance","placeholder":{"type":"plain_text","text":"Choose an instance"},"options":[\
        {"text":{"type":"plain_text","text":"proget"},"value":"proget"},{"text":{"type":"plain_text","text":"otter"},"value":"otter"}]}},\
        {"type":"input","block_id":"v","label":{"type":"plain_text","text":"Version"},"hint":{"type":"plain_text","text":"As Inedo says it, such as 2024.5"},\
        "element":{"type":"plain_text_input","action_id":"version"}},\
        {"type":"input","block_id":"b","optional":true,"label":{"type":"plain_text","text":"Backup"},"element":{"type":"checkboxes","action_id":"backup","options":[\
        {"text":{"type":"mrkdwn","text":"I have a backup of its database"},"value":"yes"}]}},\
        {"type":"input","block_id":"t","optional":true,"label":{"type":"plain_text","text":"Begin at"},"element":{"type":"datetimepicker","action_id":"when"}}]}""";
    api.viewsOpen(r -> r.triggerId(trigger).viewAsString(view));
    return "";
  }

  private static String submitted(JsonNode view) {
    String version =
        view.path("state").path("values").path("v").path("version").path("value").asText();
    return switch (version) {
      case "wrong" ->
          "{\"response_action\":\"errors\",\"errors\":{\"v\":\"There is no version “wrong”\"}}";
      case "late" -> late("");
      default -> "{\"response_action\":\"clear\"}";
    };
  }

  private static String late(String answer) {
    try {
      Thread.sleep(LATE);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
    return answer;
  }

  @Override
  public void close() throws IOException {
    server.stop(0);
    threads.shutdownNow();
    try {
      slack.close();
    } catch (Exception failure) {
      throw new IOException(failure);
    }
  }
}
