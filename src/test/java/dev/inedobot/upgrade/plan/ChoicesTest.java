package dev.inedobot.upgrade.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inedobot.upgrade.Actor;
import dev.inedobot.upgrade.Backup;
import dev.inedobot.upgrade.Choice;
import dev.inedobot.upgrade.Step;
import dev.inedobot.upgrade.UpgradeEvent;
import dev.inedobot.upgrade.UpgradeEvent.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is open to a person, and which choice is still to be carried out. */
final class ChoicesTest {
  private static final Plan JUMP = Observations.planned("2024.4", "2026.1");
  private static final Plan PAIR = Observations.planned("2024.4", "2025.1");
  private static final UpgradeEvent ASKED = event(Kind.FINISHED, "Choose.");
  private static final UpgradeEvent STOPPED =
      UpgradeEvent.of(Instant.EPOCH, Kind.STEP_DONE, Step.STOP_NEW, "");

  private static UpgradeEvent event(Kind kind, String text) {
    return UpgradeEvent.of(Instant.EPOCH, kind, Actor.BOT, text);
  }

  private static UpgradeEvent chosen(Choice choice) {
    return event(Kind.CHOSEN, choice.name());
  }

  private static List<UpgradeEvent> events(UpgradeEvent... events) {
    return Stream.of(events).toList();
  }

  @Test
  void offersARestoreOnlyWhereInedoAsksForOne() {
    assertThat(Choices.open(JUMP, events(ASKED)))
        .containsExactly(Choice.KEEP_WAITING, Choice.RESTORE, Choice.GO_BACK);
    assertThat(Choices.open(PAIR, events(ASKED)))
        .containsExactly(Choice.KEEP_WAITING, Choice.GO_BACK);
  }

  @Test
  void offersARestoreByHandOfABackupThatTheBotTookAndCantRestore() {
    Plan plan =
        (Plan)
            Observations.healthy()
                .backupCommand(new BackupCommand("", List.of("cp", "{file}"), "/b", ""))
                .ties("/b")
                .plan("2025.1");
    Backup backup =
        new Backup("a", "proget", "/b/x", 1, "a".repeat(64), Instant.EPOCH, Duration.ofSeconds(1));
    assertThat(Choices.open(plan, events(event(Kind.BACKUP_TAKEN, backup.text()), ASKED)))
        .containsExactly(Choice.KEEP_WAITING, Choice.RESTORE, Choice.GO_BACK);
    assertThat(Choices.open(plan, events(ASKED)))
        .containsExactly(Choice.KEEP_WAITING, Choice.GO_BACK);
  }

  @Test
  void waitsForTheRestoreOnceRoomWasMade() {
    assertThat(Choices.open(JUMP, events(ASKED, chosen(Choice.RESTORE), STOPPED, ASKED)))
        .containsExactly(Choice.RESTORED, Choice.KEEP_WAITING);
    assertThat(
            Choices.open(
                JUMP,
                events(
                    ASKED,
                    chosen(Choice.RESTORE),
                    STOPPED,
                    ASKED,
                    chosen(Choice.KEEP_WAITING),
                    ASKED)))
        .containsExactly(Choice.KEEP_WAITING, Choice.RESTORE, Choice.GO_BACK);
  }

  @Test
  void offersTheRestoreAgainWhereNoRoomCouldBeMadeForIt() {
    assertThat(Choices.open(JUMP, events(STOPPED, ASKED, chosen(Choice.RESTORE), ASKED)))
        .containsExactly(Choice.KEEP_WAITING, Choice.RESTORE, Choice.GO_BACK);
  }

  @Test
  void offersOnlyToTryAgainOnceTheWayBackWasBegun() {
    assertThat(Choices.open(JUMP, events(ASKED, event(Kind.GOING_BACK, ""), ASKED)))
        .containsExactly(Choice.GO_BACK);
    assertThat(
            Choices.open(
                JUMP,
                events(
                    ASKED,
                    chosen(Choice.RESTORE),
                    STOPPED,
                    ASKED,
                    chosen(Choice.RESTORED),
                    event(Kind.GOING_BACK, ""),
                    ASKED)))
        .containsExactly(Choice.GO_BACK);
  }

  @Test
  void aChoiceIsPendingUntilTheNextQuestion() {
    assertThat(Choices.pending(events(ASKED))).isEmpty();
    assertThat(Choices.pending(events(ASKED, chosen(Choice.GO_BACK)))).contains(Choice.GO_BACK);
    assertThat(Choices.pending(events(ASKED, chosen(Choice.GO_BACK), event(Kind.GOING_BACK, ""))))
        .contains(Choice.GO_BACK);
    assertThat(Choices.pending(events(ASKED, chosen(Choice.RESTORE), STOPPED, ASKED))).isEmpty();
  }
}
