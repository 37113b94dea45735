package dev.inedobot.upgrade.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.inedobot.product.Product;
import dev.inedobot.product.Version;
import dev.inedobot.upgrade.plan.DatabaseHome.Kind;
import dev.inedobot.upgrade.plan.Ties.Mounted;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Backups by a command of an instance's own. */
final class BackupCommandTest {
  private static final BackupCommand DUMP = in("db");

  private static BackupCommand in(String container) {
    return new BackupCommand(
        container,
        List.of("/usr/bin/pg_dump", "-U", "hunter2", "--file={file}", "proget"),
        "/backups",
        ".dump");
  }

  private static ContainerFacts db() {
    return Observations.container("5".repeat(64), "db", "postgres:17");
  }

  private static Ties backups() {
    return new Ties(List.of(new Mounted("b", "/backups", true)), "", "", List.of());
  }

  private static Refusal refusal(PlanResult result) {
    assertThat(result).isInstanceOf(Refusal.class);
    return (Refusal) result;
  }

  @ParameterizedTest
  @EnumSource(Product.class)
  void winsOverWhatIsFoundForEachProduct(Product product) {
    Observations seen =
        Observations.healthy()
            .product(product)
            .ties(
                new Ties(List.of(new Mounted("b", "/var/proget/backups", true)), "", "", List.of()))
            .backupCommand(DUMP)
            .others(db());
    DatabaseHome home = DatabaseHomes.find(seen.to("2025.1"));
    assertThat(home)
        .extracting(DatabaseHome::kind, DatabaseHome::containerId, DatabaseHome::directory)
        .containsExactly(Kind.COMMAND, "5".repeat(64), "/backups");
    assertThat(home.note()).contains("in the container db itself, in no volume");
    assertThat(home.canBeBackedUp()).isTrue();
    assertThat(home.canBeRestored()).isFalse();
    assertThat(seen.plan("2024.5")).isInstanceOf(Plan.class);
    assertThat(Planner.planBackup(seen.to("2024.4"))).isInstanceOf(Plan.class);
  }

