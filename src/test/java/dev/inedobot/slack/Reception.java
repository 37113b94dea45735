package dev.inedobot.slack;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.app_backend.SlackSignature;
import com.slack.api.bolt.App;
import com.slack.api.bolt.AppConfig;
import com.slack.api.bolt.request.RequestHeaders;
import com.slack.api.bolt.response.Response;
import com.slack.api.bolt.util.JsonOps;
import com.slack.api.bolt.util.SlackRequestParser;
import com.slack.api.methods.MethodsClient;
import com.slack.api.model.view.View;
import dev.inedobot.demo.workspace.Channel;
import dev.inedobot.demo.workspace.LocalWorkspace;
import dev.inedobot.demo.workspace.Member;
import dev.inedobot.image.Tag;
import dev.inedobot.product.HealthAnswer;
import dev.inedobot.product.Product;
import dev.inedobot.slack.announce.Announcer;
import dev.inedobot.store.Database;
import dev.inedobot.upgrade.Actor;
import dev.inedobot.upgrade.ApprovalRule;
import dev.inedobot.upgrade.UpgradeId;
import dev.inedobot.upgrade.plan.InstanceSettings;
import dev.inedobot.upgrade.plan.Observations;
import dev.inedobot.upgrade.run.AnnouncedJournal;
import dev.inedobot.upgrade.run.DecisionDesk;
import dev.inedobot.upgrade.run.Hosts;
import dev.inedobot.upgrade.run.InfoDesk;
import dev.inedobot.upgrade.run.Instances;
import dev.inedobot.upgrade.run.Journal;
import dev.inedobot.upgrade.run.People;
import dev.inedobot.upgrade.run.Surveyor;
import dev.inedobot.upgrade.run.TagLists;
import dev.inedobot.upgrade.run.Timekeeper;
import dev.inedobot.upgrade.run.UpgradeDesk;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * The bot's side of Slack, with Bolt, a record, a workspace and the plans of {@link OneProduct};
 * what is approved stays queued. Windows are only noted.
 */
final class Reception implements AutoCloseable {
  private static final String COMMAND = "/inedo";

  final LocalWorkspace workspace = LocalWorkspace.start();
  final Channel ops = workspace.channel("ops");
  final Member alice = workspace.member("alice");
  final Member bob = workspace.member("bob");
  final List<View> windows = new CopyOnWriteArrayList<>();
  final Journal journal;
  private final Database database;
  private final Announcer announcer;
  private final SlackBot bot;
  private final ExecutorService work = Executors.newCachedThreadPool();
  private final App app;
  private final AppConfig config;
  volatile @Nullable String noWindow;

  /** The id of the channel that people type and click in. */
  volatile String where = ops.id();

  /** The instance whose versions a form shows that is sent; null for the one that is chosen. */
  volatile @Nullable String shown;

  /** Whether windows were changed since their hash was given. */
  volatile boolean changedMeanwhile;

  /** Happens whenever the product is asked how it is. */
  volatile Runnable onHealth = () -> {};

  /** Why Slack can't say who somebody is when they decide; null if it can. */
  volatile @Nullable String unknownPeople;

