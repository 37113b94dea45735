package dev.inedobot.demo.standin;

import static dev.inedobot.demo.standin.StandInProduct.BUILDMASTER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.inedobot.demo.standin.StandInContainer.Result;
import org.junit.jupiter.api.Test;

/** The stand-in SQL Server: its sqlcmd, and what a backup and a restore do to a product on it. */
class StandInSqlServerIT extends OnRealEngine {
  private static final String OLD_TOOL = "/opt/mssql-tools/bin/sqlcmd";
  private static final String NEW_TOOL = "/opt/mssql-tools18/bin/sqlcmd";
  private static final String BACKUP =
      "BACKUP DATABASE [BuildMaster] TO DISK=N'/var/opt/mssql/data/it.bak' WITH FORMAT";
  private static final String RESTORE =
      "RESTORE DATABASE [BuildMaster] FROM DISK=N'/var/opt/mssql/data/it.bak'"
          + " WITH FILE = 1, NOUNLOAD, STATS = 10";
  private static final String VERIFY = "RESTORE VERIFYONLY FROM DISK=N'/var/opt/mssql/data/it.bak'";

  private StandInContainer server(String tag) {
    return engine
        .of(engine.standIns, StandInServer.SQL_SERVER, tag)
        .called("sql")
        .with("ACCEPT_EULA=Y")
        .with("MSSQL_SA_PASSWORD=s3cret!")
        .start()
        .untilLogged("ready for client connections");
  }

  private static Result ask(StandInContainer server, String statement) {
    return server.exec(
        "env",
        "SQLCMDPASSWORD=s3cret!",
        OLD_TOOL,
        "-S",
        "localhost",
        "-U",
        "sa",
        "-b",
        "-Q",
        statement);
  }

  @Test
  void aProductFindsWhatWasRestored() {
    StandInContainer server = server("2019");
    assertThat(ask(server, "CREATE DATABASE [BuildMaster] COLLATE SQL_Latin1_General_CP1_CI_AS"))
        .isEqualTo(new Result(0, ""));
    StandInContainer product =
        engine
            .of(StandInTag.of(BUILDMASTER, "25.0.2"))
            .with("STANDIN_SQL=network")
            .with(
                "BUILDMASTER_SQL_CONNECTION_STRING=Data Source=%s;Initial Catalog=BuildMaster;User ID=sa;Password=s3cret!;"
                    .formatted(engine.host("sql")))
            .start()
            .untilServing()
            .write("before");
    Result backup = ask(server, BACKUP);
    product.write("after");

    assertThat(backup.code()).as(backup.output()).isZero();
    assertThat(backup.output())
        .contains("10 percent processed.", "BACKUP DATABASE successfully processed");
    assertThat(ask(server, VERIFY).output()).contains("The backup set on file 1 is valid.");
    assertThat(product.shell("ls /var/buildmaster/database")).doesNotContain("schema");

    Result inUse = ask(server, RESTORE);
    assertThat(inUse.code()).isEqualTo(1);
    assertThat(inUse.output())
        .contains("Msg 3101", "Exclusive access could not be obtained", "terminating abnormally");
    assertThat(product.rows()).containsExactly("after", "before");
    Result alone =
        ask(
            server,
            "ALTER DATABASE [BuildMaster] SET SINGLE_USER WITH ROLLBACK IMMEDIATE; "
                + RESTORE
                + ", REPLACE; ALTER DATABASE [BuildMaster] SET MULTI_USER");
    assertThat(alone.code()).as(alone.output()).isZero();
    assertThat(alone.output()).contains("RESTORE DATABASE successfully processed");
    assertThat(product.rows()).containsExactly("before");
    product.untilHealthSays("\"databaseStatus\":\"OK\"");

    product.stop(5);
    assertThat(ask(server, RESTORE).code()).isZero();
    server.shell("head -c 900 /var/opt/mssql/data/it.bak >/tmp/half");
    server.shell("mv /tmp/half /var/opt/mssql/data/it.bak");
    assertThat(ask(server, VERIFY).output()).contains("Reached the end of the file");
    assertThat(ask(server, RESTORE).code()).isEqualTo(1);
    product.startAgain();
    assertThat(product.untilEnded()).isEqualTo(1);
    assertThat(product.log()).contains("Cannot open database 'BuildMaster'");
  }

  @Test
  void sqlcmdSpeaksAsTheRealOne() {
    StandInContainer server = server("2022");
    assertThat(server.exec("test", "-e", OLD_TOOL).code()).isEqualTo(1);

    Result certificate =
        server.exec(NEW_TOOL, "-S", "localhost", "-U", "sa", "-P", "s3cret!", "-Q", "SELECT 1");
    assertThat(certificate.code()).isEqualTo(1);
    assertThat(certificate.output()).contains("certificate verify failed");
    Result wrong =
        server.exec(NEW_TOOL, "-C", "-S", "localhost", "-U", "sa", "-P", "x", "-Q", "SELECT 1");
    assertThat(wrong.code()).isEqualTo(1);
    assertThat(wrong.output()).contains("Sqlcmd: Error:", "Login failed for user 'sa'.");

    String right = NEW_TOOL + " -C -S localhost -U sa -P 's3cret!' ";
    assertThat(server.shell(right + "-h -1 -W -Q 'SELECT 1'")).startsWith("1\n");
    Result unheeded = server.exec("sh", "-c", right + "-Q \"" + BACKUP + "\"");
    assertThat(unheeded.code()).isZero();
    assertThat(unheeded.output()).contains("Database 'BuildMaster' does not exist");
    assertThat(server.exec("sh", "-c", right + "-b -Q \"" + BACKUP + "\"").code()).isEqualTo(1);
    assertThat(server.exec("sh", "-c", right + "-b -Q 'DROP DATABASE [x]'").output())
        .contains("Incorrect syntax near 'DROP'");

    assertThat(server.exec("sh", "-c", right + "-Q 'CREATE DATABASE BuildMaster'").code()).isZero();
    String full = "env STANDIN_DUMP=no-space " + right + "-b -Q \"" + BACKUP + "\"";
    Result noSpace = server.exec("sh", "-c", full);
    assertThat(noSpace.code()).isEqualTo(1);
    assertThat(noSpace.output())
        .contains("Msg 3202", "There is not enough space on the disk", "terminating abnormally");
    server.stop(10);
    assertThat(server.exitCode()).isZero();
  }
}
