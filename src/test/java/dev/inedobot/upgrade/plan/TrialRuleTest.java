package dev.inedobot.upgrade.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inedobot.product.HealthReading;
import dev.inedobot.product.HealthReading.Verdict;
import dev.inedobot.product.Version;
import dev.inedobot.upgrade.Step;
import dev.inedobot.upgrade.Work;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is asked of an instance whose backups have to prove themselves. */
final class TrialRuleTest {
  private static final Ties BACKUPS =
      new Ties(
          List.of(new Ties.Mounted("backups", "/var/proget/backups", true)), "", "", List.of());

  private static Observation proving(Observation seen) {
    InstanceSettings usual = seen.settings();
    BackupRule rule = BackupRule.DEFAULT;
    return new Observation(
        new InstanceSettings(
            usual.name(),
            usual.product(),
            usual.host(),
            usual.container(),
            usual.image(),
            usual.approval(),
            usual.timing(),
            usual.keep(),
            usual.compose(),
            usual.window(),
            usual.announceTo(),
            new BackupRule(rule.maintenance(), rule.major(), true),
            usual.backupCommand()),
        seen.surroundings(),
        seen.container(),
        seen.running(),
        seen.unmounted(),
        seen.health(),
        seen.asked(),
        seen.target(),
        seen.connectionFile());
  }

  private static Plan planned(Observations seen, String wanted) {
    PlanResult result = Planner.plan(proving(seen.to(wanted)), Version.parse(wanted));
    assertThat(result).as("%s", result).isInstanceOf(Plan.class);
    return (Plan) result;
  }

  private static Refusal refused(Observations seen, String wanted) {
    PlanResult result = Planner.plan(proving(seen.to(wanted)), Version.parse(wanted));
    assertThat(result).as("%s", result).isInstanceOf(Refusal.class);
    return (Refusal) result;
  }

  @Test
  void asksForABackupBeforeEachReleaseAndProvesItBeforeAnythingIsCreated() {
    Plan plan = planned(Observations.healthy().running("2025.12").ties(BACKUPS), "2025.13");

    assertThat(BackupRule.of(plan)).isEqualTo(BackupRule.Firmness.REQUIRED);
    assertThat(plan.steps(true))
        .startsWith(Step.PULL, Step.BACK_UP, Step.PROVE, Step.CREATE, Step.STOP);
    assertThat(plan.steps(false)).doesNotContain(Step.BACK_UP, Step.PROVE);
    assertThat(plan.as(Work.BACKUP).steps(false)).containsExactly(Step.BACK_UP, Step.PROVE);
    assertThat(plan.as(Work.DATABASE).steps(true))
        .startsWith(Step.PULL, Step.BACK_UP, Step.PROVE, Step.STOP);
  }

  @Test
  void provesNothingUnasked() {
    Plan plan = Plans.withEmbeddedDatabase("2025.12", "2025.13");

    assertThat(plan.steps(true)).contains(Step.BACK_UP).doesNotContain(Step.PROVE);
    assertThat(BackupRule.of(plan)).isEqualTo(BackupRule.Firmness.OFFERED);
  }

  @Test
  void refusesADatabaseThatItCanNotProve() {
    Refusal elsewhere =
        refused(
            Observations.healthy()
                .running("2025.12")
                .ties(BACKUPS)
                .environment(
                    "PROGET_POSTGRES_CONNECTION_STRING=Server=db.test;Database=proget;Password=pw"),
            "2025.13");
    Refusal unmounted = refused(Observations.healthy().running("2025.12"), "2025.13");

    assertThat(elsewhere.toString())
        .contains("embedded database only", "out of the configuration")
        .doesNotContain("Password", "pw");
    assertThat(unmounted.toString()).contains("Nothing is mounted at /var/proget/backups");
    assertThat(
            Planner.planBackup(
                    proving(
                        Observations.healthy()
                            .running("2025.12")
                            .ties(BACKUPS)
                            .environment("ASPNETCORE_URLS=https://*:443")
                            .to("2025.12")))
                .toString())
        .contains("listens by HTTPS only");
  }

  @Test
  void asksACopyWhereItListensInItsContainer() {
    ContainerFacts usual = Observations.healthy().container();
    ContainerFacts moved =
        Observations.healthy()
            .environment("ASPNETCORE_URLS=https://*:8443;http://*:8080")
            .container();

    assertThat(TrialRule.inside(usual).orElseThrow().uri())
        .hasToString("http://127.0.0.1:80/health");
    assertThat(TrialRule.inside(moved).orElseThrow().uri())
        .hasToString("http://127.0.0.1:8080/health");
  }

