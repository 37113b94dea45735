package dev.inedobot.slack;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Who waits for something that was acknowledged and is not done yet. Safe for several threads. */
final class UnderWay {
  private static final long TELLING_MILLIS = 1_000;
  private static final String STOPS =
      "I am being stopped while I am at this, so it may not come to its end. If you see nothing of it when I"
          + " am back, please ask again.";

  private final Set<Reply> replies = ConcurrentHashMap.newKeySet();

  void begins(Reply reply) {
    replies.add(reply);
  }

  void ends(Reply reply) {
    replies.remove(reply);
  }

  /** Tells everybody at once; returns when they know, or after a second. */
  void tellThatItStops() throws InterruptedException {
    Set<Reply> waiting = Set.copyOf(replies);
    CountDownLatch told = new CountDownLatch(waiting.size());
    for (Reply reply : waiting) {
      Thread thread =
          new Thread(
              () -> {
                reply.say(STOPS);
                told.countDown();
              },
              "slack-farewell");
      thread.setDaemon(true);
      thread.start();
    }
    var unusedAll = told.await(TELLING_MILLIS, TimeUnit.MILLISECONDS);
  }
}
