package dev.inedobot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.slack.api.app_backend.SlackSignature;
import dev.inedobot.demo.workspace.LocalWorkspace;
import dev.inedobot.demo.workspace.Member;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Requests that are signed well and say odd things, as a version of Slack that changed, or a fault
 * of Slack's, would send them: what Slack sends, with parts left out, doubled, cut, or of another
 * kind. The whole bot answers each in time, without a stack trace, begins nothing, and goes on.
 */
final class OddRequestsTest {
  private static final long SEED = 20261125;
  private static final int REQUESTS = 1500;
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final List<String> ODD =
      List.of(
          "",
          " ",
          "\u0000",
          "null",
          "-1",
          "<!channel>",
          "C".repeat(5000),
          "\uD835\uDD4F\u202E",
          "'; DROP TABLE upgrade; --",
          "../../etc/passwd",
          "%s%n{}",
          "upgrade nosuch 2024.5 --at yesterday",
          "history 99999999999999999999",
          "cancel k7m2qxp4",
          "override k7m2qxp4 because",
          "—at “now”");

  private final Random random = new Random(SEED);
  private final HttpClient http = HttpClient.newHttpClient();
  private final LocalWorkspace workspace = LocalWorkspace.start();
  private final Member alice = workspace.member("alice");
  private final String channel = workspace.channel("ops").id();

  @Test
  void eachIsAnsweredAndNoneBeginsAnything(@TempDir Path directory) throws Exception {
    Path file =
        Files.writeString(
            directory.resolve("odd.yml"),
            """
            hosts:
              local: { docker: "unix:///nowhere/docker.sock" }
            instances:
              proget: { product: proget, container: proget }
            """);
    try (workspace;
        BotUnderTest bot =
            BotUnderTest.start(environment(directory), file, Duration.ofSeconds(5))) {
      for (int i = 0; i < REQUESTS; i++) {
        String type = random.nextInt(10) == 0 ? "application/json" : FORM;
        String body = type.equals(FORM) ? form() : changed(event()).toString();
        HttpResponse<String> answer = post(bot.port(), type, cut(body));

        String what = "request %d of seed %d: %s".formatted(i, SEED, abbreviated(body));
        // 500 is Bolt's own word for what its listeners can't read.
        assertThat(answer.statusCode()).as(what).isIn(200, 400, 401, 404, 500);
        assertThat(answer.body())
            .as(what)
            .doesNotContain("dev.inedobot", "com.slack.api", "Exception", "\tat ");
      }

      workspace.sendTo(URI.create("http://127.0.0.1:%d/slack/events".formatted(bot.port())));
      workspace.type(alice, workspace.channel("ops"), "/inedo help");
      assertThat(Http.get(bot.port(), "/healthz").statusCode()).isEqualTo(200);
      assertThat(workspace.shownOnlyTo(alice)).last().asString().contains("/inedo upgrade");
      assertThat(workspace.messages(workspace.channel("ops"))).isEmpty();
    }
  }

  private Map<String, String> environment(Path directory) {
    return Map.of(
        "SLACK_BOT_TOKEN",
        workspace.botToken(),
        "SLACK_SIGNING_SECRET",
        workspace.signingSecret(),
        "SLACK_API_URL",
        workspace.apiUrl(),
        "INEDOBOT_BIND",
        "127.0.0.1",
        "INEDOBOT_PORT",
        "0",
        "INEDOBOT_DATABASE_URL",
        "jdbc:sqlite:" + directory.resolve("odd.db"));
  }

