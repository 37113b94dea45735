package dev.inedobot.demo.workspace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;

/** The methods of Slack's Web API that the bot may call. */
final class ApiMethods {
  private static final Set<String> KNOWN =
      Set.of(
          "auth.test",
          "conversations.info",
          "apps.connections.open",
          "chat.postMessage",
          "chat.update",
          "chat.postEphemeral",
          "users.info",
          "usergroups.users.list",
          "views.open",
          "views.update");

  private final Team team;
  private final Directory directory;
  private final Messages messages;
  private final OpenViews views;
  private final Sockets sockets;
  private volatile Set<String> scopes =
      Set.of("commands", "chat:write", "usergroups:read", "users:read");

  ApiMethods(Team team, Directory directory, Messages messages, OpenViews views, Sockets sockets) {
    this.views = views;
    this.sockets = sockets;
    this.team = team;
    this.directory = directory;
    this.messages = messages;
  }

  /**
   * Answers a call.
   *
   * @param token empty if there was none
   */
  ObjectNode call(String method, String token, JsonNode call) throws Refused {
    if (!KNOWN.contains(method)) {
      throw new Refused("unknown_method", "the local workspace has no such method");
    }
    if (token.isEmpty()) {
      throw new Refused("not_authed", "there is no token");
    }
    if (method.equals("apps.connections.open")) {
      return open(token);
    }
    if (token.equals(team.appToken()) && method.equals("auth.test")) {
      return authTest().put("app_id", team.appId()).put("app_name", team.botName());
    }
    if (token.equals(team.appToken())) {
      throw new Refused("not_allowed_token_type", "this method takes the bot token");
    }
    if (!token.equals(team.botToken())) {
      throw new Refused("invalid_auth", "the token is not the bot's");
    }
    return switch (method) {
      case "chat.postMessage" -> postMessage(call);
      case "chat.update" -> update(call);
      case "chat.postEphemeral" -> postEphemeral(call);
      case "conversations.info" -> info(call.path("channel").asText());
      case "users.info" -> user(call.path("user").asText());
      case "usergroups.users.list" -> group(call.path("usergroup").asText());
      case "views.open" -> views.open(call);
      case "views.update" -> views.update(call);
      default -> authTest();
    };
  }

  private ObjectNode open(String token) throws Refused {
    if (token.equals(team.botToken())) {
      throw new Refused("not_allowed_token_type", "this method takes an app-level token");
    }
    if (!token.equals(team.appToken())) {
      throw new Refused("invalid_auth", "the token is not the app's");
    }
    return SlackJson.object().put("url", sockets.give());
  }

  private ObjectNode authTest() {
    return SlackJson.object()
        .put("url", "https://" + team.domain() + ".slack.com/")
        .put("team", team.domain())
        .put("team_id", team.id())
        .put("user", team.botName())
        .put("user_id", team.botUserId())
        .put("bot_id", team.botId())
        .put("is_enterprise_install", false);
  }

  private ObjectNode postMessage(JsonNode call) throws Refused {
    Channel where = channel(call);
    Content content = Content.posted(call);
    String thread = call.path("thread_ts").asText();
    return written(where, messages.post(where, thread.isEmpty() ? null : thread, content));
  }

  private ObjectNode update(JsonNode call) throws Refused {
    Channel where = channel(call);
    Posted posted = messages.edit(where, call.path("ts").asText(), Content.edited(call));
    return written(where, posted).put("text", posted.text());
  }

  private ObjectNode written(Channel where, Posted posted) {
    ObjectNode answer = SlackJson.object().put("channel", where.id()).put("ts", posted.ts());
    answer.set("message", SlackJson.message(posted, team));
    return answer;
  }

  private ObjectNode postEphemeral(JsonNode call) throws Refused {
    Channel where = channel(call);
    Content content = Content.posted(call);
    String user = call.path("user").asText();
    Member reader =
        directory
            .memberWithId(user)
            .orElseThrow(() -> new Refused("user_not_in_channel", "nobody has the id " + user));
    if (where.isDirect() && !directory.directMessage(reader).equals(where)) {
      throw new Refused("user_not_in_channel", reader.name() + " is not in " + where.title());
    }
    return SlackJson.object().put("message_ts", messages.showOnlyTo(reader, where, content).ts());
  }

  private ObjectNode info(String id) throws Refused {
    if (!scopes.contains("channels:read")) {
      throw new Refused("missing_scope", "the app lacks channels:read");
    }
    Channel channel = directory.channelWithId(id);
    ObjectNode answer = SlackJson.object();
    answer
        .putObject("channel")
        .put("id", channel.id())
        .put("name", channel.name())
        .put("is_archived", false)
        .put("is_member", directory.hasBot(channel));
    return answer;
  }

  /** What the bot token may do. */
  Set<String> scopes() {
    return scopes;
  }

  void grant(Set<String> granted) {
    scopes = Set.copyOf(granted);
  }

  private Channel channel(JsonNode call) throws Refused {
    Channel where = directory.channelWithId(call.path("channel").asText());
    if (!directory.hasBot(where)) {
      throw new Refused("not_in_channel", "the bot is not in " + where.title());
    }
    return where;
  }

  private ObjectNode user(String id) throws Refused {
    ObjectNode answer = SlackJson.object();
    if (id.equals(team.botUserId())) {
      answer.set("user", SlackJson.bot(team));
      return answer;
    }
    Member member =
        directory
            .memberWithId(id)
            .orElseThrow(() -> new Refused("user_not_found", "nobody has the id " + id));
    answer.set("user", SlackJson.user(member));
    return answer;
  }

  private ObjectNode group(String id) throws Refused {
    List<Member> members = directory.group(id);
    if (members == null) {
      throw new Refused("no_such_subteam", "no user group has the id " + id);
    }
    ObjectNode answer = SlackJson.object();
    members.forEach(member -> answer.withArray("users").add(member.id()));
    return answer;
  }
}
