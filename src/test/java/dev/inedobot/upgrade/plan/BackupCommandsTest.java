package dev.inedobot.upgrade.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.inedobot.product.Product;
import dev.inedobot.product.Version;
import dev.inedobot.upgrade.UpgradeId;
import dev.inedobot.upgrade.plan.DatabaseHome.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The programs as Inedo and Microsoft document them. */
final class BackupCommandsTest {
  private static final Version V2025 = Version.parse("2025.12");
  private static final Version V2024 = Version.parse("2024.4");
  private static final InstanceSettings PROGET = Observations.settings(Product.PROGET);
  private static final DatabaseHome EMBEDDED =
      new DatabaseHome(Kind.EMBEDDED, "a", "proget", "", "", "/var/proget/backups", "");
  private static final DatabaseHome INEDODB =
      new DatabaseHome(Kind.INEDODB, "b", "inedodb", "proget", "", "/var/backups", "");
  private static final DatabaseHome SQL_SERVER =
      new DatabaseHome(
          Kind.SQL_SERVER, "c", "inedo-sql", "Pro]Get", "sa", "/var/opt/mssql/data", "");

  @Test
  void dumpsTheEmbeddedDatabaseByTheProductsOwnProgram() {
    BackupCommands dump = BackupCommands.backup(EMBEDDED, PROGET, V2025, "x-1", List.of());
    assertThat(dump.command())
        .containsExactly(
            "/usr/local/proget/service/proget",
            "database",
            "dump",
            "--file=/var/proget/backups/x-1.ahdbexp");
    assertThat(dump.path()).isEqualTo("/var/proget/backups/x-1.ahdbexp");
    assertThat(BackupCommands.restore(EMBEDDED, V2025, dump.path(), List.of()))
        .containsExactly(
            List.of(
                "/usr/local/proget/service/proget",
                "database",
                "restore",
                "--file=/var/proget/backups/x-1.ahdbexp"));
  }

  @Test
  void dumpsInedoDbByItsOwnProgram() {
    assertThat(BackupCommands.backup(INEDODB, PROGET, V2025, "x", List.of()).command())
        .containsExactly("inedodb", "dump", "proget", "--outfile=/var/backups/x.ahdbexp");
    assertThat(BackupCommands.restore(INEDODB, V2025, "/var/backups/x.ahdbexp", List.of()))
        .containsExactly(
            List.of("inedodb", "restore", "proget", "--infile=/var/backups/x.ahdbexp"));
  }

  @Test
  void backsUpSqlServerByBothToolPathsAndWithoutAPassword() {
    assertThat(
            BackupCommands.backup(SQL_SERVER, PROGET, V2024, "x", BackupCommands.SQLCMD_18)
                .command())
        .containsExactly(
            "/opt/mssql-tools18/bin/sqlcmd",
            "-C",
            "-S",
            "localhost",
            "-b",
            "-U",
            "sa",
            "-Q",
            "BACKUP DATABASE [Pro]]Get] TO DISK=N'/var/opt/mssql/data/x.bak' WITH FORMAT");
    assertThat(
            BackupCommands.backup(SQL_SERVER, PROGET, V2024, "x", BackupCommands.SQLCMD).command())
        .startsWith("/opt/mssql-tools/bin/sqlcmd", "-S", "localhost", "-b");
    assertThat(BackupCommands.restore(SQL_SERVER, V2024, "/d/x.bak", BackupCommands.SQLCMD).get(0))
        .last()
        .isEqualTo(
            "RESTORE DATABASE [Pro]]Get] FROM DISK=N'/d/x.bak' WITH FILE = 1, NOUNLOAD, STATS = 10, REPLACE");
  }

  @Test
  void knowsTheExecutableOfBothForms() {
    assertThat(BackupCommands.executable(V2024))
        .isEqualTo("/usr/local/proget/service/ProGet.Service");
    assertThat(BackupCommands.executable(V2025)).isEqualTo("/usr/local/proget/service/proget");
  }

  @Test
  void namesABackupByWhatItIsOf() {
    assertThat(
            BackupCommands.name(
                Observations.settings(Product.PROGET), V2024, new UpgradeId("k7m2qxp4")))
        .isEqualTo("proget-24.0.4-k7m2qxp4");
  }

  @Test
  void knowsNothingOfWhatIsElsewhere() {
    DatabaseHome elsewhere = DatabaseHome.elsewhere("Far away.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BackupCommands.backup(elsewhere, PROGET, V2024, "x", List.of()));
  }
}
