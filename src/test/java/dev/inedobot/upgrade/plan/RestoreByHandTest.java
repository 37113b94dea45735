package dev.inedobot.upgrade.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inedobot.upgrade.Backup;
import dev.inedobot.upgrade.plan.DatabaseHome.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a person is told who has to restore a backup. */
final class RestoreByHandTest {
  private static final Backup BACKUP =
      new Backup(
          "5".repeat(64),
          "db",
          "/backups/proget-25.0.12-x",
          1000,
          "a".repeat(64),
          Instant.EPOCH,
          Duration.ofSeconds(3));

  private static Plan plan(Kind kind) {
    Plan plan =
        (Plan)
            Observations.healthy()
                .running("2025.12")
                .backupCommand(new BackupCommand("db", List.of("dump", "{file}"), "/backups", ""))
                .others(Observations.container("5".repeat(64), "db", "postgres:17"))
                .plan("2026.1");
    return new Plan(
        plan.settings(),
        plan.old(),
        plan.next(),
        plan.kind(),
        plan.wayBack(),
        plan.before(),
        plan.warnings(),
        plan.checks(),
        new DatabaseHome(kind, "5".repeat(64), "db", "my feeds", "", "/backups", ""),
        plan.work(),
        plan.copyable());
  }

  @Test
  void namesTheCommandForInedoDb() {
    assertThat(RestoreByHand.words(plan(Kind.INEDODB), Optional.of(BACKUP), "proget-old"))
        .contains(
            "/backups/proget-25.0.12-x in the container db",
            "`docker exec db inedodb restore 'my feeds' --infile=/backups/proget-25.0.12-x`",
            "does not document");
  }

  @Test
  void namesWhatWroteItForACommandOfOnesOwn() {
    assertThat(RestoreByHand.words(plan(Kind.COMMAND), Optional.of(BACKUP), "proget-old"))
        .contains(
            "/backups/proget-25.0.12-x in the container db",
            "(dump, `backup-command` of proget in the configuration)")
        .doesNotContain("Inedo documents");
  }

  @Test
  void leavesToInedosDocumentationWhatTheBotDidNotTake() {
    assertThat(RestoreByHand.words(plan(Kind.COMMAND), Optional.empty(), "proget-old"))
        .isEqualTo(
            "Restore the database backup that was taken before this upgrade, as Inedo documents it for your database.");
    assertThat(RestoreByHand.words(plan(Kind.SQL_SERVER), Optional.of(BACKUP), "proget-old"))
        .contains("that I took (/backups/", "as Inedo documents it");
  }

  @Test
  void namesTheOldContainerAsItIsCalledByNow() {
    Plan plan = plan(Kind.COMMAND);
    Backup own =
        new Backup(
            plan.old().containerId(),
            "proget",
            "/backups/x",
            1000,
            "a".repeat(64),
            Instant.EPOCH,
            Duration.ofSeconds(3));
    assertThat(RestoreByHand.words(plan, Optional.of(own), "proget-old"))
        .contains(
            "/backups/x in the container proget-old)",
            "start only this container (`docker start proget-old`), never proget,");
    assertThat(RestoreByHand.words(plan, Optional.of(own), "proget"))
        .contains("/backups/x in the container proget)", "start only this container.");
    assertThat(RestoreByHand.words(plan, Optional.of(BACKUP), "proget-old"))
        .doesNotContain("start only");
  }
}
