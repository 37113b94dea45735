package dev.inedobot.chaos;

import dev.inedobot.demo.workspace.Channel;
import dev.inedobot.demo.workspace.LocalWorkspace;
import dev.inedobot.demo.workspace.Member;
import dev.inedobot.demo.workspace.Posted;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The people of a run whose bot may be killed: who asks types again if nothing came of it, and who
 * is to decide clicks again as long as the button is there.
 */
final class Crowd {
  private static final Duration UNTIL_TYPED_AGAIN = Duration.ofSeconds(5);
  private static final Duration BETWEEN_CLICKS = Duration.ofSeconds(3);

  final Channel channel;
  private final LocalWorkspace workspace;
  private final Lives lives;
  private final String command;
  private final Ask ask;
  private final Questions questions;
  private final Member alice;
  private final Member bob;
  private int typedInLife;
  private int toldBefore;
  private int lifeSeen;
  private long lifeSince;
  private String clicked = "";
  private long clickedAt;

  Crowd(LocalWorkspace workspace, Lives lives, String command, Ask ask, Questions questions) {
    this.workspace = workspace;
    this.lives = lives;
    this.command = command;
    this.ask = ask;
    this.questions = questions;
    this.channel = workspace.channel("ops");
    this.alice = workspace.member("alice");
    this.bob = workspace.member("bob");
  }

  /** Does what is to be done now, if anything. Called again and again while the bot serves. */
  void act() {
    if (lifeSeen != lives.count()) {
      lifeSeen = lives.count();
      lifeSince = System.nanoTime();
    }
    Optional<Posted> parent = parent();
    if (parent.isEmpty()) {
      typeIfNothingCame();
    } else {
      click(parent.get());
    }
  }

  private void typeIfNothingCame() {
    boolean first = typedInLife == 0;
    boolean again =
        typedInLife < lifeSeen && System.nanoTime() - lifeSince > UNTIL_TYPED_AGAIN.toNanos();
    if (first || again) {
      typedInLife = lifeSeen;
      toldBefore = workspace.shownOnlyTo(alice).size();
      workspace.type(alice, channel, command);
    }
  }

  private void click(Posted parent) {
    Stream.concat(ask.clicks().stream(), Stream.of(ask.answer()))
        .filter(action -> hasButton(parent, action))
        .findFirst()
        .filter(this::isDue)
        .ifPresent(action -> click(parent, action));
  }

  private static boolean hasButton(Posted parent, String action) {
    return parent.buttons().stream().anyMatch(button -> button.actionId().equals(action));
  }

  private boolean isDue(String action) {
    return !clicked.equals(action) || System.nanoTime() - clickedAt > BETWEEN_CLICKS.toNanos();
  }

  private void click(Posted parent, String action) {
    if (action.equals(ask.answer())) {
      List<String> thread =
          workspace.thread(channel, parent.ts()).stream().map(Posted::text).toList();
      if (!thread.isEmpty()
          && Questions.count(thread.subList(thread.size() - 1, thread.size())) == 0) {
        // The thread does not ask yet, or has been answered.
        return;
      }
      questions.asked(thread);
    }
    clicked = action;
    clickedAt = System.nanoTime();
    try {
      workspace.click(action.startsWith("backup.") ? alice : bob, channel, parent.ts(), action);
    } catch (IllegalStateException gone) {
      // The bot has taken the button away in between.
    }
  }

  /** The newest message of its own; the one before it would be one that is there twice. */
  Optional<Posted> parent() {
    List<Posted> messages = workspace.messages(channel);
    return messages.isEmpty() ? Optional.empty() : Optional.of(messages.get(messages.size() - 1));
  }

  /** What the one who asked was told instead of a plan, in this life of the bot; or empty. */
  List<String> refusal() {
    if (typedInLife == 0 || typedInLife != lives.count() || parent().isPresent()) {
      return List.of();
    }
    return workspace.shownOnlyTo(alice).stream()
        .skip(toldBefore)
        .filter(said -> !said.startsWith("Looking into it"))
        .filter(said -> !said.contains("failed with the error"))
        .toList();
  }
}
