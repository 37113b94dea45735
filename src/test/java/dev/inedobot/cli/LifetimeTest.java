package dev.inedobot.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** In which order what was begun ends. */
final class LifetimeTest {
  private final List<String> closed = new CopyOnWriteArrayList<>();
  private final Lifetime parts = new Lifetime();

  private AutoCloseable part(String name) {
    return () -> closed.add(name);
  }

  @Test
  void closesTheLastFirstAndOnce() throws Exception {
    parts.keep(part("record"));
    parts.keep(part("slack"));
    parts.keep(part("stop sign"));
    parts.close();
    parts.close();
    assertThat(closed).containsExactly("stop sign", "slack", "record");
  }

  @Test
  void closesWhatIsToEndFirstBeforeWhatCameAfterIt() throws Exception {
    AutoCloseable queue = part("queue");
    parts.keep(part("record"));
    parts.keep(queue);
    parts.keep(part("announcer"));
    parts.endFirst(queue);
    parts.close();
    assertThat(closed).containsExactly("queue", "announcer", "record");
  }

  @Test
  void closesTheRestThoughOneFails() throws Exception {
    parts.keep(part("record"));
    parts.keep(
        (AutoCloseable)
            () -> {
              throw new IllegalStateException("on purpose");
            });
    parts.close();
    assertThat(closed).containsExactly("record");
  }

  @Test
  void closesAtOnceWhatComesTooLate() {
    parts.close();
    assertThatThrownBy(() -> parts.keep(part("late"))).isInstanceOf(InterruptedException.class);
    assertThat(closed).containsExactly("late");
  }

  @Test
  void interruptsWhoeverIsStillBeginning() throws Exception {
    CountDownLatch waits = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    Thread beginning =
        new Thread(
            () -> {
              parts.begins();
              waits.countDown();
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException stopping) {
                interrupted.countDown();
              }
            });
    beginning.start();
    waits.await();
    parts.close();
    interrupted.await();
    beginning.join();
    assertThat(parts.begun()).as("it was closed meanwhile").isTrue();
  }
}
