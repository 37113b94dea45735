package dev.inedobot.slack;

import dev.inedobot.slack.view.Message;

/** Answers the person who typed or clicked; nobody else sees it. Never throws; may block. */
@FunctionalInterface
interface Reply {
  void give(Answer answer);

  default void say(String mrkdwn) {
    give(Answer.of(mrkdwn));
  }

  default void say(Message message) {
    give(Answer.of(message));
  }
}
