package dev.inedobot.upgrade.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inedobot.upgrade.plan.Turns.Limits;
import dev.inedobot.upgrade.plan.Turns.Turn;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who may begin. */
final class TurnsTest {
  private static List<Boolean> begin(Limits limits, List<String> running, String... waiting) {
    return Turns.of(limits, running, List.of(waiting)).stream().map(Turn::begins).toList();
  }

  @Test
  void asManyBeginAsTheLimitAllowsInTheirOrder() {
    Limits two = new Limits(2, Map.of());
    assertThat(begin(two, List.of(), "a", "a", "a")).containsExactly(true, true, false);
    assertThat(begin(two, List.of("b"), "a", "a")).containsExactly(true, false);
    assertThat(begin(two, List.of("b", "b", "b"), "a")).containsExactly(false);
  }

  @Test
  void oneThatWaitsForItsHostLetsOthersPass() {
    Limits limits = new Limits(4, Map.of("a", 1));
    assertThat(begin(limits, List.of("a"), "a", "b", "a", "b"))
        .containsExactly(false, true, false, true);
  }

  @Test
  void saysWhatIsWaitedFor() {
    Limits limits = new Limits(2, Map.of("a", 1));
    List<Turn> turns = Turns.of(limits, List.of("a"), List.of("a", "b", "b", "b"));
    assertThat(turns.get(0).words()).isEqualTo("It is next; one upgrade runs on host a.");
    assertThat(turns.get(2).words()).isEqualTo("One is before it in the queue; 2 upgrades run.");
    assertThat(turns.get(3).words()).isEqualTo("2 are before it in the queue; 2 upgrades run.");
  }
}
