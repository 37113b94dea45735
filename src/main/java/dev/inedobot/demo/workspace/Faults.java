package dev.inedobot.demo.workspace;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;

/** What people can have go wrong from the page. */
final class Faults {
  private static final int LIMITED = 3;
  private static final Duration COME_BACK = Duration.ofSeconds(3);

  private final Outage outage;
  private final Dispatch dispatch;

  Faults(Outage outage, Dispatch dispatch) {
    this.outage = outage;
    this.dispatch = dispatch;
  }

  /**
   * Makes something go wrong, or not any more.
   *
   * @param fault {@code down}, {@code slow}, {@code twice}, or {@code limit}, which ends by itself
   */
  void set(String fault, boolean on) {
    switch (fault) {
      case "down" -> outage.down(on);
      case "slow" -> outage.slow(on);
      case "twice" -> dispatch.twice(on);
      case "limit" -> outage.limitNext(LIMITED, COME_BACK);
      default -> throw new IllegalArgumentException("There is no fault " + fault);
    }
  }

  /** Which are on. */
  ObjectNode now() {
    return SlackJson.object()
        .put("down", outage.isDown())
        .put("slow", outage.isSlow())
        .put("twice", dispatch.isTwice());
  }
}
