package dev.inedobot.demo.standin;

import static dev.inedobot.demo.standin.StandInProduct.PROGET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.inedobot.demo.standin.StandInContainer.Result;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The commands of a stand-in's executable, held to what Inedo documents of ProGet's, and how they
 * go wrong when told to. The database is a directory here; see {@link StandInPostgresIT}.
 */
class StandInDumpIT extends OnRealEngine {
  private static final String EXECUTABLE = "/usr/local/proget/service/proget";
  private static final String FILE = "/var/proget/backups/it.ahdbexp";

  private static Result database(StandInContainer proget, String operation, String... variables) {
    String set = String.join(" ", variables);
    return proget.exec(
        "sh", "-c", "env %s %s database %s --file=%s".formatted(set, EXECUTABLE, operation, FILE));
  }

  @Test
  void whatWasWrittenBeforeTheDumpIsThereAfterTheRestoreAndNothingElse() {
    String backups = engine.volume();
    StandInContainer proget =
        of("25.0.13").mounting(backups, "/var/proget/backups").start().untilServing();
    proget.write("before");

    Result dump = database(proget, "dump");
    proget.write("after");

    assertThat(dump.code()).as(dump.output()).isZero();
    assertThat(proget.shell("head -c 5 " + FILE)).isEqualTo("PGDMP");
    StandInContainer fresh =
        of("25.0.13").mounting(backups, "/var/proget/backups").start().untilServing();
    Result restore = database(fresh, "restore");
    assertThat(restore.code()).as(restore.output()).isZero();
    assertThat(fresh.rows()).containsExactly("before");
    assertThat(fresh.database()).isEqualTo(proget.database());

    Result again = database(fresh, "restore");
    assertThat(again.code()).isEqualTo(1);
    assertThat(again.output()).contains("already exists");
    StandInContainer newer =
        of("26.0.12").mounting(backups, "/var/proget/backups").start().untilServing();
    Result other = database(newer, "restore");
    assertThat(other.code()).isEqualTo(1);
    assertThat(other.output()).contains("schema 25");
  }

  @Test
  void dumpsGoWrongAsTold() {
    StandInContainer proget = of("26.0.12").start().untilServing();
    assertThat(database(proget, "dump").code()).isZero();
    long whole = size(proget);

    Result slow = database(proget, "dump", "STANDIN_DUMP=slow", "STANDIN_DUMP_SECONDS=2");
    assertThat(slow.code()).isZero();
    assertThat(slow.output()).contains("part 1 of 2", "part 2 of 2");
    assertThat(size(proget)).isBetween(whole - 50, whole + 50);
    assertThat(database(proget, "restore", "STANDIN_RESTORE=fails").code()).isEqualTo(1);

    Result fails = database(proget, "dump", "STANDIN_DUMP=fails");
    assertThat(fails.code()).isEqualTo(1);
    assertThat(fails.output()).contains("pg_dump: error:");
    Result noSpace = database(proget, "dump", "STANDIN_DUMP=no-space");
    assertThat(noSpace.code()).isEqualTo(1);
    assertThat(noSpace.output()).contains("No space left on device");
    assertThat(size(proget)).isBetween(1L, whole - 1000);

    assertThat(database(proget, "dump", "STANDIN_DUMP=truncated").code()).isZero();
    assertThat(size(proget)).isBetween(1L, whole - 1000);
    String before = proget.database();
    assertThat(database(proget, "restore").code()).isEqualTo(1);
    assertThat(proget.database()).isEqualTo(before);

    assertThat(database(proget, "dump", "STANDIN_DUMP=empty").code()).isZero();
    assertThat(size(proget)).isZero();
    assertThat(database(proget, "restore").code()).isEqualTo(1);
  }

  private static long size(StandInContainer proget) {
    return Long.parseLong(proget.shell("stat -c %s " + FILE));
  }

  @Test
  void thereIsNoSuchCommandBefore2025AndNoDumpWithoutAServer() {
    StandInContainer older = of("24.0.5").start().untilServing();
    Result unknown =
        older.exec("/usr/local/proget/service/ProGet.Service", "database", "dump", "--file=/tmp/x");
    assertThat(unknown.code()).isEqualTo(2);

    StandInContainer alone = of("25.0.13").running("database", "dump", "--file=/tmp/x").start();
    assertThat(alone.untilEnded()).isEqualTo(1);
    assertThat(alone.log()).contains("connection to server");
  }

  @Test
  void upgradedbFailsAtHalfWhenToldTo() {
    String volume = engine.volume();
    of("24.0.5").on(volume).start().untilServing().stop(5);

    StandInContainer fails = upgradedb(volume, "STANDIN_UPGRADEDB=fails");

    assertThat(fails.untilEnded()).isEqualTo(1);
    assertThat(fails.log()).contains("script 2 of 4", "failed").doesNotContain("script 3 of 4.");
    StandInContainer next = upgradedb(volume, "STANDIN_UPGRADEDB=slow");
    assertThat(next.untilEnded()).isZero();
    assertThat(next.log()).contains("from schema 24 to 25", "script 1 of 1");
  }

  private StandInContainer upgradedb(String volume, String variable) {
    return of("25.0.13")
        .on(volume)
        .with(variable)
        .with("STANDIN_UPGRADEDB_SECONDS=1")
        .running("upgradedb")
        .start();
  }

  @ParameterizedTest
  @CsvSource({"24.0.5", "25.0.13"})
  void upgradedbThatNeverEndsCanBeStoppedAndSaysNoSuccess(String release) {
    StandInContainer endless =
        engine
            .of(StandInTag.of(PROGET, release))
            .with("STANDIN_UPGRADEDB=never-ends")
            .running("upgradedb")
            .start();
    endless.untilLogged("Creating the database");

    endless.stop(10);

    assertThat(endless.exitCode()).isEqualTo(143);
  }

  @Test
  void rowsHavePlainNames() {
    StandInContainer otter =
        engine.of(StandInTag.of(StandInProduct.OTTER, "25.0.1")).start().untilServing();

    otter.write("one").write("two").write("one");

    assertThat(otter.rows()).isEqualTo(List.of("one", "two"));
    assertThat(otter.shell("wget -q -O- --post-data '' http://127.0.0.1/standin/rows/A_b 2>&1"))
        .contains("400");
  }
}
