package dev.inedobot.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.slack.api.SlackConfig;
import dev.inedobot.demo.workspace.LocalWorkspace;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A bot tries to reach Slack every few seconds, perhaps for days: nothing of a try may stay. */
final class SlackClientTest {
  private static final int TRIES = 5;
  private static final String NOBODY = "http://127.0.0.1:1/api/";

  /** The threads of Slack's SDK that live, by what it calls them. */
  private static Set<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("slack-api-"))
        .collect(Collectors.toSet());
  }

  private static void assertNoneMoreThan(Set<Thread> before) {
    Awaitility.await("no thread stays")
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              Set<Thread> more = new HashSet<>(threads());
              more.removeAll(before);
              return more.isEmpty();
            });
  }

  @Test
  void isToldApartByTheNamesOfItsThreads() throws Exception {
    Set<Thread> before = threads();
    SlackConfig asItComes = new SlackConfig();
    Set<Thread> more = new HashSet<>(threads());
    more.removeAll(before);
    assertThat(more).as("else the tests below find none either").isNotEmpty();
    asItComes.close();
    asItComes.getSCIM2Config().getMetricsDatastore().close();
    assertNoneMoreThan(before);
  }

  @Test
  void leavesNoThreadWhereSlackCannotBeReached() {
    Set<Thread> before = threads();
    for (int i = 0; i < TRIES; i++) {
      assertThatThrownBy(() -> SlackBot.connect(NOBODY, "xoxb-1", "secret"))
          .isInstanceOf(SlackRefused.class);
      assertThatThrownBy(() -> SlackBot.connectInSocketMode(NOBODY, "xoxb-1", "xapp-1"))
          .isInstanceOf(SlackRefused.class);
    }
    assertNoneMoreThan(before);
  }

  @Test
  void leavesNoThreadWhereSlackSaysNo() {
    try (LocalWorkspace workspace = LocalWorkspace.start()) {
      Set<Thread> before = threads();
      for (int i = 0; i < TRIES; i++) {
        assertThatThrownBy(
                () ->
                    SlackBot.connectInSocketMode(
                        workspace.apiUrl(), workspace.botToken(), "xapp-1-wrong"))
            .isInstanceOf(SlackRefused.class);
      }
      assertNoneMoreThan(before);
    }
  }

  @Test
  void leavesNoThreadOfABotThatWasClosed() throws Exception {
    try (LocalWorkspace workspace = LocalWorkspace.start()) {
      Set<Thread> before = threads();
      SlackBot.connect(workspace.apiUrl(), workspace.botToken(), workspace.signingSecret()).close();
      assertNoneMoreThan(before);
    }
  }
}
