package dev.inedobot.demo;

import dev.inedobot.demo.workspace.Channel;
import dev.inedobot.demo.workspace.Delivery;
import dev.inedobot.demo.workspace.LocalWorkspace;
import dev.inedobot.demo.workspace.Member;
import dev.inedobot.demo.workspace.Posted;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What people do in the channel: they type, click, and wait for what the bot says. */
public final class Scene {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

  private final LocalWorkspace workspace;
  private final Channel channel;

  public Scene(LocalWorkspace workspace, Channel channel) {
    this.workspace = workspace;
    this.channel = channel;
  }

  /**
   * Asks for an upgrade, acknowledges the backup, approves, and waits for the end.
   *
   * @return the parent message as it stands then; its text ends with the state
   * @throws DemoRefused if the bot does not answer as it should
   */
  public Posted upgrade(String instance, String version, Member asks, Member approves)
      throws DemoRefused, InterruptedException {
    Posted parent = ask(instance, version, asks);
    click(parent.ts(), "backup.acknowledge", asks);
    click(parent.ts(), "upgrade.approve", approves);
    return awaitEnd(parent.ts(), Duration.ofMinutes(5));
  }

  /** Types the command and waits for the plan. */
  public Posted ask(String instance, String version, Member asks)
      throws DemoRefused, InterruptedException {
    return say("/inedo upgrade %s %s".formatted(instance, version), asks);
  }

  /** Types a command whose answer is a message in the channel, and waits for that. */
  public Posted say(String line, Member asks) throws DemoRefused, InterruptedException {
    int before = workspace.messages(channel).size();
    int told = workspace.shownOnlyTo(asks).size();
    taken(line, workspace.type(asks, channel, line));
    Optional<Posted> parent =
        until(
            Duration.ofSeconds(60),
            () -> {
              List<Posted> messages = workspace.messages(channel);
              return messages.stream()
                  .skip(before)
                  .filter(message -> message.text().contains(" " + instance(line) + ":"))
                  .findFirst();
            });
    return parent.orElseThrow(
        () ->
            new DemoRefused(
                "No plan came for “%s”; the bot said: %s"
                    .formatted(
                        line,
                        String.join(
                            " ", workspace.shownOnlyTo(asks).stream().skip(told).toList()))));
  }

  /** The instance that a command is about: its second word after the command's name. */
  private static String instance(String line) {
    return line.split(" ")[2];
  }

  /** Waits for a button of a message and clicks it. */
  public void click(String ts, String action, Member who) throws DemoRefused, InterruptedException {
    boolean there = awaitMessage(ts, Duration.ofSeconds(30), m -> hasButton(m, action)).isPresent();
    if (!there) {
      throw new DemoRefused("The button %s did not appear.".formatted(action));
    }
    taken(action, workspace.click(who, channel, ts, action));
  }

  private static boolean hasButton(Posted message, String action) {
    return message.buttons().stream().anyMatch(button -> button.actionId().equals(action));
  }

  /** Waits until a message says that its upgrade is at its end, or needs a person. */
  public Posted awaitEnd(String ts, Duration patience) throws DemoRefused, InterruptedException {
    return awaitMessage(ts, patience, Scene::isAtItsEnd)
        .orElseThrow(() -> new DemoRefused("The upgrade did not end within " + patience + "."));
  }

  /** Waits until a top-level message is as wanted; empty when the time is over. */
  public Optional<Posted> awaitMessage(String ts, Duration patience, Predicate<Posted> wanted)
      throws InterruptedException {
    return until(
        patience,
        () ->
            workspace.messages(channel).stream()
                .filter(message -> message.ts().equals(ts))
                .filter(wanted)
                .findFirst());
  }

  private static boolean isAtItsEnd(Posted message) {
    return List.of("Succeeded", "Failed", "Rolled back", "Cancelled", "Expired", "Needs attention")
        .stream()
        .anyMatch(message.text()::endsWith);
  }

  private static void taken(String what, Delivery delivery) throws DemoRefused {
    if (!delivery.inTime()) {
      throw new DemoRefused(
          "The bot did not take “%s” in time: status %d after %d ms."
              .formatted(what, delivery.status(), delivery.took().toMillis()));
    }
  }

  /** Something to look for. */
  private interface Look<T> {
    Optional<T> look();
  }

  private static <T> Optional<T> until(Duration patience, Look<T> look)
      throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (true) {
      Optional<T> found = look.look();
      if (found.isPresent() || System.nanoTime() > end) {
        return found;
      }
      Thread.sleep(BETWEEN_LOOKS.toMillis());
    }
  }
}
