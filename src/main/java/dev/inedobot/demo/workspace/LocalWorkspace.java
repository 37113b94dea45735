package dev.inedobot.demo.workspace;

import dev.inedobot.demo.workspace.Member.Standing;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A Slack workspace on this machine with one installed bot. It answers the bot's calls of the Web
 * API as strictly as Slack, and plays the people: what they type and click reaches the bot as
 * signed HTTP, or, in Socket Mode, by the connections that it opened. Safe for several threads.
 */
public final class LocalWorkspace implements AutoCloseable {
  private static final Duration SLACKS_PATIENCE = Duration.ofSeconds(3);

  private final Team team = Team.fresh();
  private final Directory directory = new Directory(team);
  private final Outage outage = new Outage();
  private final Refusals refusals = new Refusals();
  private final Changes changes = new Changes();
  private final Messages messages;
  private final ApiMethods methods;
  private final Sockets sockets;
  private final Dispatch dispatch;
  private final Hands hands;
  private final Modals modals;
  private final Rendering rendering;
  private final WorkspaceServer server;
  private volatile List<String> commands = List.of();

  private LocalWorkspace(Clock clock, Duration patience) {
    messages = new Messages(clock, team.botName(), changes);
    ResponseUrls urls = new ResponseUrls(clock);
    Responses responses = new Responses(messages);
    Triggers triggers = new Triggers(clock);
    Payloads payloads = new Payloads(team, triggers);
    OpenViews views = new OpenViews(team, triggers);
    rendering = new Rendering(directory::nameOf, clock.getZone());
    Traffic traffic = new Traffic(clock);
    sockets = new Sockets(team, patience);
    dispatch = new Dispatch(team, clock, patience, sockets, traffic);
    modals = new Modals(views, dispatch, payloads, refusals);
    methods = new ApiMethods(team, directory, messages, views, sockets);
    Page page = new Page(team, directory, messages, () -> commands, clock.getZone());
    Faults faults = new Faults(outage, dispatch);
    server =
        WorkspaceServer.start(
            new WebApiServlet(methods, outage, traffic, refusals),
            new ResponseUrlServlet(urls, responses, outage, traffic, refusals),
            new PageServlet(
                page,
                new Happenings(page, changes, views, traffic, faults),
                new Deeds(this, directory, faults)),
            sockets);
    hands =
        new Hands(
            dispatch,
            payloads,
            messages,
            new Acknowledgement(responses, messages, refusals),
            source -> server.address() + "/response/" + urls.give(source));
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

  /** The app-level token, for Socket Mode. */
  public String appToken() {
    return team.appToken();
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
    dispatch.to(slackEvents);
  }

  /** Turns Socket Mode on: commands and clicks go by the connections that the bot opens. */
  public void sendToConnections() {
    dispatch.toConnections();
  }

  /** How many connections of the bot take commands and clicks. */
  public int connections() {
    return sockets.connections().size();
  }

  /** Ends all connections of the bot without a word. */
  public void dropConnections() {
    sockets.dropAll();
  }

  /**
   * Tells the bot to replace its connections, which end two seconds later.
   *
   * @param reason as Slack says it: {@code warning} or {@code refresh_requested}
   */
  public void refreshConnections(String reason) {
    sockets.refresh(reason);
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
    return hands.type(who, where, line);
  }

  /**
   * A person clicks a button, in a message of the channel or in one that only they see; returns
   * when the click is acknowledged or Slack gave up.
   *
   * @throws IllegalStateException if the message or the button isn't there (any more); it names the
   *     buttons that are
   */
  public Delivery click(Member who, Channel where, String ts, String actionId) {
    return hands.click(who, where, ts, actionId);
  }

  /**
   * A person clicks a button of a message as it was when they saw it: their client may not have
   * been told of an edit yet.
   */
  public Delivery clickAsSeen(Member who, Channel where, Posted seen, String actionId) {
    return hands.click(who, where, seen, false, actionId);
  }

  /** What people do in modals. */
  public Modals modals() {
    return modals;
  }

  /** Sends a request again, with the same body, date and signature, or the same envelope. */
  public Delivery redeliver(Delivery earlier) {
    return hands.redeliver(earlier);
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

  /**
   * Says what the bot token may do.
   *
   * @param scopes for example {@code chat:write}; what the bot's own manifest asks for if never
   *     said
   */
  public void grant(Set<String> scopes) {
    methods.grant(scopes);
  }

  /** While it is down, calls are answered with 503 or not at all, by turns. */
  public void apiDown(boolean down) {
    outage.down(down);
  }

  /** While it is slow, each call is answered only after four seconds. */
  public void apiSlow(boolean slow) {
    outage.slow(slow);
  }

  /** From now on each request to the bot is sent twice; the first answer counts. */
  public void deliverTwice(boolean twice) {
    dispatch.twice(twice);
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

  @Override
  public void close() {
    sockets.close();
    server.close();
    changes.close();
  }
}
