package dev.inedobot.demo.workspace;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** What the page shows to one person, as JSON. */
final class Page {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

  private final Team team;
  private final Directory directory;
  private final Messages messages;
  private final Supplier<List<String>> commands;
  private final ZoneId zone;

  /**
   * @param commands what can be typed, as the app's usage hint tells it
   */
  Page(
      Team team,
      Directory directory,
      Messages messages,
      Supplier<List<String>> commands,
      ZoneId zone) {
    this.team = team;
    this.directory = directory;
    this.messages = messages;
    this.commands = commands;
    this.zone = zone;
  }

  /** The person with this id, or the first one. */
  Member who(String id) {
    return directory
        .memberWithId(id)
        .orElseGet(
            () ->
                directory.members().stream()
                    .findFirst()
                    .orElseGet(() -> directory.member("you", Member.Standing.FULL)));
  }

  ObjectNode world(Member who) {
    ObjectNode world = SlackJson.object().put("who", who.id());
    ObjectNode names = world.putObject("names");
    ArrayNode people = world.putArray("members");
    for (Member member : directory.members()) {
      names.put(member.id(), member.name());
      String standing =
          member.standing() == Member.Standing.FULL
              ? ""
              : " (%s)".formatted(member.standing().name().toLowerCase(Locale.ROOT));
      people.addObject().put("id", member.id()).put("title", member.name() + standing);
    }
    names.put(team.botUserId(), team.botName());
    ArrayNode channels = world.putArray("channels");
    for (Channel channel : places(who)) {
      names.put(channel.id(), channel.name());
      channels
          .addObject()
          .put("id", channel.id())
          .put("name", channel.isDirect() ? team.botName() : channel.name())
          .put("title", channel.isDirect() ? team.botName() : channel.title())
          .put("direct", channel.isDirect());
    }
    ArrayNode typed = world.putArray("commands");
    commands.get().forEach(typed::add);
    return world;
  }

  /** The channels, and the person's own direct messages with the bot. */
  private List<Channel> places(Member who) {
    List<Channel> places = new ArrayList<>(directory.channels());
    places.add(directory.directMessage(who));
    return places;
  }

  /** Everything that the person can see, oldest first. */
  List<Change> visible(Member who) {
    List<Change> visible = new ArrayList<>();
    for (Channel channel : places(who)) {
      messages
          .all(channel)
          .forEach(m -> visible.add(new Change(channel, Change.Kind.POSTED, m, null)));
    }
    visible.addAll(messages.seenOnlyBy(who));
    return visible;
  }

  /** Whether the person sees it: what is for one person, and other people's direct messages. */
  boolean isFor(Member who, Change change) {
    boolean inOthersDirect =
        change.channel().isDirect() && !change.channel().equals(directory.directMessage(who));
    Member only = change.onlyTo();
    return !inOthersDirect && (only == null || only.id().equals(who.id()));
  }

  ObjectNode message(Change change) {
    Posted posted = change.posted();
    ObjectNode message =
        SlackJson.object()
            .put("channel", change.channel().id())
            .put("ts", posted.ts())
            .put("author", posted.author())
            .put("text", posted.text())
            .put("edited", posted.edited())
            .put("only", change.onlyTo() != null)
            .put("gone", posted.text().isEmpty() && posted.blocks().isEmpty());
    if (posted.threadTs() != null) {
      message.put("thread", posted.threadTs());
    }
    message.set("blocks", posted.blocks().deepCopy());
    return message;
  }

  /** A modal, or that there is none any more. */
  ObjectNode modal(OpenViews.Held held) {
    ObjectNode shown = SlackJson.object();
    Modal modal = held.modal();
    if (modal != null) {
      shown.put("id", modal.id()).put("trouble", modal.trouble());
      shown.set("view", modal.view().deepCopy());
      shown.set("values", modal.values().deepCopy());
      ObjectNode errors = shown.putObject("errors");
      modal.errors().forEach(errors::put);
    }
    return shown;
  }

  ObjectNode traffic(Traffic.Entry entry) {
    return SlackJson.object()
        .put("time", TIME.format(entry.at().atZone(zone)))
        .put("way", entry.way())
        .put("what", entry.what())
        .put("carried", entry.carried())
        .put("answer", entry.answer())
        .put("wrong", entry.wrong())
        .put("took", entry.took().toMillis() + " ms");
  }
}
