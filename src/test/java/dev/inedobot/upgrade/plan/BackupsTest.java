package dev.inedobot.upgrade.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inedobot.upgrade.Actor;
import dev.inedobot.upgrade.Backup;
import dev.inedobot.upgrade.Choice;
import dev.inedobot.upgrade.Step;
import dev.inedobot.upgrade.UpgradeEvent;
import dev.inedobot.upgrade.UpgradeEvent.Kind;
import dev.inedobot.upgrade.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the record tells of backups, and what follows for a person's choices. */
final class BackupsTest {
  private static final Backup BACKUP =
      new Backup(
          "c".repeat(64),
          "proget",
          "/var/proget/backups/x.ahdbexp",
          12_345_678,
          "a".repeat(64),
          Instant.parse("2026-11-28T10:00:00Z"),
          Duration.ofSeconds(12));
  private static final Plan JUMP = Plans.withEmbeddedDatabase("2025.4", "2027.1");
  private static final UpgradeEvent ASKED = event(Kind.FINISHED, "Choose.");
  private static final UpgradeEvent TAKEN = event(Kind.BACKUP_TAKEN, BACKUP.text());
  private static final UpgradeEvent RESTORE = event(Kind.CHOSEN, Choice.RESTORE_BACKUP.name());

  private static final UpgradeEvent KEPT = event(Kind.DATA_KEPT, "a place");
  private static final UpgradeEvent RESTORING = event(Kind.RESTORING, "");

  private static UpgradeEvent event(Kind kind, String text) {
    return UpgradeEvent.of(Instant.EPOCH, kind, Actor.BOT, text);
  }

  private static UpgradeEvent done(Step step) {
    return UpgradeEvent.of(Instant.EPOCH, Kind.STEP_DONE, step, "");
  }

  @Test
  void keepsABackupAsText() {
    assertThat(Backup.parse(BACKUP.text())).contains(BACKUP);
    assertThat(Backup.parse("")).isEmpty();
    assertThat(Backup.parse("1\t2\t3\tx\t5\t6\t7")).isEmpty();
  }

  @Test
  void knowsABackupThatDidNotProveItself() {
    UpgradeEvent failed = UpgradeEvent.of(Instant.EPOCH, Kind.STEP_FAILED, Step.PROVE, "no");
    UpgradeEvent begun = UpgradeEvent.of(Instant.EPOCH, Kind.STEP_STARTED, Step.PROVE, "");
    UpgradeEvent proven = event(Kind.BACKUP_PROVEN, BACKUP.text());

    assertThat(Backups.unproven(List.of(TAKEN, begun, failed))).contains(BACKUP);
    assertThat(
            Backups.unproven(
                List.of(event(Kind.BACKUP_ACKNOWLEDGED, BACKUP.text()), begun, failed)))
        .contains(BACKUP);
    assertThat(Backups.unproven(List.of(TAKEN, begun))).isEmpty();
    assertThat(Backups.unproven(List.of(TAKEN, begun, failed, begun, proven))).isEmpty();
    assertThat(Backups.proofsBegun(List.of(TAKEN, begun, begun))).isEqualTo(2);
  }

  @Test
  void saysWhatBecomesOfAProofWhenTheBotStops() {
    UpgradeEvent begun = UpgradeEvent.of(Instant.EPOCH, Kind.STEP_STARTED, Step.PROVE, "");

    assertThat(LastWords.of(Work.BACKUP, List.of(TAKEN, begun)))
        .contains("begins anew as soon as I am started again")
        .doesNotContain("asked for again");
    assertThat(LastWords.of(Work.UPGRADE, List.of(TAKEN, begun))).contains("asked for again");
  }

  @Test
  void reliesOnTheRunsOwnBeforeAnEarlierOne() {
    Backup earlier =
        new Backup("d".repeat(64), "proget", "/y", 1, "b".repeat(64), Instant.EPOCH, Duration.ZERO);
    UpgradeEvent relied = event(Kind.BACKUP_ACKNOWLEDGED, earlier.text());
    assertThat(Backups.reliedOn(List.of(relied))).contains(earlier);
    assertThat(Backups.reliedOn(List.of(relied, TAKEN))).contains(BACKUP);
    assertThat(Backups.reliedOn(List.of(event(Kind.BACKUP_ACKNOWLEDGED, "")))).isEmpty();
  }

