package dev.inedobot.slack.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.slack.api.model.block.SectionBlock;
import com.slack.api.model.block.composition.MarkdownTextObject;
import dev.inedobot.slack.view.Message.Button;
import dev.inedobot.upgrade.Actor;
import dev.inedobot.upgrade.BeginAt;
import dev.inedobot.upgrade.Step;
import dev.inedobot.upgrade.Upgrade;
import dev.inedobot.upgrade.UpgradeEvent;
import dev.inedobot.upgrade.UpgradeEvent.Kind;
import dev.inedobot.upgrade.UpgradeId;
import dev.inedobot.upgrade.UpgradeState;
import dev.inedobot.upgrade.plan.Observations;
import dev.inedobot.upgrade.plan.Plan;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class UpgradeMessagesTest {
  private static final Instant NOW = Instant.parse("2026-11-25T06:00:00Z");
  private static final Actor ALICE = new Actor("U01ALICE", "alice");
  private static final Plan PLAN = Observations.planned("2023.9", "2024.5");

  private static Upgrade in(UpgradeState state) {
    return new Upgrade(
        new UpgradeId("k7m2qxp4"),
        "proget",
        "ProGet",
        "2023.9",
        "2024.5",
        state,
        ALICE,
        NOW,
        "C02OPS",
        new BeginAt(NOW.plusSeconds(3600), ZoneId.of("Europe/Berlin")));
  }

  /** Everything that can happen, told at great length by somebody hostile. */
  private static List<UpgradeEvent> everything() {
    String hostile = "<!channel> <http://evil.example|x> `" + "& ".repeat(5000);
    List<UpgradeEvent> events = new ArrayList<>();
    events.add(UpgradeEvent.of(NOW, Kind.REQUESTED, ALICE, ""));
    events.add(UpgradeEvent.of(NOW, Kind.BACKUP_ACKNOWLEDGED, ALICE, hostile));
    events.add(UpgradeEvent.of(NOW, Kind.APPROVED, ALICE, hostile));
    events.add(UpgradeEvent.of(NOW, Kind.SCHEDULED, Actor.BOT, NOW + " " + hostile));
    events.add(UpgradeEvent.of(NOW, Kind.OVERRIDDEN, ALICE, hostile));
    events.add(UpgradeEvent.of(NOW, Kind.WAITING, Actor.BOT, hostile));
    events.add(UpgradeEvent.of(NOW, Kind.RUN_STARTED, Actor.BOT, ""));
    for (Step step : Step.values()) {
      events.add(UpgradeEvent.of(NOW, Kind.STEP_STARTED, step, hostile));
      events.add(UpgradeEvent.of(NOW, Kind.STEP_PROGRESS, step, hostile));
      events.add(UpgradeEvent.of(NOW, Kind.STEP_FAILED, step, hostile));
      events.add(UpgradeEvent.of(NOW, Kind.LOG, step, hostile));
    }
    events.add(UpgradeEvent.of(NOW, Kind.GOING_BACK, Actor.BOT, hostile));
    events.add(UpgradeEvent.of(NOW, Kind.NOTE, Actor.BOT, hostile));
    events.add(UpgradeEvent.of(NOW, Kind.DATA_KEPT, Actor.BOT, hostile));
    events.add(UpgradeEvent.of(NOW, Kind.DISCARD_ASKED, ALICE, hostile));
    events.add(UpgradeEvent.of(NOW, Kind.DISCARD_FAILED, Actor.BOT, hostile));
    events.add(UpgradeEvent.of(NOW, Kind.KEPT_DISCARDED, Actor.BOT, "another"));
    events.add(UpgradeEvent.of(NOW, Kind.FINISHED, Actor.BOT, hostile));
    return events;
  }

  @ParameterizedTest
  @EnumSource(UpgradeState.class)
  void endsTheParentsTextWithTheState(UpgradeState state) {
    for (List<UpgradeEvent> events : List.of(List.<UpgradeEvent>of(), everything())) {
      assertThat(UpgradeMessages.of(in(state), PLAN, events).get(UpgradeMessages.PARENT))
          .satisfies(parent -> assertThat(parent.text()).endsWith(state.words()));
    }
  }

  @ParameterizedTest
  @EnumSource(UpgradeState.class)
  void offersOnlyWhatCanBeDoneInThatState(UpgradeState state) {
    List<String> expected =
        switch (state) {
          case REQUESTED -> List.of("backup.acknowledge", "upgrade.cancel");
          case ACKNOWLEDGED -> List.of("upgrade.approve", "upgrade.cancel");
          case SCHEDULED, QUEUED -> List.of("upgrade.cancel");
          case NEEDS_ATTENTION -> List.of("attention.wait", "attention.go-back");
          default -> List.of();
        };
    List<Button> buttons = ParentView.of(in(state), PLAN, List.of()).buttons();
    assertThat(buttons).extracting(Button::action).isEqualTo(expected);
    assertThat(buttons).allSatisfy(b -> assertThat(b.value()).isEqualTo("k7m2qxp4"));
  }

  @ParameterizedTest
  @EnumSource(UpgradeState.class)
  void staysWithinSlacksLimitsAndLetsNothingThrough(UpgradeState state) {
    Map<String, Message> messages = UpgradeMessages.of(in(state), PLAN, everything());
    assertThat(messages).hasSizeGreaterThan(Step.values().length);
    messages
        .values()
        .forEach(
            message -> {
              assertThat(message.text())
                  .hasSizeLessThan(40_000)
                  .doesNotContain("<!channel>", "<http://evil");
              assertThat(message.blocks()).hasSizeBetween(1, 50);
              message.blocks().stream()
                  .filter(SectionBlock.class::isInstance)
                  .map(block -> ((SectionBlock) block).getText())
                  .map(MarkdownTextObject.class::cast)
                  .forEach(text -> assertThat(text.getText()).hasSizeBetween(1, 3000));
            });
  }

  @Test
  void saysOfAStepThatARestartInterruptedThatItWasAndNotThatItStillRuns() {
    List<UpgradeEvent> events = new ArrayList<>();
    events.add(UpgradeEvent.of(NOW, Kind.RUN_STARTED, Actor.BOT, ""));
    events.add(UpgradeEvent.of(NOW, Kind.STEP_STARTED, Step.STOP, ""));
    events.add(UpgradeEvent.of(NOW.plusSeconds(9), Kind.RUN_RESUMED, Actor.BOT, "Restarted."));
    events.add(UpgradeEvent.of(NOW.plusSeconds(9), Kind.STEP_STARTED, Step.START_OLD, ""));

    Map<String, Message> messages = UpgradeMessages.of(in(UpgradeState.RUNNING), PLAN, events);

    assertThat(messages.get("step:stop:1"))
        .satisfies(stop -> assertThat(stop.text()).contains("*stop* — interrupted, "));
    assertThat(messages.get(UpgradeMessages.PARENT))
        .satisfies(parent -> assertThat(parent.text()).contains("*stop* — interrupted\n"));
    assertThat(messages.get("step:start old:1"))
        .satisfies(start -> assertThat(start.text()).contains("*start old* — running, since"));
  }

  @Test
  void tellsTheSameLogOnceThoughARestartReadItAgain() {
    List<UpgradeEvent> events = new ArrayList<>();
    events.add(UpgradeEvent.of(NOW, Kind.LOG, Step.HEALTH, "ERROR: one"));
    events.add(UpgradeEvent.of(NOW, Kind.RUN_RESUMED, Actor.BOT, "Restarted."));
    events.add(UpgradeEvent.of(NOW, Kind.LOG, Step.HEALTH, "ERROR: one"));
    events.add(UpgradeEvent.of(NOW, Kind.LOG, Step.HEALTH, "ERROR: two"));

    assertThat(UpgradeMessages.of(in(UpgradeState.RUNNING), PLAN, events).values())
        .extracting(Message::text)
        .filteredOn(text -> text.contains("last lines"))
        .satisfiesExactly(
            one -> assertThat(one).contains("ERROR: one"),
            two -> assertThat(two).contains("ERROR: two"));
  }

  @Test
  void namesEachStepByItsVerbInTheThread() {
    Map<String, Message> messages =
        UpgradeMessages.of(in(UpgradeState.RUNNING), PLAN, everything());
    for (Step step : PLAN.steps(true)) {
      assertThat(messages.values())
          .anySatisfy(message -> assertThat(message.text()).contains("*" + step.verb() + "*"));
    }
  }

  @Test
  void showsWhatPeopleApprove() {
    String text = ParentView.of(in(UpgradeState.REQUESTED), PLAN, List.of()).text();
    assertThat(text)
        .contains(
            "2023.9",
            "2024.5",
            "major",
            "k7m2qxp4",
            "sha256:" + "d".repeat(64),
            "proget.inedo.com/productimages/inedo/proget:24.0.5",
            "/var/proget/packages",
            "<@U01ALICE>",
            "1 approval needed",
            "Checked, and again right before the stop: Inedo allows this path · it runs",
            "Plan `" + PLAN.hash().substring(0, 12) + "`",
            "runs 2023.9, made from");
    assertThat(text.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(4000);
  }
}
