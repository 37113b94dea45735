package dev.inedobot.slack;

import dev.inedobot.slack.announce.Announcer;
import dev.inedobot.slack.view.AnswerView;
import dev.inedobot.slack.view.Mrkdwn;
import dev.inedobot.upgrade.Upgrade;
import dev.inedobot.upgrade.run.DecisionDesk;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sees to it that an upgrade that was asked for can be seen; else it is taken back. */
final class FirstMessage {
  private static final int SECONDS = 60;

  private final Announcer announcer;
  private final DecisionDesk decisions;
  private final String botName;

  FirstMessage(Announcer announcer, DecisionDesk decisions, String botName) {
    this.announcer = announcer;
    this.decisions = decisions;
    this.botName = botName;
  }

  /** What became of it. */
  enum Stand {
    /** It stands in the channel. */
    THERE,
    /** It is not there yet, but follows. */
    NOT_YET,
    /** It can't be posted, so the upgrade was withdrawn. */
    WITHDRAWN
  }

  /** Waits for it. If it does not stand in the channel, the one who asked is told why. */
  Stand stands(Upgrade upgrade, Reply reply) {
    try {
      Optional<String> error = announcer.opened(upgrade.id()).get(SECONDS, TimeUnit.SECONDS);
      if (error.isEmpty()) {
        return Stand.THERE;
      }
      decisions.withdraw(upgrade.id(), "Its message could not be posted: " + error.get() + ".");
      reply.say(AnswerView.notPosted(error.get(), botName));
      return Stand.WITHDRAWN;
    } catch (TimeoutException slackAway) {
      reply.say(
          "The plan for %s is made (`%s`), but Slack does not take my message yet; it follows."
              .formatted(Mrkdwn.safeLine(upgrade.instance(), 80), upgrade.id()));
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      reply.say(
          "The plan for %s is made (`%s`), but I am being stopped; it follows when I run again."
              .formatted(Mrkdwn.safeLine(upgrade.instance(), 80), upgrade.id()));
    }
    return Stand.NOT_YET;
  }
}
