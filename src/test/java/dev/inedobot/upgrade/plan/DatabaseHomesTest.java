package dev.inedobot.upgrade.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inedobot.product.Product;
import dev.inedobot.product.Version;
import dev.inedobot.upgrade.plan.DatabaseHome.Kind;
import dev.inedobot.upgrade.plan.Ties.Mounted;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where a database is, told from a container's environment and its neighbours. */
final class DatabaseHomesTest {
  private static final NetworkFacts INEDO =
      new NetworkFacts("inedo", List.of(), Map.of("inedo", "172.18.0.2"));
  private static final String SQL =
      "PROGET_SQL_CONNECTION_STRING=Data Source=inedo-sql; Initial Catalog=ProGet; User ID=sa; Password=hunter2";
  private static final String POSTGRES =
      "PROGET_POSTGRES_CONNECTION_STRING=Server=inedodb;Database=proget;User Id=postgres;Password=hunter2";

  private static DatabaseHome find(
      String running, ContainerFacts container, ContainerFacts... others) {
    return DatabaseHomes.find(
        Product.PROGET, Version.parse(running), container, List.of(others), null);
  }

  private static ContainerFacts with(String variable) {
    return Observations.healthy().environment(variable).network(INEDO).container();
  }

  private static ContainerFacts server(
      String name, String image, NetworkFacts network, Mounted... mounts) {
    ContainerFacts usual = Observations.container("5".repeat(64), name, image);
    return new ContainerFacts(
        usual.id(),
        name,
        usual.image(),
        usual.state(),
        usual.environment(),
        usual.labels(),
        usual.command(),
        network,
        usual.mountTargets(),
        usual.life(),
        usual.fingerprint(),
        new Ties(List.of(mounts), "", "", List.of()));
  }

  private static NetworkFacts inedo(String address, String... aliases) {
    return new NetworkFacts(
        "inedo", List.of(), Map.of("inedo", address), Map.of("inedo", List.of(aliases)));
  }

  @Test
  void isEmbeddedSince2025WhereNothingElseIsNamed() {
    ContainerFacts container =
        Observations.healthy()
            .ties(
                new Ties(
                    List.of(new Mounted("backups", "/var/proget/backups", true)),
                    "",
                    "",
                    List.of()))
            .container();
    assertThat(find("2025.12", container))
        .isEqualTo(
            new DatabaseHome(
                Kind.EMBEDDED, container.id(), "proget", "", "", "/var/proget/backups", ""));
    assertThat(find("2024.4", container).canBeBackedUp()).isFalse();
  }

  @Test
  void putsNoBackupWhereItWouldGoAwayWithTheContainer() {
    DatabaseHome home = find("2025.12", Observations.healthy().container());
    assertThat(home.canBeBackedUp()).isFalse();
    assertThat(home.note()).contains("/var/proget/backups");
  }

  @Test
  void findsSqlServerByItsContainersName() {
    ContainerFacts server =
        server(
            "inedo-sql",
            "mcr.microsoft.com/mssql/server:2022-latest",
            inedo("172.18.0.3"),
            new Mounted("sql", "/var/opt/mssql", true));
    assertThat(find("2024.4", with(SQL), server))
        .isEqualTo(
            new DatabaseHome(
                Kind.SQL_SERVER,
                server.id(),
                "inedo-sql",
                "ProGet",
                "sa",
                "/var/opt/mssql/data",
                ""));
  }

  @Test
  void findsItByAnAliasAndByItsAddress() {
    String image = "mcr.microsoft.com/mssql/server:2022-latest";
    assertThat(find("2024.4", with(SQL), server("db-1", image, inedo("172.18.0.3", "inedo-sql"))))
        .extracting(DatabaseHome::kind, DatabaseHome::containerName)
        .containsExactly(Kind.SQL_SERVER, "db-1");
    assertThat(
            find(
                "2024.4",
                with(SQL.replace("inedo-sql", "172.18.0.3,1433")),
                server("db-1", image, inedo("172.18.0.3"))))
        .extracting(DatabaseHome::kind)
        .isEqualTo(Kind.SQL_SERVER);
  }

  @Test
  void saysThatABackupInNoVolumeGoesAwayWithItsContainer() {
    DatabaseHome home =
        find("2024.4", with(SQL), server("inedo-sql", "mssql/server:2022", inedo("172.18.0.3")));
    assertThat(home.canBeBackedUp()).isTrue();
    assertThat(home.note()).contains("inedo-sql");
  }

