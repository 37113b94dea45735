package dev.inedobot.slack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inedobot.demo.workspace.Channel;
import dev.inedobot.demo.workspace.LocalWorkspace;
import dev.inedobot.slack.announce.Posts;
import dev.inedobot.slack.view.Message;
import dev.inedobot.slack.view.UpgradeMessages;
import dev.inedobot.upgrade.Actor;
import dev.inedobot.upgrade.Step;
import dev.inedobot.upgrade.Upgrade;
import dev.inedobot.upgrade.UpgradeEvent;
import dev.inedobot.upgrade.UpgradeEvent.Kind;
import dev.inedobot.upgrade.UpgradeId;
import dev.inedobot.upgrade.UpgradeState;
import dev.inedobot.upgrade.plan.Observations;
import dev.inedobot.upgrade.plan.Plan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Upgrades whose texts are as long as a limit of Slack's, a little less, or much more, and made of
 * what is written with more characters than it has: none of their messages is over a limit, new or
 * edited, and each parent still ends with its state. The workspace refuses what Slack refuses.
 */
final class MessageLimitsTest {
  private static final long SEED = 20261125;
  private static final int UPGRADES = 11;
  private static final List<UpgradeState> STATES = List.of(UpgradeState.values());
  private static final Instant NOW = Instant.parse("2026-11-25T06:00:00Z");
  private static final int[] LENGTHS = {
    0, 1, 74, 75, 76, 149, 150, 151, 299, 300, 2000, 2999, 3000, 3001, 12_999, 13_000, 40_001
  };
  private static final List<String> PIECES =
      List.of("x", "& ", "<", "`", "```", "\n", "é", "\uD83D\uDE00", "<!channel> ", "_*~");

  private final Random random = new Random(SEED);

  @Test
  void noMessageIsOverALimit() throws Exception {
    try (LocalWorkspace workspace = LocalWorkspace.start()) {
      Channel ops = workspace.channel("ops");
      Posts posts =
          SlackBot.connect(workspace.apiUrl(), workspace.botToken(), workspace.signingSecret())
              .posts();
      for (int i = 0; i < UPGRADES; i++) {
        UpgradeState state = STATES.get(i % STATES.size());
        Plan plan = Observations.planned("2023.9", "2024.5");
        for (Message message : UpgradeMessages.of(upgrade(state), plan, events()).values()) {
          String ts = posts.post(ops.id(), null, message);
          if (!message.ending().isEmpty()) {
            posts.update(ops.id(), ts, message);
          }
          assertThat(workspace.refusals())
              .as("upgrade %d of seed %d: %s", i, SEED, message.text())
              .isEmpty();
          assertThat(message.text()).doesNotContain("<!channel>");
          assertThat(message.textForEdit()).endsWith(message.ending());
        }
      }
    }
  }

  private Upgrade upgrade(UpgradeState state) {
    return new Upgrade(
        new UpgradeId("k7m2qxp4"),
        "i" + text(),
        "ProGet",
        "2023.9" + text(),
        "2024.5" + text(),
        state,
        new Actor("U01ALICE", text()),
        NOW,
        "C02OPS");
  }

  private List<UpgradeEvent> events() {
    List<UpgradeEvent> events = new ArrayList<>();
    Actor alice = new Actor("U01ALICE", text());
    for (Kind kind :
        List.of(
            Kind.REQUESTED,
            Kind.BACKUP_ACKNOWLEDGED,
            Kind.APPROVED,
            Kind.OVERRIDDEN,
            Kind.WAITING,
            Kind.RUN_STARTED)) {
      events.add(UpgradeEvent.of(NOW, kind, alice, text()));
    }
    for (Step step : Step.values()) {
      for (Kind kind : List.of(Kind.STEP_STARTED, Kind.STEP_PROGRESS, Kind.LOG, Kind.STEP_FAILED)) {
        events.add(UpgradeEvent.of(NOW, kind, step, text()));
      }
    }
    for (Kind kind : List.of(Kind.GOING_BACK, Kind.NOTE, Kind.FINISHED)) {
      events.add(UpgradeEvent.of(NOW, kind, Actor.BOT, text()));
    }
    return events;
  }

  private String text() {
    int length = LENGTHS[random.nextInt(LENGTHS.length)];
    StringBuilder text = new StringBuilder();
    String piece = PIECES.get(random.nextInt(PIECES.size()));
    while (text.length() < length) {
      text.append(random.nextInt(8) == 0 ? PIECES.get(random.nextInt(PIECES.size())) : piece);
    }
    return text.substring(0, Math.min(length, text.length()));
  }
}
