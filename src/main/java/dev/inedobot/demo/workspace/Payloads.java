package dev.inedobot.demo.workspace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes the bodies of the requests that Slack sends (Slack docs, Slash commands, block_actions).
 */
final class Payloads {
  // Deprecated, but Slack still sends it. Nobody may rely on it.
  private static final String VERIFICATION_TOKEN = "not-to-be-relied-on";

  private final Team team;

  Payloads(Team team) {
    this.team = team;
  }

  String command(Member who, Channel where, String command, String text, String responseUrl) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("token", VERIFICATION_TOKEN);
    fields.put("team_id", who.teamId());
    fields.put("team_domain", team.domain());
    fields.put("channel_id", where.id());
    fields.put("channel_name", where.isDirect() ? "directmessage" : where.name());
    fields.put("user_id", who.id());
    fields.put("user_name", who.name());
    fields.put("command", command);
    fields.put("text", text);
    fields.put("api_app_id", team.appId());
    fields.put("is_enterprise_install", "false");
    fields.put("response_url", responseUrl);
    fields.put("trigger_id", Tokens.triggerId());
    return form(fields);
  }

  /**
   * A click.
   *
   * @param ephemeral whether only this person sees the message: Slack then sends its ts, and not
   *     the message
   */
  String click(
      Member who,
      Channel where,
      Posted posted,
      boolean ephemeral,
      JsonNode block,
      JsonNode button,
      String responseUrl) {
    ObjectNode payload =
        SlackJson.object()
            .put("type", "block_actions")
            .put("api_app_id", team.appId())
            .put("token", VERIFICATION_TOKEN)
            .put("trigger_id", Tokens.triggerId())
            .put("response_url", responseUrl)
            .put("is_enterprise_install", false);
    payload.putNull("enterprise");
    payload.putObject("team").put("id", team.id()).put("domain", team.domain());
    payload
        .putObject("user")
        .put("id", who.id())
        .put("username", who.name())
        .put("name", who.name())
        .put("team_id", who.teamId());
    payload
        .putObject("channel")
        .put("id", where.id())
        .put("name", where.isDirect() ? "directmessage" : where.name());
    payload.set("container", container(where, posted, ephemeral));
    if (!ephemeral) {
      payload.set("message", SlackJson.message(posted, team));
    }
    payload.putObject("state").putObject("values");
    payload.putArray("actions").add(action(block, button));
    return form(Map.of("payload", payload.toString()));
  }

  private static ObjectNode container(Channel where, Posted posted, boolean ephemeral) {
    ObjectNode container =
        SlackJson.object()
            .put("type", "message")
            .put("message_ts", posted.ts())
            .put("channel_id", where.id())
            .put("is_ephemeral", ephemeral);
    if (posted.threadTs() != null) {
      container.put("thread_ts", posted.threadTs());
    }
    return container;
  }

  private static ObjectNode action(JsonNode block, JsonNode button) {
    ObjectNode action = SlackJson.object();
    for (String member : new String[] {"action_id", "text", "value", "style", "type"}) {
      if (button.has(member)) {
        action.set(member, button.get(member).deepCopy());
      }
    }
    action.set("block_id", block.path("block_id"));
    return action.put("action_ts", "1.000001");
  }

  private static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> field.getKey() + "=" + encoded(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