  Reception(Path directory, List<String> channels) throws Exception {
    database = Database.open("jdbc:sqlite:" + directory.resolve("inedobot.db"));
    bot = SlackBot.connect(workspace.apiUrl(), workspace.botToken(), workspace.signingSecret());
    Clock clock = Clock.systemUTC();
    announcer =
        new Announcer(
            database.journal(),
            database.messages(),
            bot.posts(),
            clock,
            pause -> Thread.sleep(Math.min(20, pause.toMillis())));
    journal = new AnnouncedJournal(database.journal(), announcer::changed);
    People people = bot.people();
    Hosts hosts = new Hosts(Map.of("local", new OneProduct()));
    TagLists tags =
        (repository, transport, age) ->
            List.of("24.0.4", "24.0.5", "24.0.6", "25.0.2").stream().map(Tag::parse).toList();
    Surveyor surveyor =
        new Surveyor(
            hosts,
            address -> {
              onHealth.run();
              return Optional.of(
                  new HealthAnswer(
                      200,
                      Map.of(),
                      Map.of("releaseNumber", "24.0.4", "applicationStatus", "OK"),
                      ""));
            },
            tags,
            journal);
    InstanceSettings usual = Observations.settings(Product.PROGET);
    ApprovalRule rule =
        new ApprovalRule(List.of(bob.id()), 1, true, usual.approval().expiresAfter());
    InstanceSettings settings =
        new InstanceSettings(
            usual.name(),
            usual.product(),
            usual.host(),
            usual.container(),
            null,
            rule,
            usual.timing());
    Instances instances = new Instances(List.of(settings), hosts, rule, List.of(), "");
    Timekeeper timekeeper = new Timekeeper(journal, (id, state, when) -> {}, new Nobody(), clock);
    DecisionDesk decisions =
        new DecisionDesk(
            journal, new Deciding(people), new Nobody(), timekeeper, instances::ruleInForce, clock);
    UpgradeDesk desk =
        new UpgradeDesk(journal, instances, surveyor, people, timekeeper, clock, new Random(7));
    InfoDesk info = new InfoDesk(instances, surveyor, hosts, journal, people, clock);
    Place place = new Place(channels);
    FirstMessage firstMessage = new FirstMessage(announcer, decisions, workspace.botName());
    Noted views = new Noted();
    UpgradeForm form =
        new UpgradeForm(desk, decisions, info, instances, firstMessage, views, place);
    Conversation conversation =
        new Conversation(
            desk,
            decisions,
            info,
            instances,
            new StatusReport(info, instances, journal),
            new HistoryReport(journal, database.messages(), instances),
            firstMessage,
            form,
            place,
            new DoctorReport(List::of, people));
    SlackConfig slackConfig = new SlackConfig();
    slackConfig.setMethodsEndpointUrlPrefix(workspace.apiUrl());
    slackConfig.setProxyUrl(null);
    Slack slack = Slack.getInstance(slackConfig);
    MethodsClient methods = slack.methods(workspace.botToken());
    config =
        AppConfig.builder()
            .signingSecret(workspace.signingSecret())
            .singleTeamBotToken(workspace.botToken())
            .slack(slack)
            .build();
    app =
        new SlackApp(conversation, form, views, work, new UnderWay(), methods, workspace.teamId())
            .wire(config);
  }

  /** Runs nothing. */
  private static final class Nobody implements DecisionDesk.Queue {
    @Override
    public void submit(UpgradeId id) {}

    @Override
    public void carryOutChoice(UpgradeId id) {}

    @Override
    public Optional<String> discardKept(UpgradeId id, Actor who) {
      return Optional.empty();
    }
  }

  /** Whom Slack may not know when they decide. */
  private final class Deciding implements People {
    private final People people;

    Deciding(People people) {
      this.people = people;
    }

    @Override
    public boolean isFullMember(String userId) throws PeopleProblem {
      String problem = unknownPeople;
      if (problem != null) {
        throw new PeopleProblem(problem, null);
      }
      return people.isFullMember(userId);
    }

    @Override
    public boolean isInGroup(String userId, String groupId) throws PeopleProblem {
      return people.isInGroup(userId, groupId);
    }

    @Override
    public ZoneId zone(String userId) throws PeopleProblem {
      return people.zone(userId);
    }
  }

  private final class Noted implements Views {
    @Override
    public Window open(String trigger, View view) throws NoWindow {
      String problem = noWindow;
      if (problem != null) {
        throw new NoWindow(problem, null);
      }
      windows.add(view);
      return new Window("V1", "hash-1");
    }

    @Override
    public boolean update(Window window, View view) {
      if (window.hash() != null && changedMeanwhile) {
        return false;
      }
      windows.add(view);
      return true;
    }
  }

  private Response send(String body) throws Exception {
    String timestamp = Long.toString(Clock.systemUTC().instant().getEpochSecond());
    String signature =
        new SlackSignature.Generator(workspace.signingSecret()).generate(timestamp, body);
    RequestHeaders headers =
        new RequestHeaders(
            Map.of(
                "Content-Type", List.of("application/x-www-form-urlencoded"),
                "X-Slack-Request-Timestamp", List.of(timestamp),
                "X-Slack-Signature", List.of(signature)));
    return app.run(
        new SlackRequestParser(config)
            .parse(
                SlackRequestParser.HttpRequest.builder()
                    .requestUri("/slack/events")
                    .requestBody(body)
                    .headers(headers)
                    .build()));
  }

