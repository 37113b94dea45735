package dev.inedobot.slack.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inedobot.slack.view.Message.Button;
import dev.inedobot.upgrade.Actor;
import dev.inedobot.upgrade.Upgrade;
import dev.inedobot.upgrade.UpgradeEvent;
import dev.inedobot.upgrade.UpgradeEvent.Kind;
import dev.inedobot.upgrade.UpgradeId;
import dev.inedobot.upgrade.UpgradeState;
import dev.inedobot.upgrade.plan.Backups;
import dev.inedobot.upgrade.plan.Observations;
import dev.inedobot.upgrade.plan.Plan;
import dev.inedobot.upgrade.plan.Plans;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The offer of a copy, and what is kept of it. */
final class CopyViewTest {
  private static final Instant NOW = Instant.parse("2026-11-25T06:00:00Z");
  private static final Actor ALICE = new Actor("U01ALICE", "alice");
  private static final Plan PLAN = Plans.withPackages("2025.4", "2025.5", 12_345_678_901L);

  private static Message parent(UpgradeState state, Plan plan, UpgradeEvent... events) {
    Upgrade upgrade =
        new Upgrade(
            new UpgradeId("k7m2qxp4"),
            "proget",
            "ProGet",
            "2025.4",
            "2025.5",
            state,
            ALICE,
            NOW,
            "C02OPS");
    return ParentView.of(upgrade, plan, List.of(events));
  }

  private static UpgradeEvent event(Kind kind, String text) {
    return UpgradeEvent.of(NOW, kind, ALICE, text);
  }

  @Test
  void saysTheSizeBeforeAnybodyAsksForIt() {
    Message asked = parent(UpgradeState.REQUESTED, PLAN);
    assertThat(asked.buttons())
        .extracting(Button::action)
        .containsExactly(
            "backup.run", "backup.run-with-volumes", "backup.acknowledge", "upgrade.cancel");
    assertThat(asked.buttons().get(1).label())
        .isEqualTo("Back up now, with the packages (12.3 GB)");
    assertThat(asked.text()).contains("`/var/proget/packages` (12.3 GB) into a new volume");
    assertThat(
            parent(UpgradeState.REQUESTED, Plans.withPackages("2025.4", "2025.5", null))
                .buttons()
                .get(1)
                .label())
        .isEqualTo("Back up now, with the packages (size unknown)");
  }

  @Test
  void offersNothingWhereTheDatabaseCantBeBackedUp() {
    Plan elsewhere = Observations.planned("2023.9", "2024.5").offering(PLAN.copyable());
    Message asked = parent(UpgradeState.REQUESTED, elsewhere);
    assertThat(asked.buttons())
        .extracting(Button::action)
        .containsExactly("backup.acknowledge", "upgrade.cancel");
    assertThat(asked.text()).doesNotContain("new volume");
  }

  @Test
  void saysWhatWasAskedFor() {
    assertThat(
            parent(UpgradeState.ACKNOWLEDGED, PLAN, event(Kind.BACKUP_ASKED, Backups.WITH_A_COPY))
                .text())
        .contains("Backup with a copy of the packages asked for by <@U01ALICE>");
    assertThat(parent(UpgradeState.ACKNOWLEDGED, PLAN, event(Kind.BACKUP_ASKED, "")).text())
        .contains("Backup asked for by <@U01ALICE>");
  }

  @ParameterizedTest
  @EnumSource(
      value = UpgradeState.class,
      names = {"SUCCEEDED", "FAILED", "ROLLED_BACK"})
  void offersToDiscardWhatIsKept(UpgradeState ended) {
    UpgradeEvent copied = event(Kind.VOLUME_COPIED, "the volume proget-copy-k7m2qxp4");
    UpgradeEvent kept =
        event(
            Kind.DATA_KEPT,
            "/var/proget/backups/%s in the container proget".formatted("x".repeat(300)));
    List<Button> buttons = parent(ended, PLAN, copied, kept).buttons();
    assertThat(buttons)
        .singleElement()
        .satisfies(
            button -> {
              assertThat(button.action()).isEqualTo("kept.discard");
              assertThat(button.confirmation())
                  .contains(
                      "the volume proget-copy-k7m2qxp4; /var/proget/backups/xxx", "backups stay")
                  .hasSizeLessThanOrEqualTo(300);
            });
    String places = buttons.stream().map(Button::confirmation).collect(Collectors.joining());
    assertThat(places).doesNotContain("null");
    assertThat(
            parent(
                    ended,
                    PLAN,
                    copied,
                    event(Kind.KEPT_DISCARDED, "the volume proget-copy-k7m2qxp4"))
                .buttons())
        .isEmpty();
  }
}