  @Test
  void letsACopyReadTheFilesThatVariablesName() {
    ContainerFacts container =
        Observations.healthy()
            .environment(
                "PROGET_ENCRYPTION_KEY_FILE=/run/secrets/key",
                "PATH=/usr/bin:/bin",
                "TZ=Europe/Berlin",
                "SSL=https://x/y")
            .container();

    assertThat(TrialRule.readable(container, "/var/proget/backups/x"))
        .containsExactly("/run/secrets/key", "/var/proget/backups/x");
  }

  @Test
  void doesNotBlameABackupForALicenceThatNeedsTheNetwork() {
    HealthReading licence = problem("licenseStatus: Error (not activated)");
    HealthReading both = problem("databaseStatus: Error", "licenseStatus: Error");

    assertThat(TrialRule.judged(licence).verdict()).isEqualTo(Verdict.HEALTHY);
    assertThat(TrialRule.judged(both).problems()).containsExactly("databaseStatus: Error");
    assertThat(TrialRule.judged(both).verdict()).isEqualTo(Verdict.PROBLEM);
    HealthReading healthy = new HealthReading(Verdict.HEALTHY, null, List.of(), "healthy");
    assertThat(TrialRule.judged(healthy)).isSameAs(healthy);
  }

  @Test
  void excusesWhatNeedsANetworkAndNothingOfTheDatabase() {
    assertThat(
            TrialRule.judged(
                    problem("ERROR: Product license is not valid", "replicationStatus: Error"))
                .verdict())
        .isEqualTo(Verdict.HEALTHY);
    assertThat(
            TrialRule.excused(
                List.of("databaseStatus: Error (x)", "serviceStatus: Error", "No database")))
        .containsExactly("serviceStatus: Error");
  }

  @Test
  void findsACopyThatIsStillAsEmptyAsItWasMade() {
    assertThat(TrialRule.missing(1_000_000, 40_000, 990_000)).isEmpty();
    assertThat(TrialRule.missing(1_000_000, 40_000, 40_000).orElseThrow())
        .contains("does not hold what the backup does", "40 kB", "1 MB");
    assertThat(TrialRule.missing(50_000, 40_000, 40_100)).isPresent();
    assertThat(TrialRule.missing(40_000, 40_000, 40_100)).isEmpty();
  }

  @Test
  void wantsRoomForMoreThanTheDatabase() {
    assertThat(TrialRule.tooLittle(10_000_000_000L, 16_000_000_000L)).isEmpty();
    assertThat(TrialRule.tooLittle(10_000_000_000L, 14_000_000_000L).orElseThrow())
        .contains("10.0 GB", "14.0 GB", "15.0 GB");
    assertThat(TrialRule.tooLittle(1_000, 900_000_000L)).isPresent();
  }

  @Test
  void asksNoCopyAtAnAddressThatItHasNot() {
    for (String url : List.of("http://10.0.0.5:80", "http://[fd00::1]:80", "https://*:443")) {
      assertThat(
              TrialRule.inside(
                  Observations.healthy().environment("ASPNETCORE_URLS=" + url).container()))
          .as(url)
          .isEmpty();
    }
    for (String url :
        List.of(
            "http://*:80",
            "http://+:80",
            "http://0.0.0.0:80",
            "http://[::]:80",
            "http://localhost:80",
            "http://127.0.0.1:80",
            "http://proget.example.com:80")) {
      assertThat(
              TrialRule.inside(
                  Observations.healthy().environment("ASPNETCORE_URLS=" + url).container()))
          .as(url)
          .isPresent();
    }
  }

  @Test
  void doesNotHoldBackAReturn() {
    Observations seen = Observations.healthy().running("2025.13").ties(BACKUPS);
    PlanResult result =
        Planner.planRollback(proving(seen.to("2025.12")), Version.parse("2025.12"), null, null);
    assertThat(result).as("%s", result).isInstanceOf(Plan.class);
    Plan plan = (Plan) result;

    assertThat(BackupRule.proves(plan)).isFalse();
    assertThat(BackupRule.of(plan)).isEqualTo(BackupRule.Firmness.OFFERED);
    assertThat(plan.steps(true)).contains(Step.BACK_UP).doesNotContain(Step.PROVE);
    assertThat(
            Planner.planRollback(
                proving(Observations.healthy().running("2025.13").to("2025.12")),
                Version.parse("2025.12"),
                null,
                null))
        .as("no volume for backups")
        .isInstanceOf(Plan.class);
  }

  private static HealthReading problem(String... problems) {
    return new HealthReading(
        Verdict.PROBLEM, Version.parse("2025.12"), List.of(problems), String.join("; ", problems));
  }
}