  @Test
  void writesTheFileThatIsNamedWhereverTheWordsSay() {
    BackupCommands dump =
        BackupCommands.backup(
            DatabaseHomes.find(
                Observations.healthy().backupCommand(DUMP).others(db()).to("2025.1")),
            Observations.healthy().backupCommand(DUMP).to("2025.1").settings(),
            Version.parse("2024.4"),
            "proget-24.0.4-x",
            List.of());
    assertThat(dump.path()).isEqualTo("/backups/proget-24.0.4-x.dump");
    assertThat(dump.command())
        .containsExactly(
            "/usr/bin/pg_dump", "-U", "hunter2", "--file=/backups/proget-24.0.4-x.dump", "proget");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BackupCommand("", List.of("pg_dump"), "/backups", ""));
  }

  @Test
  void refusesAPlanWhileItsContainerIsNotThere() {
    Refusal refusal = refusal(Observations.healthy().backupCommand(DUMP).plan("2024.5"));
    assertThat(refusal.reason()).contains("no container called db on host local");
    assertThat(refusal.remedy()).contains("`backup-command.container` of proget");
  }

  @Test
  void refusesAPlanWhileItsContainerDoesNotRun() {
    ContainerFacts usual = db();
    RunState ended = new RunState(false, false, false, 137, false, Observations.STARTED, 0, null);
    ContainerFacts stopped =
        new ContainerFacts(
            usual.id(),
            usual.name(),
            usual.image(),
            ended,
            usual.environment(),
            usual.labels(),
            usual.command(),
            usual.network(),
            usual.mountTargets(),
            usual.life(),
            usual.fingerprint());
    Observations seen = Observations.healthy().backupCommand(DUMP).others(stopped);
    for (PlanResult result : List.of(seen.plan("2024.5"), Planner.planBackup(seen.to("2024.4")))) {
      Refusal refusal = refusal(result);
      assertThat(refusal.reason()).contains("container db", "does not run (exited with code 137)");
      assertThat(refusal.remedy()).contains("docker start db", "`backup-command.container`");
    }
  }

  @Test
  void putsNoBackupIntoTheInstancesOwnContainerButOnAVolume() {
    Observations seen = Observations.healthy().backupCommand(in(""));
    Refusal refusal = refusal(seen.plan("2024.5"));
    assertThat(refusal.reason()).contains("go away with its container", "/backups");
    assertThat(refusal.remedy()).contains("`backup-command.directory` of proget");

    PlanResult onAVolume = seen.ties(backups()).plan("2024.5");
    assertThat(onAVolume).isInstanceOf(Plan.class);
    assertThat(((Plan) onAVolume).database())
        .isEqualTo(
            new DatabaseHome(Kind.COMMAND, Observations.OLD_ID, "proget", "", "", "/backups", ""));
  }

  @Test
  void showsNothingButTheProgram() {
    PlanResult result = Observations.healthy().backupCommand(DUMP).others(db()).plan("2024.5");
    Plan plan = (Plan) result;
    assertThat(plan.databaseWords())
        .isEqualTo("its database, by the instance's own backup command (pg_dump)");
    assertThat(plan.toString()).contains("program=pg_dump").doesNotContain("hunter2");
    PlanResult other =
        Observations.healthy()
            .backupCommand(
                new BackupCommand("db", List.of("/usr/bin/pg_dump", "{file}"), "/backups", ".dump"))
            .others(db())
            .plan("2024.5");
    assertThat(((Plan) other).hash()).as("what is approved").isNotEqualTo(plan.hash());
  }

  @Test
  void knowsWhatIsPlainlyAPassword() {
    BackupCommand command =
        new BackupCommand(
            "",
            List.of("sh", "-c", "PGPASSWORD=hunter2 x {file}", "postgres://a:hunter3@db/x"),
            "/b",
            "");
    assertThat(command.passwords()).containsExactly("hunter2", "hunter3");
  }

  private static BackupCommand saying(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.add("{file}");
    return new BackupCommand("", all, "/b", "");
  }

  @Test
  void knowsAPasswordByTheOptionBeforeIt() {
    for (BackupCommand command :
        List.of(
            saying("/opt/mssql-tools18/bin/sqlcmd", "-C", "-P", "hunter2"),
            saying("sqlcmd", "-Phunter2"),
            saying("x", "--password", "hunter2"),
            saying("x", "--pass=hunter2"),
            saying("x", "--token=hunter2"),
            saying("mysqldump", "-u", "root", "-phunter2"),
            saying("mongodump", "-p", "hunter2"),
            saying("sh", "-c", "cd /b && mysqldump -u root -p'hunter2' x >y"),
            saying("sh", "-c", "x --api-key hunter2; y"))) {
      assertThat(command.passwords()).as(command.words().toString()).containsExactly("hunter2");
      assertThat(command.secrets()).contains("hunter2");
    }
  }

  @Test
  void takesNothingElseForOne() {
    for (BackupCommand command :
        List.of(
            saying("pg_dump", "-p", "5432", "--no-password", "-U", "proget"),
            saying("pg_dump", "--no-password", "proget"),
            saying("mysqldump", "-p", "proget"),
            saying("mysqldump", "--port", "3306", "--protocol=tcp"),
            saying("mongodump", "--authenticationDatabase", "admin"),
            saying("x", "--password-file", "/run/secrets/x", "--key", "/etc/key.pem"),
            saying("sh", "-c", "sqlcmd -P \"$MSSQL_SA_PASSWORD\" -Q 'x'"),
            saying("sh", "-c", "x --password=\"$(cat /run/secrets/x)\""),
            saying("openssl", "enc", "-pass", "env:SECRET"))) {
      assertThat(command.passwords().stream().filter(word -> !word.startsWith("$")))
          .as(command.words().toString())
          .isEmpty();
    }
    assertThat(saying("x", "--key", "/etc/key.pem").secrets()).containsExactly("/etc/key.pem");
  }
}