  @Test
  void takesNoServerThatItCantReach() {
    NetworkFacts elsewhere = new NetworkFacts("other", List.of(), Map.of("other", "172.19.0.3"));
    NetworkFacts bridge = new NetworkFacts("bridge", List.of(), Map.of("bridge", "172.17.0.3"));
    String image = "mssql/server:2022";
    assertThat(find("2024.4", with(SQL), server("inedo-sql", image, elsewhere)).canBeBackedUp())
        .isFalse();
    assertThat(
            find(
                    "2024.4",
                    Observations.healthy().environment(SQL).container(),
                    server("inedo-sql", image, bridge))
                .canBeBackedUp())
        .describedAs("names are not looked up on Docker's own network")
        .isFalse();
  }

  @Test
  void saysThatAServerIsStopped() {
    ContainerFacts usual =
        server(
            "db-1",
            "mssql/server:2022",
            new NetworkFacts("inedo", List.of(), Map.of(), Map.of("inedo", List.of("inedo-sql"))));
    ContainerFacts stopped =
        new ContainerFacts(
            usual.id(),
            usual.name(),
            usual.image(),
            new RunState(false, false, false, 137, false, Observations.STARTED, 0, null),
            usual.environment(),
            usual.labels(),
            usual.command(),
            usual.network(),
            usual.mountTargets(),
            usual.life(),
            usual.fingerprint());
    assertThat(find("2024.4", with(SQL), stopped).note())
        .contains(
            "db-1 of its SQL Server does not run (exited with code 137)", "docker start db-1");
  }

  @Test
  void takesNoneOfTwoThatAnswerToTheSameName() {
    String image = "mssql/server:2022";
    DatabaseHome home =
        find(
            "2024.4",
            with(SQL),
            server("one", image, inedo("172.18.0.3", "inedo-sql")),
            server("two", image, inedo("172.18.0.4", "inedo-sql")));
    assertThat(home.canBeBackedUp()).isFalse();
  }

  @Test
  void knowsInedoDbByItsImageAndNoOtherPostgres() {
    NetworkFacts network = inedo("172.18.0.3");
    assertThat(
            find(
                "2026.1",
                with(POSTGRES),
                server("inedodb", "127.0.0.1:5000/x/inedo/inedodb:17.10.2", network)))
        .extracting(DatabaseHome::kind, DatabaseHome::database, DatabaseHome::directory)
        .containsExactly(Kind.INEDODB, "proget", "/var/backups");
    assertThat(find("2026.1", with(POSTGRES), server("inedodb", "postgres:17", network)).note())
        .contains("not InedoDB");
  }

  @Test
  void prefersAVolumeThatIsNamedForBackups() {
    ContainerFacts server =
        server(
            "inedodb",
            "inedo/inedodb:17.10.2",
            inedo("172.18.0.3"),
            new Mounted("data", "/var/lib/inedodb", true),
            new Mounted("read-only", "/old-backups", false),
            new Mounted("dumps", "/mnt/Backups", true));
    assertThat(find("2026.1", with(POSTGRES), server))
        .extracting(DatabaseHome::directory, DatabaseHome::note)
        .containsExactly("/mnt/Backups", "");
  }

  private static DatabaseHome inAFile(ConnectionFile file, ContainerFacts... others) {
    ContainerFacts container = with("PROGET_SQL_CONNECTION_STRING_FILE=/run/secrets/connection");
    return DatabaseHomes.find(
        Product.PROGET, Version.parse("2024.4"), container, List.of(others), file);
  }

  @Test
  void findsWhatAFileWithTheConnectionStringSays() {
    ConnectionFile file =
        new ConnectionFile(
            "/run/secrets/connection",
            ConnectionString.parse("Server=inedo-sql;Database=ProGet;User ID=sa;Pwd=hunter2"),
            "");
    DatabaseHome home =
        inAFile(file, server("inedo-sql", "mssql/server:2022", inedo("172.18.0.3")));
    assertThat(home)
        .extracting(DatabaseHome::kind, DatabaseHome::database, DatabaseHome::user)
        .containsExactly(Kind.SQL_SERVER, "ProGet", "sa");
    assertThat(file.toString() + home).doesNotContain("hunter2");
  }

  @Test
  void saysWhyAFileWithTheConnectionStringIsNoHelp() {
    DatabaseHome home =
        inAFile(
            new ConnectionFile("/run/secrets/connection", null, "It lies in memory."),
            server("inedo-sql", "mssql/server:2022", inedo("172.18.0.3")));
    assertThat(home.canBeBackedUp()).isFalse();
    assertThat(home.note())
        .contains("PROGET_SQL_CONNECTION_STRING_FILE", "can't read", "It lies in memory.");
  }

  @Test
  void neverPrintsAPassword() {
    assertThat(find("2024.4", with(SQL)).toString() + find("2026.1", with(POSTGRES)))
        .doesNotContain("hunter2");
  }
}
