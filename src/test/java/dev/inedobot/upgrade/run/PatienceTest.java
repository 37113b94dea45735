package dev.inedobot.upgrade.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Which engines are asked again: what fails for good must not keep a run for ever. */
final class PatienceTest {
  private final HostProblem away = HostProblem.unreachable("away", new IOException("no answer"));
  private final HostProblem failing = HostProblem.failing("fails", new IOException("500"));
  private final HostProblem refused = HostProblem.refused("no");

  /** Throws these, one after the other, then answers. */
  private static Supplier<String> after(HostProblem... problems) {
    Deque<HostProblem> left = new ArrayDeque<>(List.of(problems));
    return () -> {
      if (!left.isEmpty()) {
        throw left.remove();
      }
      return "answer";
    };
  }

  @Test
  void asksAnEngineThatIsAwayOrFails() throws InterruptedException {
    assertThat(Patience.ask(duration -> {}, after(away, failing, away))).isEqualTo("answer");
    assertThatThrownBy(() -> Patience.ask(duration -> {}, after(away, refused))).isSameAs(refused);
  }

  @Test
  void waitsNotForEverForOneThatFailsWhereItCanDoWithout() throws InterruptedException {
    assertThat(Patience.reach(duration -> {}, after(away, away))).isEqualTo("answer");
    assertThat(Patience.reach(duration -> {}, after(away, failing))).isEqualTo("answer");
    HostProblem[] forEver = Collections.nCopies(100, failing).toArray(HostProblem[]::new);
    assertThatThrownBy(() -> Patience.reach(duration -> {}, after(forEver))).isSameAs(failing);
    assertThatThrownBy(() -> Patience.reach(duration -> {}, after(refused))).isSameAs(refused);
  }
}