  private static String field(String name, String value) {
    return name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  /** Somebody types a command; what is said may come later. */
  Response type(Member who, String text) throws Exception {
    return type(who, COMMAND, text);
  }

  Response type(Member who, String command, String text) throws Exception {
    List<String> fields = new ArrayList<>();
    fields.add(field("command", command));
    fields.add(field("text", text));
    fields.add(field("team_id", who.teamId()));
    fields.add(field("user_id", who.id()));
    fields.add(field("user_name", who.name()));
    fields.add(field("channel_id", where));
    fields.add(field("trigger_id", "1.2.3"));
    fields.add(field("response_url", "http://127.0.0.1:1/gone"));
    return send(String.join("&", fields));
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  private ObjectNode payload(String type, Member who) {
    ObjectNode payload = object().put("type", type).put("trigger_id", "1.2.3");
    payload.putObject("team").put("id", workspace.teamId());
    payload
        .putObject("user")
        .put("id", who.id())
        .put("username", who.name())
        .put("name", who.name())
        .put("team_id", who.teamId());
    return payload;
  }

  /** Somebody clicks a button in the channel. */
  Response click(Member who, String actionId, String value) throws Exception {
    ObjectNode payload = payload("block_actions", who);
    payload.putObject("channel").put("id", where);
    payload.put("response_url", "http://127.0.0.1:1/gone");
    payload
        .putArray("actions")
        .addObject()
        .put("type", "button")
        .put("action_id", actionId)
        .put("block_id", "b")
        .put("value", value);
    return send(field("payload", payload.toString()));
  }

  /** Somebody chooses an instance in a window. */
  Response choose(Member who, View view, String instance) throws Exception {
    ObjectNode payload = payload("block_actions", who);
    ObjectNode window = (ObjectNode) new ObjectMapper().readTree(JsonOps.toJsonString(view));
    payload.set("view", window.put("id", "V1").put("hash", "hash-2"));
    ObjectNode action = payload.putArray("actions").addObject();
    action
        .put("type", "static_select")
        .put("action_id", "form.instance")
        .put("block_id", "instance");
    action.set("selected_option", option(instance));
    return send(field("payload", payload.toString()));
  }

  private static ObjectNode option(String value) {
    ObjectNode option = object().put("value", value);
    option.putObject("text").put("type", "plain_text").put("text", value);
    return option;
  }

  /**
   * Somebody sends a window's form.
   *
   * @param backup whether the box is ticked
   */
  Response submit(
      Member who,
      String id,
      String callback,
      String channel,
      String instance,
      String version,
      String begin,
      boolean backup)
      throws Exception {
    ObjectNode payload = payload("view_submission", who);
    ObjectNode view =
        payload
            .putObject("view")
            .put("id", id)
            .put("type", "modal")
            .put("callback_id", callback)
            .put("private_metadata", channel);
    view.putArray("blocks");
    ObjectNode values = view.putObject("state").putObject("values");
    values.putObject("instance").set("form.instance", selected(instance));
    String filled = shown;
    String inForm = filled == null ? instance : filled;
    values.putObject("version " + inForm).set("form.version", selected(version));
    values
        .putObject("begin")
        .putObject("form.begin")
        .put("type", "plain_text_input")
        .put("value", begin);
    ObjectNode boxes =
        values.putObject("backup " + inForm).putObject("form.backup").put("type", "checkboxes");
    if (backup) {
      boxes.putArray("selected_options").add(option("yes"));
    } else {
      boxes.putArray("selected_options");
    }
    return send(field("payload", payload.toString()));
  }

  private static ObjectNode selected(String value) {
    ObjectNode select = object().put("type", "static_select");
    select.set("selected_option", option(value));
    return select;
  }

  /** A window as Slack is sent it. */
  static String json(View view) {
    return plain(JsonOps.toJsonString(view));
  }

  /** What a request was answered with; empty for nothing. */
  static String body(Response response) {
    String body = response.getBody();
    return body == null ? "" : plain(body);
  }

  /** As it is without what Gson does for HTML. */
  private static String plain(String json) {
    return json.replace("\\u0027", "'")
        .replace("\\u003c", "<")
        .replace("\\u003e", ">")
        .replace("\\u0026", "&")
        .replace("\\u003d", "=");
  }

  @Override
  public void close() {
    work.shutdownNow();
    bot.close();
    announcer.close();
    workspace.close();
    database.close();
  }
}
