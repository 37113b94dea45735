package dev.inedobot.slack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

final class UnderWayTest {
  private final UnderWay underWay = new UnderWay();
  private final List<String> told = new CopyOnWriteArrayList<>();

  private Reply of(String who) {
    return answer -> told.add(who + ": " + answer.text());
  }

  @Test
  void tellsThoseWhoStillWait() throws Exception {
    Reply done = of("done");
    Reply waits = of("waits");
    underWay.begins(done);
    underWay.begins(waits);
    underWay.ends(done);

    underWay.tellThatItStops();

    assertThat(told).hasSize(1).first().asString().startsWith("waits: I am being stopped");
  }

  @Test
  void isNotHeldUpByOneThatCanNotBeTold() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    underWay.begins(
        answer -> {
          try {
            never.await();
          } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
          }
        });
    underWay.begins(of("other"));

    underWay.tellThatItStops();

    assertThat(told).hasSize(1);
    never.countDown();
  }
}
