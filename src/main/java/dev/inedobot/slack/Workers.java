package dev.inedobot.slack;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does what was asked for after it was acknowledged; whoever asked is told if it fails. */
final class Workers {
  private static final Logger LOG = LoggerFactory.getLogger(Workers.class);

  static final String BUSY = "I am too busy to take this now; please try again in a moment.";

  private final Executor work;
  private final UnderWay underWay;

  /**
   * @param work runs what takes longer than an acknowledgement; rejects when it has too much to do
   * @param underWay is told who waits for what
   */
  Workers(Executor work, UnderWay underWay) {
    this.work = work;
    this.underWay = underWay;
  }

  /** Takes something over; false if there is too much to do. Does not block. */
  boolean take(Runnable task, Reply reply) {
    underWay.begins(reply);
    try {
      work.execute(
          () -> {
            try {
              task.run();
            } catch (RuntimeException unforeseen) {
              LOG.error("What was asked for failed", unforeseen);
              reply.say(
                  "Sorry, that failed because of an error of mine: %s. My log has the details."
                      .formatted(unforeseen.getClass().getSimpleName()));
            } finally {
              underWay.ends(reply);
            }
          });
      return true;
    } catch (RejectedExecutionException busy) {
      underWay.ends(reply);
      return false;
    }
  }
}
