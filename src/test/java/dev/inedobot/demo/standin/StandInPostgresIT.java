package dev.inedobot.demo.standin;

import static dev.inedobot.demo.standin.StandInProduct.PROGET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.inedobot.demo.standin.StandInContainer.Result;
import org.junit.jupiter.api.Test;

/** Stand-ins with a real PostgreSQL: inside ProGet, and in a container of its own. */
class StandInPostgresIT extends OnRealEngine {
  private static final String EXECUTABLE = "/usr/local/proget/service/proget";
  private static final String BACKUPS = "/var/proget/backups";
  private static final String FILE = "--file=" + BACKUPS + "/it.ahdbexp";

  private StandInEngine.Description proget(String release) {
    return engine.of(engine.withPostgres(), StandInTag.of(PROGET, release));
  }

  @Test
  void itsDataIsThereAfterAnUpgradeAKillAndAWayBack() {
    String volume = engine.volume();
    StandInContainer old = proget("25.0.13").on(volume).start().untilServing().write("one");
    String installation = old.database().replaceAll(",.*", "");
    assertThat(old.shell("cat /var/proget/database/PG_VERSION")).isNotEmpty();
    assertThat(old.database()).endsWith("schema 25");
    old.stop(10);
    assertThat(old.exitCode()).isZero();

    StandInContainer next = proget("26.0.12").on(volume).start().untilServing().write("two");
    assertThat(next.database()).isEqualTo(installation + ", database schema 26");
    next.kill();
    next.startAgain();
    next.untilServing();
    assertThat(next.rows()).containsExactly("one", "two");
    next.stop(10);

    StandInContainer back = proget("25.0.13").on(volume).start().untilServing();
    assertThat(back.rows()).containsExactly("one", "two");
    assertThat(back.log()).contains("Database schema 26 is newer than 25; going on with it");
    assertThat(back.exec(EXECUTABLE, "upgradedb").output()).contains("database is in use");
  }

  @Test
  void whatWasWrittenBeforeTheDumpIsThereAfterTheRestoreAndNothingElse() {
    String backups = engine.volume();
    StandInContainer proget =
        proget("25.0.13").mounting(backups, BACKUPS).start().untilServing().write("before");
    Result dump = proget.exec(EXECUTABLE, "database", "dump", FILE);
    proget.write("after");

    assertThat(dump.code()).as(dump.output()).isZero();
    assertThat(proget.shell("head -c 5 " + BACKUPS + "/it.ahdbexp")).isEqualTo("PGDMP");
    StandInContainer fresh = proget("25.0.13").mounting(backups, BACKUPS).start().untilServing();
    Result fails =
        fresh.exec("env", "STANDIN_RESTORE=fails", EXECUTABLE, "database", "restore", FILE);
    assertThat(fails.code()).isEqualTo(1);
    Result restore = fresh.exec(EXECUTABLE, "database", "restore", FILE);
    assertThat(restore.code()).as(restore.output()).isZero();
    assertThat(fresh.rows()).containsExactly("before");
    assertThat(fresh.database()).isEqualTo(proget.database());
    Result again = fresh.exec(EXECUTABLE, "database", "restore", FILE);
    assertThat(again.code()).isEqualTo(1);
    assertThat(again.output()).contains("already exists");

    StandInContainer newer = proget("26.0.12").mounting(backups, BACKUPS).start().untilServing();
    Result other = newer.exec(EXECUTABLE, "database", "restore", FILE);
    assertThat(other.code()).isEqualTo(1);
    assertThat(other.output()).contains("schema 25");
    Result half = newer.exec("env", "STANDIN_DUMP=truncated", EXECUTABLE, "database", "dump", FILE);
    assertThat(half.code()).isZero();
    assertThat(newer.exec(EXECUTABLE, "database", "restore", FILE).code()).isEqualTo(1);
  }

  @Test
  void thereIsNoDumpWithoutAServer() {
    StandInContainer alone = proget("25.0.13").running("database", "dump", "--file=/tmp/x").start();

    assertThat(alone.untilEnded()).isEqualTo(1);
    assertThat(alone.log()).contains("connection to server");
  }

  @Test
  void inedoDbIsReachedOverTheNetworkAndKeepsWhatTheProductWrites() {
    StandInContainer inedodb =
        engine
            .of(engine.withPostgres(), StandInServer.INEDODB, "17.10.2")
            .called("inedodb")
            .with("POSTGRES_PASSWORD=s3cret")
            .start()
            .untilLogged("InedoDB is online");
    assertThat(inedodb.exec("inedodb", "create", "--name=proget").code()).isZero();

    StandInContainer wrong = proget("25.0.13").with(connection("wrong")).start();
    assertThat(wrong.untilEnded()).isEqualTo(1);
    assertThat(wrong.log()).contains("authentication failed").doesNotContain("s3cret");
    StandInContainer proget =
        proget("25.0.13").with(connection("s3cret")).start().untilServing().write("before");
    Result dump = inedodb.exec("inedodb", "dump", "proget", "--outfile=/tmp/it.ahdbexp");
    proget.write("after");
    Result restore = inedodb.exec("inedodb", "restore", "proget", "--infile=/tmp/it.ahdbexp");

    assertThat(dump.code()).as(dump.output()).isZero();
    assertThat(inedodb.shell("head -c 5 /tmp/it.ahdbexp")).isEqualTo("PGDMP");
    assertThat(restore.code()).as(restore.output()).isZero();
    assertThat(proget.rows()).containsExactly("before");
    assertThat(proget.shell("ls /var/proget/database")).doesNotContain("PG_VERSION", "schema");
    Result noSpace =
        inedodb.exec("env", "STANDIN_DUMP=no-space", "inedodb", "dump", "proget", "--outfile=/x");
    assertThat(noSpace.code()).isEqualTo(1);
    assertThat(noSpace.output()).contains("No space left on device");

    inedodb.stop(10);
    assertThat(inedodb.exitCode()).isZero();
    proget.untilHealthSays("\"databaseStatus\":\"Error\"");
  }

  private String connection(String password) {
    return "PROGET_POSTGRES_CONNECTION_STRING=Server=%s;Port=5432;Database=proget;User Id=postgres;Password=%s;"
        .formatted(engine.host("inedodb"), password);
  }
}
