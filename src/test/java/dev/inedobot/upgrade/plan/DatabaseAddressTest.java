package dev.inedobot.upgrade.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inedobot.upgrade.plan.Ties.Mounted;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Connection strings that lead to one database, and such that don't. */
final class DatabaseAddressTest {

  private static List<DatabaseAddress> of(String variable) {
    return DatabaseAddress.of(Observations.healthy().environment(variable).container());
  }

  private static boolean same(String one, String other) {
    return of("SQL_CONNECTION_STRING=" + one)
        .get(0)
        .isSame(of("PROGET_SQL_CONNECTION_STRING=" + other).get(0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Server=sql.x;Database=ProGet     | Data Source=SQL.X; Initial Catalog=proget; Password=p
          Server=sql.x;Database=ProGet     | Server=tcp:sql.x,1433;Database=ProGet;User ID=sa
          Server=sql.x;Database=ProGet     | Addr="sql.x";Database='ProGet'
          Host=pg.x;Database=proget        | Host=pg.x;Port=5432;Database=proget;Username=u
          Server=sql.x\\A;Database=ProGet   | Server=SQL.x\\a;Database=ProGet
          """)
  void knowsTheSameDatabase(String one, String other) {
    assertThat(same(one, other)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Server=sql.x;Database=ProGet     | Server=sql.x;Database=BuildMaster
          Server=sql.x;Database=ProGet     | Server=sql.y;Database=ProGet
          Server=sql.x;Database=ProGet     | Server=sql.x,1444;Database=ProGet
          Server=sql.x\\A;Database=ProGet   | Server=sql.x\\B;Database=ProGet
          Host=pg.x;Database=proget        | Host=pg.x;Port=5433;Database=proget
          """)
  void knowsAnotherDatabase(String one, String other) {
    assertThat(same(one, other)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", ".", "127.0.0.1", "(local)", ".\\SQLEXPRESS", ""})
  void takesALocalServerForTheContainersOwn(String server) {
    String string = "SQL_CONNECTION_STRING=Server=" + server + ";Database=ProGet";
    DatabaseAddress ours = of(string).get(0);
    ContainerFacts usual = Observations.container("f".repeat(64), "second", "inedo/proget:1");
    DatabaseAddress theirs =
        DatabaseAddress.of(
                new ContainerFacts(
                    usual.id(),
                    usual.name(),
                    usual.image(),
                    usual.state(),
                    Environment.parse(List.of(string)),
                    usual.labels(),
                    usual.command(),
                    usual.network(),
                    usual.mountTargets(),
                    usual.life(),
                    usual.fingerprint()))
            .get(0);
    assertThat(ours.isSame(theirs)).isFalse();
    assertThat(ours.isSame(of(string).get(0))).isTrue();
  }

  @Test
  void comparesFilesByWhatIsMountedThere() {
    String variable = "PROGET_SQL_CONNECTION_STRING_FILE=/run/secrets/sql";
    Ties secret =
        new Ties(
            List.of(new Mounted("/srv/sql.txt", "/run/secrets/sql", false)), "", "", List.of());
    Ties directory =
        new Ties(List.of(new Mounted("/srv", "/run/secrets", false)), "", "", List.of());
    DatabaseAddress one = file(variable, secret);
    assertThat(one.isSame(file(variable, secret))).isTrue();
    assertThat(one.isSame(file(variable, directory))).isFalse();
    assertThat(
            one.isSame(
                file("OTTER_POSTGRES_CONNECTION_STRING_FILE=/run/secrets/sql.txt", directory)))
        .isTrue();
    assertThat(DatabaseAddress.of(Observations.healthy().environment(variable).container()))
        .isEmpty();
  }

  private static DatabaseAddress file(String variable, Ties ties) {
    return DatabaseAddress.of(Observations.healthy().environment(variable).ties(ties).container())
        .get(0);
  }

  @Test
  void printsNothingOfIt() {
    assertThat(of("SQL_CONNECTION_STRING=Server=sql.x;Password=hunter22").get(0).toString())
        .doesNotContain("sql", "hunter22");
  }
}
