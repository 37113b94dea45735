package dev.inedobot.slack.announce;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.inedobot.demo.workspace.Channel;
import dev.inedobot.demo.workspace.LocalWorkspace;
import dev.inedobot.slack.SlackBot;
import dev.inedobot.slack.view.Message;
import dev.inedobot.store.Database;
import dev.inedobot.upgrade.Actor;
import dev.inedobot.upgrade.Upgrade;
import dev.inedobot.upgrade.UpgradeEvent;
import dev.inedobot.upgrade.UpgradeEvent.Kind;
import dev.inedobot.upgrade.UpgradeId;
import dev.inedobot.upgrade.UpgradeState;
import dev.inedobot.upgrade.plan.Observations;
import dev.inedobot.upgrade.plan.Plans;
import dev.inedobot.upgrade.run.AnnouncedJournal;
import dev.inedobot.upgrade.run.Journal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AnnouncerTest {
  private static final Instant NOW = Instant.parse("2026-11-25T06:00:00Z");
  private static final Actor ALICE = new Actor("U01ALICE", "alice");
  private static final UpgradeId ID = new UpgradeId("k7m2qxp4");
  private static final Duration LONG = Duration.ofSeconds(15);

  private final LocalWorkspace workspace = LocalWorkspace.start();
  private final Channel ops = workspace.channel("ops");
  private final Database database;

  AnnouncerTest(@TempDir Path directory) {
    database = Database.open("jdbc:sqlite:" + directory.resolve("inedobot.db"));
  }

  @AfterEach
  void close() {
    workspace.close();
    database.close();
  }

  private Announcer announcer(String apiUrl) throws Exception {
    Posts posts = SlackBot.connect(apiUrl, workspace.botToken(), workspace.signingSecret()).posts();
    return new Announcer(
        database.journal(),
        database.messages(),
        posts,
        Clock.systemUTC(),
        pause -> Thread.sleep(Math.min(50, pause.toMillis())));
  }

  private static void open(Journal journal, UpgradeId id, String instance, Channel channel) {
    journal.open(
        new Upgrade(
            id,
            instance,
            "ProGet",
            "2023.9",
            "2024.5",
            UpgradeState.REQUESTED,
            ALICE,
            NOW,
            channel.id()),
        Observations.planned("2023.9", "2024.5"),
        UpgradeEvent.of(NOW, Kind.REQUESTED, ALICE, ""));
  }

  private void awaitMessages(int count) {
    Awaitility.await().atMost(LONG).until(() -> workspace.messages(ops).size() == count);
  }

  /** The workspace behind a proxy that answers some posts itself, with a page. */
  private HttpServer proxy(int pages, AtomicInteger posts) throws Exception {
    HttpClient client = HttpClient.newHttpClient();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/api/",
        exchange -> {
          String method = exchange.getRequestURI().getPath().substring("/api/".length());
          byte[] body = exchange.getRequestBody().readAllBytes();
          byte[] answer;
          if (method.equals("chat.postMessage") && posts.incrementAndGet() <= pages) {
            answer = "<html>Back soon</html>".getBytes(StandardCharsets.UTF_8);
          } else {
            HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(workspace.apiUrl() + method))
                    .POST(HttpRequest.BodyPublishers.ofByteArray(body));
            for (String header : new String[] {"Authorization", "Content-Type"}) {
              String value = exchange.getRequestHeaders().getFirst(header);
              if (value != null) {
                request.header(header, value);
              }
            }
            try {
              answer = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray()).body();
            } catch (InterruptedException stopping) {
              Thread.currentThread().interrupt();
              return;
            }
          }
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    return server;
  }

  @Test
  void goesOnWhenWhatAnsweredWasNotSlack() throws Exception {
    AtomicInteger posts = new AtomicInteger();
    HttpServer proxy = proxy(3, posts);
    String apiUrl = "http://127.0.0.1:%d/api/".formatted(proxy.getAddress().getPort());
    try (Announcer announcer = announcer(apiUrl)) {
      open(database.journal(), ID, "proget", ops);
      announcer.changed(ID);
      assertThat(announcer.opened(ID).get(LONG.toSeconds(), TimeUnit.SECONDS)).isEmpty();
      assertThat(posts).hasValue(4);
      assertThat(workspace.messages(ops)).hasSize(1);
    } finally {
      proxy.stop(0);
    }
  }

  @Test
  void tellsWhyAMessageWasRefusedHoweverLateItIsAsked() throws Exception {
    Channel closed = workspace.channelWithoutBot("closed");
    try (Announcer announcer = announcer(workspace.apiUrl())) {
      open(database.journal(), ID, "proget", closed);
      announcer.changed(ID);
      Awaitility.await().atMost(LONG).until(() -> !workspace.refusals().isEmpty());
      Thread.sleep(300);
      assertThat(announcer.opened(ID).get(5, TimeUnit.SECONDS))
          .isEqualTo(Optional.of("not_in_channel"));
    }
  }

  @Test
  void answersWhoeverAsksOnceAllIsTold() throws Exception {
    try (Announcer announcer = announcer(workspace.apiUrl())) {
      open(database.journal(), ID, "proget", ops);
      database
          .journal()
          .move(
              ID,
              UpgradeState.REQUESTED,
              UpgradeState.CANCELLED,
              UpgradeEvent.of(NOW, Kind.CANCELLED, ALICE, ""));
      announcer.changed(ID);
      awaitMessages(1);
      Thread.sleep(300);
      assertThat(announcer.opened(ID).get(5, TimeUnit.SECONDS)).isEmpty();
    }
  }

  @Test
  void postsNothingTwiceHoweverManyChangesThereAreAtOnce() throws Exception {
    try (Announcer announcer = announcer(workspace.apiUrl())) {
      Journal journal = new AnnouncedJournal(database.journal(), announcer::changed);
      open(journal, ID, "proget", ops);
      journal.move(
          ID,
          UpgradeState.REQUESTED,
          UpgradeState.CANCELLED,
          UpgradeEvent.of(NOW, Kind.CANCELLED, ALICE, ""));
      for (int i = 0; i < 2000; i++) {
        announcer.changed(ID);
      }
      awaitMessages(1);
      String parent = workspace.messages(ops).get(0).ts();
      Awaitility.await().atMost(LONG).until(() -> !workspace.thread(ops, parent).isEmpty());
      Thread.sleep(500);
      assertThat(workspace.messages(ops)).hasSize(1);
      assertThat(workspace.thread(ops, parent)).hasSize(1);
    }
  }

  @Test
  void doesNotDisturbWhoeverWritesAfterItsEnd() throws Exception {
    Announcer announcer = announcer(workspace.apiUrl());
    Journal journal = new AnnouncedJournal(database.journal(), announcer::changed);
    open(journal, ID, "proget", ops);
    announcer.close();
    journal.add(ID, UpgradeEvent.of(NOW, Kind.NOTE, Actor.BOT, "I am being stopped."));
    assertThat(journal.events(ID)).hasSize(2);
  }

  /** Takes all but what goes to one channel, for which it asks to wait as often as it is told. */
  private static final class Limited implements Posts {
    final List<String> taken = new CopyOnWriteArrayList<>();
    private final AtomicInteger times;
    private final Duration retryAfter;

    Limited(int times, Duration retryAfter) {
      this.times = new AtomicInteger(times);
      this.retryAfter = retryAfter;
    }

    @Override
    public String post(String channel, @Nullable String thread, Message message)
        throws SlackTrouble {
      if (channel.equals("C03NEWS") && times.getAndDecrement() > 0) {
        throw SlackTrouble.rateLimited(retryAfter);
      }
      taken.add(channel + " " + message.text());
      return "1." + taken.size();
    }

    @Override
    public void update(String channel, String ts, Message message) {}
  }

  private void run(Journal journal) {
    journal.open(
        new Upgrade(
            ID, "proget", "ProGet", "2023.9", "2024.5", UpgradeState.REQUESTED, ALICE, NOW, "C02"),
        Plans.announcedIn("C03NEWS"),
        UpgradeEvent.of(NOW, Kind.REQUESTED, ALICE, ""));
    UpgradeState state = UpgradeState.REQUESTED;
    for (UpgradeState next :
        List.of(UpgradeState.ACKNOWLEDGED, UpgradeState.QUEUED, UpgradeState.RUNNING)) {
      Kind kind = next == UpgradeState.RUNNING ? Kind.RUN_STARTED : Kind.NOTE;
      assertThat(journal.move(ID, state, next, UpgradeEvent.of(NOW, kind, ALICE, ""))).isTrue();
      state = next;
    }
  }

  private Announcer announcer(Posts posts) {
    return new Announcer(
        database.journal(),
        database.messages(),
        posts,
        Clock.systemUTC(),
        pause -> Thread.sleep(pause.toMillis()));
  }

  private static void awaitTaken(Limited slack, String words) {
    Awaitility.await()
        .atMost(LONG)
        .until(() -> slack.taken.stream().anyMatch(message -> message.contains(words)));
  }

  @Test
  void goesOnWithTheThreadWhileAnotherChannelHasToWait() throws Exception {
    Limited slack = new Limited(1, Duration.ofMinutes(2));
    try (Announcer announcer = announcer(slack)) {
      Journal journal = new AnnouncedJournal(database.journal(), announcer::changed);
      run(journal);
      awaitTaken(slack, "begins at");
      Awaitility.await()
          .atMost(LONG)
          .until(() -> database.messages().posted(ID).containsKey("announced before C03NEWS"));
      Thread.sleep(300);
      journal.add(ID, UpgradeEvent.of(NOW, Kind.NOTE, Actor.BOT, "It goes on."));
      awaitTaken(slack, "It goes on.");
    }
  }

  @Test
  void tellsAnotherChannelOnceItMayThoughNothingHappens() throws Exception {
    Limited slack = new Limited(1, Duration.ofSeconds(1));
    try (Announcer announcer = announcer(slack)) {
      run(database.journal());
      announcer.changed(ID);
      awaitTaken(slack, "C03NEWS *proget*");
    }
  }

  @Test
  void completesAnActiveUpgradeHoweverManyCameAfterIt() throws Exception {
    open(database.journal(), ID, "proget", ops);
    for (int i = 0; i < 60; i++) {
      UpgradeId later = new UpgradeId("%08d".formatted(i));
      open(database.journal(), later, "otter", ops);
      database
          .journal()
          .move(
              later,
              UpgradeState.REQUESTED,
              UpgradeState.CANCELLED,
              UpgradeEvent.of(NOW, Kind.CANCELLED, ALICE, ""));
    }
    try (Announcer announcer = announcer(workspace.apiUrl())) {
      announcer.catchUp();
      awaitMessages(1);
      assertThat(database.messages().posted(ID)).isNotEmpty();
    }
  }
}