  private HttpResponse<String> post(int port, String type, String body) throws Exception {
    String timestamp = Long.toString(Instant.now().getEpochSecond());
    return http.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/slack/events".formatted(port)))
            .timeout(Duration.ofSeconds(3))
            .header("Content-Type", type)
            .header("X-Slack-Request-Timestamp", timestamp)
            .header(
                "X-Slack-Signature",
                new SlackSignature.Generator(workspace.signingSecret()).generate(timestamp, body))
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private static String abbreviated(String body) {
    return body.substring(0, Math.min(300, body.length()));
  }

  /** Now and then the end is missing. */
  private String cut(String body) {
    return random.nextInt(8) == 0 ? body.substring(0, random.nextInt(body.length() + 1)) : body;
  }

  private String form() {
    if (random.nextInt(3) == 0) {
      return fields(changed(command()));
    }
    JsonNode payload = changed(random.nextInt(3) == 0 ? submission() : click());
    return fields(JsonNodeFactory.instance.objectNode().put("payload", payload.toString()));
  }

  private static String fields(ObjectNode object) {
    List<String> fields = new ArrayList<>();
    object
        .properties()
        .forEach(
            each ->
                fields.add(
                    each.getKey()
                        + "="
                        + URLEncoder.encode(each.getValue().asText(), StandardCharsets.UTF_8)));
    return String.join("&", fields);
  }

  private ObjectNode command() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("token", "unused")
        .put("team_id", workspace.teamId())
        .put("team_domain", "local")
        .put("channel_id", channel)
        .put("channel_name", "ops")
        .put("user_id", alice.id())
        .put("user_name", "alice")
        .put("command", "/inedo")
        .put("text", ODD.get(random.nextInt(ODD.size())))
        .put("response_url", "http://127.0.0.1:1/nowhere")
        .put("trigger_id", "1.2.abc");
  }

  private ObjectNode click() {
    ObjectNode payload = interaction("block_actions");
    payload.putObject("channel").put("id", channel).put("name", "ops");
    payload
        .putObject("container")
        .put("type", "message")
        .put("message_ts", "1.0")
        .put("channel_id", channel);
    payload
        .putArray("actions")
        .addObject()
        .put("type", "button")
        .put("action_id", List.of("upgrade.approve", "upgrade.nosuch", "").get(random.nextInt(3)))
        .put("block_id", "b")
        .put("value", ODD.get(random.nextInt(ODD.size())))
        .put("action_ts", "1.0");
    return payload;
  }

  private ObjectNode submission() {
    ObjectNode payload = interaction("view_submission");
    ObjectNode view = payload.putObject("view");
    view.put("id", "V1")
        .put("type", "modal")
        .put("callback_id", ODD.get(random.nextInt(ODD.size())))
        .put("private_metadata", ODD.get(random.nextInt(ODD.size())));
    view.putObject("state").putObject("values");
    return payload;
  }

  private ObjectNode event() {
    ObjectNode payload = JsonNodeFactory.instance.objectNode();
    payload.put("type", random.nextBoolean() ? "url_verification" : "event_callback");
    payload.put("challenge", "abc").put("team_id", workspace.teamId());
    payload.putObject("event").put("type", "app_mention").put("user", alice.id()).put("text", "hi");
    return payload;
  }

  private ObjectNode interaction(String type) {
    ObjectNode payload = JsonNodeFactory.instance.objectNode();
    payload.put("type", type).put("trigger_id", "1.2.abc");
    payload.put("response_url", "http://127.0.0.1:1/nowhere");
    payload.putObject("team").put("id", workspace.teamId()).put("domain", "local");
    payload.putObject("user").put("id", alice.id()).put("username", "alice").put("name", "alice");
    return payload;
  }

  /** The same with one or two members of it, at any depth, left out or of another kind. */
  private ObjectNode changed(ObjectNode payload) {
    for (int i = random.nextInt(3); i >= 0; i--) {
      change(payload);
    }
    return payload;
  }

  private void change(ObjectNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    if (names.isEmpty()) {
      return;
    }
    String name = names.get(random.nextInt(names.size()));
    JsonNode member = object.get(name);
    JsonNode inside = member instanceof ArrayNode array && !array.isEmpty() ? array.get(0) : member;
    if (inside instanceof ObjectNode deeper && random.nextInt(4) != 0) {
      change(deeper);
      return;
    }
    switch (random.nextInt(6)) {
      case 0 -> object.remove(name);
      case 1 -> object.putNull(name);
      case 2 -> object.put(name, ODD.get(random.nextInt(ODD.size())));
      case 3 -> object.put(name, random.nextLong());
      case 4 -> object.putArray(name).add(ODD.get(random.nextInt(ODD.size())));
      default -> object.putObject(name).put("id", ODD.get(random.nextInt(ODD.size())));
    }
  }
}
