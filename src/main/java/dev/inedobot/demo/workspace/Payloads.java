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
  private final Triggers triggers;

  Payloads(Team team, Triggers triggers) {
    this.team = team;
    this.triggers = triggers;
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
    fields.put("trigger_id", triggers.give(who, where));
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
        interaction("block_actions", who)
            .put("trigger_id", triggers.give(who, where))
            .put("response_url", responseUrl);
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

  /** What every payload of something that a person did begins with. */
  private ObjectNode interaction(String type, Member who) {
    ObjectNode payload =
        SlackJson.object()
            .put("type", type)
            .put("api_app_id", team.appId())
            .put("token", VERIFICATION_TOKEN)
            .put("is_enterprise_install", false);
    payload.putNull("enterprise");
    payload.putObject("team").put("id", team.id()).put("domain", team.domain());
    payload
        .putObject("user")
        .put("id", who.id())
        .put("username", who.name())
        .put("name", who.name())
        .put("team_id", who.teamId());
    return payload;
  }

  /** Something chosen or clicked in a modal. */
  String inView(OpenViews.Held held, Modal modal, JsonNode block, JsonNode element) {
    ObjectNode payload =
        interaction("block_actions", held.who())
            .put("trigger_id", triggers.give(held.who(), held.where()));
    payload.putObject("container").put("type", "view").put("view_id", modal.id());
    payload.set("view", SlackJson.view(modal, team));
    ObjectNode action = action(block, element);
    JsonNode state = ViewState.in(modal.values(), block, element);
    ElementState.member(element)
        .ifPresent(member -> action.set(member, state.path(member).deepCopy()));
    payload.putArray("actions").add(action);
    return form(Map.of("payload", payload.toString()));
  }

  /** A modal is submitted. */
  String submission(OpenViews.Held held, Modal modal) {
    ObjectNode payload =
        interaction("view_submission", held.who())
            .put("trigger_id", triggers.give(held.who(), held.where()));
    payload.set("view", SlackJson.view(modal, team));
    payload.putArray("response_urls");
    return form(Map.of("payload", payload.toString()));
  }

  /** A modal is closed without being submitted. */
  String closing(OpenViews.Held held, Modal modal) {
    ObjectNode payload = interaction("view_closed", held.who()).put("is_cleared", false);
    payload.set("view", SlackJson.view(modal, team));
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

  private static ObjectNode action(JsonNode block, JsonNode element) {
    ObjectNode action = SlackJson.object();
    for (String member : new String[] {"action_id", "text", "value", "style", "type"}) {
      if (element.has(member)) {
        action.set(member, element.get(member).deepCopy());
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
