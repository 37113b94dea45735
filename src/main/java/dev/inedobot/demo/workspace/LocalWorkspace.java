package dev.inedobot.demo.workspace;

import com.fasterxml.jackson.databind.JsonNode;
import com.slack.api.app_backend.SlackSignature;
import dev.inedobot.demo.workspace.Delivery.Sent;
import dev.inedobot.demo.workspace.Member.Standing;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A Slack workspace on this machine with one installed bot. It answers the bot's calls of the Web
 * API as strictly as Slack, and plays the people: what they type and click reaches the bot as
 * signed HTTP. Safe for several threads.
 */
public final class LocalWorkspace implements AutoCloseable {
  private static final Duration SLACKS_PATIENCE = Duration.ofSeconds(3);

  private final Team team = Team.fresh();
  private final Directory directory = new Directory(team);
  private final Outage outage = new Outage();
  private final Refusals refusals = new Refusals();
  private final Changes changes = new Changes();
  private final Traffic traffic;
  private final Payloads payloads = new Payloads(team);
  private final Clock clock;
  private final Messages messages;
  private final ResponseUrls urls;
  private final Acknowledgement acknowledgement;
  private final Sender sender;
  private final Rendering rendering;
  private final WorkspaceServer server;
  private volatile @Nullable URI bot;
  private volatile List<String> commands = List.of();

  private LocalWorkspace(Clock clock, Duration patience) {
    this.clock = clock;
    messages = new Messages(clock, team.botName(), changes);
    urls = new ResponseUrls(clock);
    Responses responses = new Responses(messages);
    acknowledgement = new Acknowledgement(responses, messages, refusals);
    sender = new Sender(patience);
    rendering = new Rendering(directory::nameOf, clock.getZone());
    traffic = new Traffic(clock);
    ApiMethods methods = new ApiMethods(team, directory, messages);
    Page page = new Page(team, directory, messages, () -> commands, clock.getZone());
    server =
        WorkspaceServer.start(
            new WebApiServlet(methods, outage, traffic, refusals),
            new ResponseUrlServlet(urls, responses, outage, traffic, refusals),
            new PageServlet(page, changes, traffic, new Deeds(this, directory, outage)));
  }

  /** Starts one on a free port, with a team, a bot token and a signing secret of its own. */
  public static LocalWorkspace start() {
    return start(Clock.system(java.time.ZoneId.systemDefault()));
  }

  /** The same with a clock that dates messages, requests and response addresses. */
  public static LocalWorkspace start(Clock clock) {
    return start(clock, SLACKS_PATIENCE);
  }

  /**
   * The same for tests that can't wait.
   *
   * @param patience how long an acknowledgement may take; Slack's is three seconds
   */
  public static LocalWorkspace start(Clock clock, Duration patience) {
    return new LocalWorkspace(clock, patience);
  }

  /** The address of the Web API; ends with {@code /api/}. */
  public String apiUrl() {
    return server.address() + "/api/";
  }

  /** The address of the page on which people can take part. */
  public String pageUrl() {
    return server.address() + "/";
  }

  /** Says what can be typed, such as {@code /inedo status [instance]}, for suggestions. */
  public void suggest(List<String> lines) {
    commands = List.copyOf(lines);
  }

  public String botToken() {
    return team.botToken();
  }

  public String signingSecret() {
    return team.signingSecret();
  }

  public String teamId() {
    return team.id();
  }

  public String botName() {
    return team.botName();
  }

  /** Says where the bot takes commands and clicks. */
  public void sendTo(URI slackEvents) {
    bot = slackEvents;
  }

  /** A full member with this name, made the first time. */
  public Member member(String name) {
    return directory.member(name, Standing.FULL);
  }

  /** A guest with this name, made the first time. */
  public Member guest(String name) {
    return directory.member(name, Standing.GUEST);
  }

  /** Somebody of another workspace who shares channels with this one. */
  public Member stranger(String name) {
    return directory.member(name, Standing.STRANGER);
  }

  /** A public channel with the bot in it, made the first time. */
  public Channel channel(String name) {
    return directory.channel(name, true);
  }

  /** A public channel that the bot was not invited to, made the first time. */
  public Channel channelWithoutBot(String name) {
    return directory.channel(name, false);
  }

  /** Makes the bot a member of a channel. */
  public void invite(Channel where) {
    directory.invite(where);
  }

  /** The direct messages between the bot and a person. */
  public Channel directMessage(Member with) {
    return directory.directMessage(with);
  }

  /** Makes a user group; returns its id. */
  public String userGroup(String handle, List<Member> members) {
    return directory.group(handle, members);
  }

  /**
   * A person types a slash command; returns when it is acknowledged or Slack gave up.
   *
   * @param line for example {@code /inedo upgrade proget 2024.5}
   */
  public Delivery type(Member who, Channel where, String line) {
    if (!line.startsWith("/")) {
      throw new IllegalArgumentException("A command starts with a slash: " + line);
    }
    int space = line.indexOf(' ');
    String command = space < 0 ? line : line.substring(0, space);
    String text = space < 0 ? "" : line.substring(space + 1).strip();
    String url = responseUrl(new ResponseUrls.Source(who, where, null));
    return send(payloads.command(who, where, command, text, url), who, where, command);
  }

