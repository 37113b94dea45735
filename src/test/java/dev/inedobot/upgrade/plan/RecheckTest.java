package dev.inedobot.upgrade.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inedobot.product.HealthReading;
import dev.inedobot.product.HealthReading.Verdict;
import dev.inedobot.product.Version;
import dev.inedobot.upgrade.UpgradeState;
import dev.inedobot.upgrade.plan.ContainerFacts.ImageUse;
import dev.inedobot.upgrade.plan.ContainerFacts.Life;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class RecheckTest {
  private static final Plan PLAN = Observations.planned("2024.4", "2024.5");
  private static final ContainerFacts APPROVED = Observations.healthy().container();

  private static ContainerFacts with(
      String id, ImageUse image, RunState state, String fingerprint) {
    return new ContainerFacts(
        id,
        APPROVED.name(),
        image,
        state,
        APPROVED.environment(),
        APPROVED.labels(),
        APPROVED.command(),
        APPROVED.network(),
        APPROVED.mountTargets(),
        APPROVED.life(),
        fingerprint);
  }

  @Test
  void findsNothingWhenNothingChanged() {
    assertThat(Recheck.difference(PLAN, APPROVED)).isEmpty();
  }

  @Test
  void noticesThatItIsGone() {
    assertThat(Recheck.difference(PLAN, null))
        .hasValueSatisfying(said -> assertThat(said).contains("no container called proget"));
  }

  @Test
  void noticesAnotherContainer() {
    ContainerFacts other =
        with("f".repeat(64), APPROVED.image(), APPROVED.state(), APPROVED.fingerprint());
    assertThat(Recheck.difference(PLAN, other))
        .hasValueSatisfying(
            said ->
                assertThat(said).contains("ffffffffffff", Observations.OLD_ID.substring(0, 12)));
  }

  @Test
  void noticesAnotherImage() {
    ImageUse rebuilt = new ImageUse("sha256:" + "2".repeat(64), APPROVED.image().reference());
    ContainerFacts other = with(APPROVED.id(), rebuilt, APPROVED.state(), APPROVED.fingerprint());
    assertThat(Recheck.difference(PLAN, other))
        .hasValueSatisfying(said -> assertThat(said).contains("another image"));
  }

  @Test
  void noticesAnotherConfiguration() {
    ContainerFacts other = with(APPROVED.id(), APPROVED.image(), APPROVED.state(), "another");
    assertThat(Recheck.difference(PLAN, other))
        .hasValueSatisfying(said -> assertThat(said).contains("configuration"));
  }

  @Test
  void noticesThatItDoesNotRunAnyMore() {
    RunState ended = new RunState(false, false, false, 137, true, Observations.STARTED, 0, null);
    ContainerFacts other = with(APPROVED.id(), APPROVED.image(), ended, APPROVED.fingerprint());
    assertThat(Recheck.difference(PLAN, other))
        .hasValueSatisfying(said -> assertThat(said).contains("code 137", "out of memory"));
  }

  private static Observations now() {
    return Observations.healthy().disk(null);
  }

  private static Optional<String> difference(Observations now) {
    return Recheck.worldDifference(PLAN, now.to("2024.5"));
  }

  @Test
  void findsNothingInAWorldThatIsTheSame() {
    assertThat(difference(now())).isEmpty();
  }

  @Test
  void doesNotAskForMorePlatformsThanTheRegistryToldThen() {
    assertThat(difference(now().platforms())).isEmpty();
  }

  private static ContainerFacts other(String image, String mode) {
    ContainerFacts usual = Observations.container("e".repeat(64), "newcomer", image);
    return new ContainerFacts(
        usual.id(),
        usual.name(),
        usual.image(),
        usual.state(),
        Environment.parse(List.of("SQL_CONNECTION_STRING=Server=sql.x;Database=ProGet")),
        usual.labels(),
        usual.command(),
        new NetworkFacts(mode, List.of(), Map.of()),
        usual.mountTargets(),
        usual.life(),
        usual.fingerprint());
  }

  private static final NetworkFacts INEDO =
      new NetworkFacts("inedo", List.of(), Map.of("inedo", "172.18.0.2"));

  private static ContainerFacts sql(String id) {
    ContainerFacts usual = Observations.container(id.repeat(64), "inedo-sql", "mssql:2022");
    return new ContainerFacts(
        usual.id(),
        usual.name(),
        usual.image(),
        usual.state(),
        usual.environment(),
        usual.labels(),
        usual.command(),
        new NetworkFacts("inedo", List.of(), Map.of("inedo", "172.18.0.3")),
        usual.mountTargets(),
        usual.life(),
        usual.fingerprint());
  }

  private static Observations connected(String server, String database, String user) {
    ConnectionString connection =
        ConnectionString.parse(
            "Data Source=inedo-sql; Initial Catalog=%s; User ID=%s; Password=x"
                .formatted(database, user));
    return now()
        .environment("PROGET_SQL_CONNECTION_STRING_FILE=/run/connection")
        .connectionFile(new ConnectionFile("/run/connection", connection, ""))
        .network(INEDO)
        .others(sql(server));
  }

  @Test
  void noticesAnotherDatabaseBehindTheSameFile() {
    Plan approved = (Plan) connected("5", "ProGet", "sa").plan("2024.5");
    assertThat(approved.database().kind()).isEqualTo(DatabaseHome.Kind.SQL_SERVER);
    assertThat(Recheck.worldDifference(approved, connected("5", "ProGet", "sa").to("2024.5")))
        .isEmpty();
    for (Observations other :
        List.of(
            connected("5", "Other", "sa"),
            connected("5", "ProGet", "other"),
            connected("6", "ProGet", "sa"),
            connected("5", "ProGet", "sa").others())) {
      assertThat(Recheck.worldDifference(approved, other.to("2024.5")))
          .hasValueSatisfying(said -> assertThat(said).contains("database of proget is another"));
    }
  }

  static Stream<Arguments> anotherWorld() {
    HealthReading waiting =
        new HealthReading(Verdict.NOT_YET, null, List.of(), "answers with HTTP status 503");
    HealthReading moved =
        new HealthReading(Verdict.HEALTHY, Version.parse("24.0.3"), List.of(), "healthy");
    RunState ill = new RunState(true, false, false, 0, false, Observations.STARTED, 0, "unhealthy");
    return Stream.of(
        Arguments.of(
            "a dependant", now().others(other("busybox:1", "container:proget")), "newcomer"),
        Arguments.of(
            "a second instance",
            now()
                .environment("SQL_CONNECTION_STRING=Server=sql.x;Database=ProGet")
                .others(other("inedo/proget:24.0.4", "bridge")),
            "same database"),
        Arguments.of("an updater", now().others(other("x/watchtower:1", "bridge")), "watchtower"),
        Arguments.of(
            "a leftover",
            now().leftover(Observations.container("a".repeat(64), "proget-old", "inedo/proget:1")),
            "proget-old"),
        Arguments.of("an illness", now().problems("databaseStatus: Error"), "not as healthy"),
        Arguments.of("the image's health check", now().state(ill), "own health check"),
        Arguments.of("a start", now().reading(waiting), "not ready"),
        Arguments.of("silence", now().silent(Observations.ADDRESS), "can't reach"),
        Arguments.of("another version", now().reading(moved).running("24.0.3"), "2024.3"),
        Arguments.of("another engine", now().engine("linux", "arm64").platforms(), "linux/arm64"),
        Arguments.of("data that is unmounted", now().unmounted("/var/proget/packages"), "volume"),
        Arguments.of("--rm", now().life(new Life(RestartPolicy.NO, true, null)), "--rm"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("anotherWorld")
  void noticesAnotherWorld(String what, Observations now, String said) {
    assertThat(difference(now)).as(what).hasValueSatisfying(s -> assertThat(s).contains(said));
  }

  @Test
  void takesWhatWasApprovedForNoDifference() {
    ContainerFacts tower = other("x/watchtower:1", "bridge");
    Plan approved =
        (Plan)
            Observations.healthy()
                .others(tower)
                .problems("licenseStatus: Error (expired 3 days ago)")
                .plan("2024.5");
    Observation same =
        now().others(tower).problems("licenseStatus: Error (expired 4 days ago)").to("2024.5");
    assertThat(Recheck.worldDifference(approved, same)).isEmpty();
    assertThat(Recheck.worldDifference(approved, now().to("2024.5"))).isEmpty();
  }

  @Test
  void toleratesNoLeftoverOnceTheNewContainerIsThere() {
    Leftover.Origin ours =
        new Leftover.Origin("k7m2qxp4", UpgradeState.SUCCEEDED, Leftover.Role.REPLACED);
    RunState stopped = new RunState(false, false, false, 0, false, Observations.STARTED, 0, null);
    ContainerFacts usual = Observations.container("a".repeat(64), "proget-old", "inedo/proget:1");
    ContainerFacts left =
        new ContainerFacts(
            usual.id(),
            usual.name(),
            usual.image(),
            stopped,
            usual.environment(),
            usual.labels(),
            usual.command(),
            usual.network(),
            usual.mountTargets(),
            usual.life(),
            usual.fingerprint());
    Plan approved = (Plan) Observations.healthy().leftover(left, ours).plan("2024.5");
    assertThat(Recheck.worldDifference(approved, now().to("2024.5"))).isEmpty();
    assertThat(Recheck.worldDifference(approved, now().leftover(left, ours).to("2024.5")))
        .hasValueSatisfying(said -> assertThat(said).contains("proget-old"));
  }
}
