package dev.inedobot.chaos;

import dev.inedobot.cli.BotUnderTest;
import dev.inedobot.demo.DemoEngine;
import dev.inedobot.demo.DemoProduct;
import dev.inedobot.demo.Scene;
import dev.inedobot.demo.workspace.Channel;
import dev.inedobot.demo.workspace.LocalWorkspace;
import dev.inedobot.demo.workspace.Member;
import dev.inedobot.demo.workspace.Posted;
import dev.inedobot.upgrade.UpgradeEvent;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;

/**
 * Carries one trial out: a product, a proxy, a workspace and a bot of its own; an upgrade from the
 * command to the end of its thread; and what is there then.
 */
final class Performance {
  /** Much shorter than the bot's own limits, and longer than the engine needs for any call here. */
  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(5);

  private static final Duration LONGEST_RUN = Duration.ofMinutes(6);
  private static final int MOST_ANSWERS = 5;

  private final Ground ground;
  private final Trial trial;
  private final Scenery scenery;

  /** Whether the upgrade was asked for; what fails before says nothing about the bot. */
  private boolean begun;

  private Performance(Ground ground, Trial trial, String name) {
    this.ground = ground;
    this.trial = trial;
    this.scenery = new Scenery(ground, trial.journey(), name);
  }

  /**
   * @param number tells this run from the others on the same ground
   */
  static Trial.Outcome of(Ground ground, Trial trial, int number) {
    Performance performance = new Performance(ground, trial, ground.name + "-" + number);
    try {
      return performance.perform();
    } catch (Exception failure) {
      return new Trial.Outcome(
          trial,
          new Story(performance.begun ? "unknown" : Story.VOID, List.of(), List.of()),
          false,
          List.of("the trial itself failed: " + failure),
          List.of(),
          List.of(),
          performance.scenery.container,
          Duration.ZERO);
    }
  }

  private Trial.Outcome perform() throws Exception {
    DemoProduct product = scenery.publish();
    try (DemoEngine engine = scenery.engine();
        TaskContainers tasks = new TaskContainers(engine, scenery.container)) {
      String oldId = engine.run(product);
      Witness witness = new Witness(engine, tasks, product, trial.journey().store());
      witness.awaitVersion(trial.journey().from());
      witness.writeData(scenery.name);
      Evidence before = witness.look(true);
      Roles roles = new Roles(engine, scenery.container, oldId);
      CallNames names = scenery.callNames(roles);
      Questions questions = new Questions(trial.journey(), witness, before);
      Script script = new Script(names, trial.point(), trial.fault());
      long begin = System.nanoTime();
      begun = true;
      Story told;
      try (EngineProxy proxy = EngineProxy.inFrontOf(ground.dockerHost, script)) {
        told = play(proxy.address().uri(), questions);
      }
      Duration took = Duration.ofNanos(System.nanoTime() - begin);
      List<UpgradeEvent> events = scenery.record();
      Story story = new Story(told.state(), told.thread(), Story.failedSteps(events));
      Evidence after = witness.look(!story.state().equals("Needs attention"));
      List<String> broken = new ArrayList<>(Promise.broken(trial.journey(), before, after, story));
      broken.addAll(questions.broken());
      Trial.Outcome outcome =
          new Trial.Outcome(
              trial,
              story,
              script.hasHit(),
              broken,
              script.calls(),
              events,
              scenery.container,
              took);
      if (!broken.isEmpty()) {
        Files.writeString(
            scenery.directory.resolve("story.txt"),
            Report.of(trial, broken, story, events, script.calls(), before, after));
      }
      return outcome;
    }
  }

  /** The whole conversation; the bot and the workspace are gone afterwards. */
  private Story play(URI engine, Questions questions) throws Exception {
    try (LocalWorkspace workspace = LocalWorkspace.start();
        BotUnderTest bot =
            BotUnderTest.start(
                scenery.environment(workspace), scenery.configuration(engine), LONGEST_ANSWER)) {
      workspace.sendTo(URI.create("http://127.0.0.1:%d/slack/events".formatted(bot.port())));
      Channel channel = workspace.channel("ops");
      Member alice = workspace.member("alice");
      Optional<String> ts = ask(workspace, channel, alice);
      if (ts.isEmpty()) {
        return new Story("Refused", workspace.shownOnlyTo(alice), List.of());
      }
      Scene scene = new Scene(workspace, channel);
      for (String button : trial.journey().ask().clicks()) {
        scene.click(
            ts.get(), button, button.startsWith("backup.") ? alice : workspace.member("bob"));
      }
      return answered(workspace, scene, channel, ts.get(), questions);
    }
  }

  /** Answers each question, if the journey has an answer; what people were told to the end. */
  private Story answered(
      LocalWorkspace workspace, Scene scene, Channel channel, String ts, Questions questions)
      throws Exception {
    Ask ask = trial.journey().ask();
    for (int asked = 0; ; asked++) {
      long before = asked;
      Optional<Posted> end =
          scene.awaitMessage(
              ts,
              LONGEST_RUN,
              message ->
                  Ending.isEnd(Ending.state(message))
                      && (!Ending.asks(message)
                          || Questions.count(texts(workspace, channel, ts)) > before));
      if (end.isEmpty()) {
        return new Story("no end", texts(workspace, channel, ts), List.of());
      }
      String state = Ending.state(end.get());
      awaitLast(workspace, channel, ts, state);
      List<String> thread = texts(workspace, channel, ts);
      if (!Ending.asks(end.get()) || !ask.isAnswered() || asked == MOST_ANSWERS) {
        return new Story(state, thread, List.of());
      }
      questions.asked(thread);
      scene.click(ts, ask.answer(), workspace.member("bob"));
    }
  }

  /** The plan's message, or empty if the one who asked was told why there is none. */
  private Optional<String> ask(LocalWorkspace workspace, Channel channel, Member who) {
    workspace.type(who, channel, scenery.command());
    Awaitility.await("a plan, or why there is none")
        .atMost(Duration.ofMinutes(2))
        .until(
            () ->
                !workspace.messages(channel).isEmpty()
                    || workspace.shownOnlyTo(who).stream()
                        .anyMatch(said -> !said.startsWith("Looking into it")));
    return workspace.messages(channel).stream().map(Posted::ts).findFirst();
  }

  private static void awaitLast(
      LocalWorkspace workspace, Channel channel, String ts, String state) {
    Awaitility.await("the thread is complete")
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> {
              List<String> thread = texts(workspace, channel, ts);
              return !thread.isEmpty()
                  && thread.get(thread.size() - 1).contains("*" + state + ".*");
            });
  }

  private static List<String> texts(LocalWorkspace workspace, Channel channel, String ts) {
    return workspace.thread(channel, ts).stream().map(Posted::text).toList();
  }
}