  /**
   * A person clicks a button, in a message of the channel or in one that only they see; returns
   * when the click is acknowledged or Slack gave up.
   *
   * @throws IllegalStateException if the message or the button isn't there (any more); it names the
   *     buttons that are
   */
  public Delivery click(Member who, Channel where, String ts, String actionId) {
    Optional<Posted> own = messages.findShownOnlyTo(who, where, ts);
    Posted posted =
        own.or(() -> messages.find(where, ts))
            .orElseThrow(
                () -> new IllegalStateException("No message %s in %s".formatted(ts, where)));
    return click(who, where, posted, own.isPresent(), actionId);
  }

  /**
   * A person clicks a button of a message as it was when they saw it: their client may not have
   * been told of an edit yet.
   */
  public Delivery clickAsSeen(Member who, Channel where, Posted seen, String actionId) {
    return click(who, where, seen, false, actionId);
  }

  private Delivery click(
      Member who, Channel where, Posted posted, boolean onlyTheirs, String actionId) {
    String ts = posted.ts();
    for (JsonNode block : posted.blocks()) {
      for (JsonNode element : BlockTree.elements(block)) {
        if (element.path("type").asText().equals("button")
            && element.path("action_id").asText().equals(actionId)) {
          String url = responseUrl(new ResponseUrls.Source(who, where, ts));
          String body = payloads.click(who, where, posted, onlyTheirs, block, element, url);
          return send(body, who, where, "");
        }
      }
    }
    throw new IllegalStateException(
        "No button %s in the message %s; there are: %s"
            .formatted(actionId, ts, posted.buttons().stream().map(Button::actionId).toList()));
  }

  /** Sends a request again, with the same body, date and signature. */
  public Delivery redeliver(Delivery earlier) {
    return send(earlier.sent());
  }

  /** A channel's messages without the replies, oldest first. */
  public List<Posted> messages(Channel where) {
    return messages.under(where, null);
  }

  /** The replies to a message, oldest first. */
  public List<Posted> thread(Channel where, String ts) {
    return messages.under(where, ts);
  }

  /**
   * Somebody who may deletes a message.
   *
   * @throws IllegalStateException if it isn't there (any more)
   */
  public void delete(Channel where, String ts) {
    try {
      messages.delete(where, ts);
    } catch (Refused notThere) {
      throw new IllegalStateException(notThere.line(), notThere);
    }
  }

  /** What only this person saw, oldest first: ephemeral messages, answers, Slack's own errors. */
  public List<String> shownOnlyTo(Member who) {
    return messages.shownOnlyTo(who).stream()
        .map(posted -> posted.text().isEmpty() ? posted.asText() : posted.text())
        .toList();
  }

  /** The same messages as they are now, with their buttons. */
  public List<Posted> messagesOnlyFor(Member who) {
    return messages.shownOnlyTo(who);
  }

  /** A channel with its threads, for reading. */
  public String transcript(Channel where) {
    return Transcript.of(where, messages, rendering);
  }

  /** Renders messages with the names of this workspace, in the clock's time zone. */
  public Rendering rendering() {
    return rendering;
  }

  /** Tells each post, edit and message for one person as it happens, in order, on one thread. */
  public void onChange(Consumer<Change> listener) {
    var unused = changes.tell(listener);
  }

  /** While it is down, calls are answered with 503 or not at all, by turns. */
  public void apiDown(boolean down) {
    outage.down(down);
  }

  /**
   * The next calls of a method are answered with 429.
   *
   * @param method for example {@code chat.update}
   * @param retryAfter sent in whole seconds
   */
  public void answerRateLimited(String method, int times, Duration retryAfter) {
    outage.limit(method, times, retryAfter);
  }

  /** Every call that was refused, such as {@code chat.postMessage: no_text (…)}, oldest first. */
  public List<String> refusals() {
    return refusals.all();
  }

  private String responseUrl(ResponseUrls.Source source) {
    return server.address() + "/response/" + urls.give(source);
  }

  private Delivery send(String body, Member who, Channel where, String command) {
    String timestamp = Long.toString(clock.instant().getEpochSecond());
    String signature = new SlackSignature.Generator(team.signingSecret()).generate(timestamp, body);
    return send(new Sent(body, timestamp, signature, who, where, command));
  }

  private Delivery send(Sent sent) {
    URI to = bot;
    if (to == null) {
      throw new IllegalStateException("Nobody said where the bot is: call sendTo first");
    }
    Delivery delivery = sender.send(to, sent);
    String answer = delivery.status() == 0 ? delivery.body() : Integer.toString(delivery.status());
    traffic.add(
        "→ %s by %s"
            .formatted(sent.command().isEmpty() ? "a click" : sent.command(), sent.who().name()),
        answer,
        !delivery.inTime(),
        delivery.took());
    acknowledgement.show(delivery);
    return delivery;
  }

  @Override
  public void close() {
    server.close();
    changes.close();
  }
}
