package dev.inedobot.slack;

/** Answers the person who typed or clicked; nobody else sees it. Never throws; may block. */
@FunctionalInterface
interface Reply {
  void say(String mrkdwn);
}
