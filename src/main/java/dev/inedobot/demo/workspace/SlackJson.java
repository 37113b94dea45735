package dev.inedobot.demo.workspace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inedobot.demo.workspace.Member.Standing;

/** Messages and people as Slack writes them in JSON. */
final class SlackJson {
  private SlackJson() {}

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  static ObjectNode message(Posted posted, Team team) {
    ObjectNode message = object();
    message
        .put("type", "message")
        .put("user", team.botUserId())
        .put("bot_id", team.botId())
        .put("app_id", team.appId())
        .put("team", team.id())
        .put("ts", posted.ts())
        .put("text", posted.text());
    if (posted.threadTs() != null) {
      message.put("thread_ts", posted.threadTs());
    }
    if (!posted.blocks().isEmpty()) {
      message.set("blocks", posted.blocks().deepCopy());
    }
    return message;
  }

  /** A view as the bot gets it back and in what people do in it. */
  static ObjectNode view(Modal modal, Team team) {
    ObjectNode view = object().put("id", modal.id()).put("team_id", team.id());
    for (String member : new String[] {"callback_id", "external_id", "private_metadata"}) {
      view.put(member, modal.view().path(member).asText());
    }
    for (String member : new String[] {"clear_on_close", "notify_on_close"}) {
      view.put(member, modal.view().path(member).asBoolean());
    }
    for (String member : new String[] {"type", "title", "blocks", "submit", "close"}) {
      JsonNode given = modal.view().get(member);
      view.set(member, given == null ? NullNode.getInstance() : given.deepCopy());
    }
    view.putObject("state").set("values", modal.values().deepCopy());
    return view.put("hash", modal.hash())
        .put("root_view_id", modal.id())
        .put("app_id", team.appId())
        .put("app_installed_team_id", team.id())
        .put("bot_id", team.botId())
        .putNull("previous_view_id");
  }

  /** Everybody is in one place, and not in UTC. */
  private static final String ZONE = "Europe/Berlin";

  static ObjectNode user(Member member) {
    return object()
        .put("id", member.id())
        .put("team_id", member.teamId())
        .put("name", member.name())
        .put("real_name", member.name())
        .put("tz", ZONE)
        .put("deleted", false)
        .put("is_bot", false)
        .put("is_restricted", member.standing() == Standing.GUEST)
        .put("is_ultra_restricted", false)
        .put("is_stranger", member.standing() == Standing.STRANGER);
  }

  static ObjectNode bot(Team team) {
    return object()
        .put("id", team.botUserId())
        .put("team_id", team.id())
        .put("name", team.botName())
        .put("deleted", false)
        .put("is_bot", true);
  }
}