  @Test
  void offersToRestoreABackupOfTheBots() {
    assertThat(Choices.open(JUMP, List.of(TAKEN, ASKED)))
        .containsExactly(
            Choice.KEEP_WAITING, Choice.RESTORE_BACKUP, Choice.RESTORE, Choice.GO_BACK);
  }

  @Test
  void offersNoVersionToRunOnHalfADatabase() {
    List<UpgradeEvent> half = List.of(TAKEN, ASKED, RESTORE, KEPT, RESTORING, ASKED);
    assertThat(Backups.isHalfRestored(half)).isTrue();
    assertThat(Choices.open(JUMP, half)).containsExactly(Choice.RESTORE_BACKUP, Choice.RESTORED);
  }

  @Test
  void leavesAllChoicesWhileNothingIsReplacedYet() {
    List<UpgradeEvent> kept = List.of(TAKEN, ASKED, RESTORE, KEPT, ASKED);
    assertThat(Backups.isHalfRestored(kept)).isFalse();
    assertThat(Choices.open(JUMP, kept)).contains(Choice.KEEP_WAITING, Choice.GO_BACK);
  }

  @Test
  void keepsWhatIsThereOnceForEachChoice() {
    assertThat(Backups.isDataKept(List.of(TAKEN, ASKED, RESTORE, KEPT))).isTrue();
    for (UpgradeEvent since : List.of(RESTORE, done(Step.RESTORE), event(Kind.GOING_BACK, ""))) {
      assertThat(Backups.isDataKept(List.of(TAKEN, ASKED, RESTORE, KEPT, since)))
          .describedAs("users may have written since " + since.kind())
          .isFalse();
    }
  }

  @Test
  void keepsWhatIsKeptUntilItIsDiscarded() {
    UpgradeEvent second = event(Kind.DATA_KEPT, "another place");
    assertThat(Backups.keptPlaces(List.of(TAKEN, KEPT, second, KEPT)))
        .containsExactly("a place", "another place");
    assertThat(
            Backups.keptPlaces(
                List.of(
                    KEPT,
                    second,
                    event(Kind.DISCARD_ASKED, "a place and another place"),
                    event(Kind.KEPT_DISCARDED, "a place"),
                    event(Kind.DISCARD_FAILED, "another place"))))
        .containsExactly("another place");
  }

  @Test
  void takesARestoredDatabaseForWholeWhateverIsChosenThen() {
    List<UpgradeEvent> whole =
        List.of(TAKEN, ASKED, RESTORE, KEPT, RESTORING, done(Step.RESTORE), ASKED, RESTORE);
    assertThat(Backups.isHalfRestored(whole)).isFalse();
  }

  @Test
  void restoresOnceForEachChoice() {
    List<UpgradeEvent> restored =
        List.of(TAKEN, ASKED, RESTORE, KEPT, RESTORING, done(Step.RESTORE));
    assertThat(Backups.isRestoredByChoice(restored.subList(0, 5))).isFalse();
    assertThat(Backups.isRestoredByChoice(restored)).isTrue();
    List<UpgradeEvent> chosenAgain = new ArrayList<>(restored);
    chosenAgain.addAll(List.of(ASKED, RESTORE));
    assertThat(Backups.isRestoredByChoice(chosenAgain)).isFalse();
  }

  @Test
  void takesAPersonsWordThatItIsRestored() {
    assertThat(
            Backups.isHalfRestored(
                List.of(TAKEN, ASKED, RESTORE, KEPT, RESTORING, event(Kind.GOING_BACK, ""))))
        .isFalse();
  }

  @Test
  void saysWhatPeopleAsk() {
    assertThat(Backups.words(BACKUP))
        .isEqualTo(
            "/var/proget/backups/x.ahdbexp in the container proget, 12 MB, SHA-256 %s, taken in 12 s"
                .formatted("a".repeat(64)));
  }
}
