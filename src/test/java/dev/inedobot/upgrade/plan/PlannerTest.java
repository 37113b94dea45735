package dev.inedobot.upgrade.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inedobot.product.Product;
import dev.inedobot.product.ReleaseKind;
import dev.inedobot.product.Version;
import dev.inedobot.product.WayBack;
import dev.inedobot.upgrade.Step;
import dev.inedobot.upgrade.Work;
import dev.inedobot.upgrade.plan.ContainerFacts.Life;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PlannerTest {
  private static final RestartPolicy KEEPS = new RestartPolicy("unless-stopped", 0);

  @Test
  void plansAMaintenanceRelease() {
    Plan plan = Observations.planned("2024.4", "2024.5");
    assertThat(plan.kind()).isEqualTo(ReleaseKind.MAINTENANCE);
    assertThat(plan.wayBack().rule()).isEqualTo(WayBack.Rule.SAME_MAJOR);
    assertThat(plan.warnings()).isEmpty();
    assertThat(plan.container()).isEqualTo("proget");
    assertThat(plan.old().containerId()).isEqualTo(Observations.OLD_ID);
    assertThat(plan.old().version()).isEqualTo(Version.parse("2024.4"));
    assertThat(plan.old().restartPolicy()).isEqualTo(KEEPS);
    assertThat(plan.old().grace()).isEqualTo(Duration.ofSeconds(30));
    assertThat(plan.old().fingerprint()).isEqualTo("fingerprint");
    assertThat(plan.next().image())
        .hasToString("proget.inedo.com/productimages/inedo/proget:24.0.5");
    assertThat(plan.next().pinned())
        .hasToString("proget.inedo.com/productimages/inedo/proget@sha256:" + "d".repeat(64));
    assertThat(plan.before().address()).isEqualTo(Observations.ADDRESS);
    assertThat(plan.before().problems()).isEmpty();
  }

  @Test
  void stopsTheOldOneOnlyAfterEverythingThatCanFailEarlier() {
    Plan plan = Observations.planned("2024.4", "2024.5");
    assertThat(plan.steps(false))
        .extracting(Step::verb)
        .containsExactly("pull", "create", "stop", "set aside", "start", "health", "remove");
    assertThat(plan.steps(true)).extracting(Step::verb).startsWith("pull", "back up", "create");
    assertThat(plan.as(Work.UPGRADE_DATABASE_FIRST).steps(false))
        .extracting(Step::verb)
        .containsSubsequence("stop", "set aside", "upgrade database", "start", "health");
  }

  @ParameterizedTest
  @CsvSource({
    "2023.9, 2024.1, WITHOUT_RESTORE",
    "2025.13, 2026.1, WITHOUT_RESTORE",
    "2024.4, 2026.1, RESTORE_REQUIRED",
    "2022.1, 2025.1, RESTORE_REQUIRED",
  })
  void tellsTheWayBackOfAMajorRelease(String from, String to, WayBack.Rule rule) {
    Plan plan = Observations.planned(from, to);
    assertThat(plan.kind()).isEqualTo(ReleaseKind.MAJOR);
    assertThat(plan.wayBack().rule()).isEqualTo(rule);
  }

  @Test
  void takesTheContainersOwnGracePeriodIfItIsLongEnough() {
    Life patient = new Life(KEEPS, false, Duration.ofSeconds(90));
    Life hasty = new Life(KEEPS, false, Duration.ofSeconds(5));
    assertThat(((Plan) Observations.healthy().life(patient).plan("2024.5")).old().grace())
        .isEqualTo(Duration.ofSeconds(90));
    assertThat(((Plan) Observations.healthy().life(hasty).plan("2024.5")).old().grace())
        .isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void remembersWhatWasWrongAlready() {
    Plan plan = (Plan) Observations.healthy().problems("licenseStatus: Error").plan("2024.5");
    assertThat(plan.before().problems()).containsExactly("licenseStatus: Error");
    assertThat(plan.warnings())
        .singleElement()
        .asString()
        .contains("licenseStatus: Error", "not blamed");
  }

  @Test
  void warnsOfAPreRelease() {
    Plan plan = (Plan) Observations.healthy().plan("24.0.5-ci.4");
    assertThat(plan.warnings()).singleElement().asString().contains("24.0.5-ci.4", "pre-release");
  }

  @Test
  void warnsOfAContainerThatDoesNotSurviveAReboot() {
    Plan plan =
        (Plan) Observations.healthy().life(new Life(RestartPolicy.NO, false, null)).plan("2024.5");
    assertThat(plan.warnings()).singleElement().asString().contains("restart policy", "reboot");
    assertThat(plan.old().restartPolicy()).isEqualTo(RestartPolicy.NO);
  }

  private static RunState stopped() {
    return new RunState(false, false, false, 3, false, Observations.STARTED, 0, null);
  }

  private static RunState looping() {
    return new RunState(true, true, false, 1, false, Observations.STARTED, 7, null);
  }

  private static RunState paused() {
    return new RunState(true, false, true, 0, false, Observations.STARTED, 0, null);
  }

  private static Observations seen() {
    return Observations.healthy();
  }

  static Stream<Arguments> whatStandsInTheWay() {
    ContainerFacts stale = Observations.container("a".repeat(64), "proget-old", "inedo/proget:1");
    return Stream.of(
        Arguments.of("the same version", seen(), "2024.4", "already runs", "nothing to do"),
        Arguments.of("the same with a build", seen().running("24.0.4.7"), "2024.4", "already", ""),
        Arguments.of("an older one", seen(), "2024.3", "older", "/inedo rollback"),
        Arguments.of("an older major", seen(), "2023.30", "older", "/inedo rollback"),
        Arguments.of("an unknown one", seen().running(null), "2024.5", "can't tell", "24.0.4"),
        Arguments.of(
            "--rm",
            seen().life(new Life(RestartPolicy.NO, true, null)),
            "2024.5",
            "--rm",
            "without"),
        Arguments.of("stopped", seen().state(stopped()), "2024.5", "code 3", "docker start proget"),
        Arguments.of("a restart loop", seen().state(looping()), "2024.5", "not running", "start"),
        Arguments.of("paused", seen().state(paused()), "2024.5", "paused", ""),
        Arguments.of(
            "data in the container",
            seen().unmounted("/var/proget/packages"),
            "2024.5",
            "/var/proget/packages",
            "docker cp proget:/var/proget/packages"),
        Arguments.of(
            "a leftover", seen().leftover(stale), "2024.5", "proget-old", "docker rm proget-old"),
        Arguments.of(
            "another platform",
            seen().platforms("linux/arm64"),
            "2024.5",
            "linux/amd64",
            "version"),
        Arguments.of(
            "silence", seen().silent(Observations.ADDRESS), "2024.5", ":8624/health", "health-url"),
        Arguments.of("no way to ask", seen().silent(), "2024.5", "publishes no port", "health-url"),
        Arguments.of(
            "Compose",
            seen()
                .labels(
                    Map.of(
                        "com.docker.compose.project", "shop",
                        "com.docker.compose.service", "feeds",
                        "com.docker.compose.project.config_files", "/srv/shop/compose.yml")),
            "2024.5",
            "Compose",
            "Change the image of service feeds in /srv/shop/compose.yml to"
                + " proget.inedo.com/productimages/inedo/proget:24.0.5, then run `docker compose up -d"
                + " feeds`"),
        Arguments.of(
            "Swarm",
            seen()
                .labels(
                    Map.of(
                        "com.docker.swarm.task.id", "x", "com.docker.swarm.service.name", "feeds")),
            "2024.5",
            "Swarm service feeds",
            "docker service update --image"),
        Arguments.of(
            "Kubernetes",
            seen().labels(Map.of("io.kubernetes.pod.name", "proget-0")),
            "2024.5",
            "pod proget-0",
            "deployment"),
        Arguments.of("a stop in between", seen().running("5.1.3"), "2024.5", "5.2", "first"),
        Arguments.of("starting over", seen().running("3.8.6"), "2024.5", "starting over", ""));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("whatStandsInTheWay")
  void refusesAndSaysWhatToDo(
      String why, Observations seen, String wanted, String reason, String remedy) {
    PlanResult result = seen.plan(wanted);
    assertThat(result).as(why).isInstanceOf(Refusal.class);
    assertThat(((Refusal) result).reason()).contains(reason);
    assertThat(result.toString()).contains(remedy);
  }

  @Test
  void doesNotRefuseForARegistryThatTellsNoPlatform() {
    assertThat(Observations.healthy().platforms().plan("2024.5")).isInstanceOf(Plan.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"latest", "24", "2024", "banana", "", "24.0.5; reboot"})
  void doesNotPlanForWhatIsUnclear(String typed) {
    WantedVersion wanted = WantedVersion.parse(Observations.settings(Product.PROGET), typed);
    assertThat(wanted).isInstanceOf(WantedVersion.Unclear.class);
    assertThat(((WantedVersion.Unclear) wanted).refusal().remedy())
        .contains("/inedo upgrade proget 2024.5");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2024.5", "24.0.5", "24.0.5-ci.4"})
  void takesAPreReleaseByItsFullNameOnly(String typed) {
    assertThat(WantedVersion.parse(Observations.settings(Product.PROGET), typed))
        .isEqualTo(new WantedVersion.Clear(Version.parse(typed)));
  }

  @Test
  void plansForOtterWhichTellsNoVersion() {
    PlanResult result =
        Observations.healthy().product(Product.OTTER).running("2024.1").plan("2025.1");
    assertThat(result).isInstanceOf(Plan.class);
    assertThat(((Plan) result).wayBack().needsRestore()).isFalse();
    assertThat(((Plan) result).warnings()).isEqualTo(List.of());
  }

  @Test
  void hashesAllThatIsApproved() {
    String usual = Observations.planned("2024.4", "2024.5").hash();
    assertThat(usual).matches("[0-9a-f]{64}");
    assertThat(Observations.planned("2024.4", "2024.5").hash()).isEqualTo(usual);
    assertThat(
            Stream.of(
                    (Plan) seen().plan("2024.6"),
                    (Plan) seen().problems("licenseStatus: Error").plan("2024.5"),
                    (Plan) seen().life(new Life(RestartPolicy.NO, false, null)).plan("2024.5"),
                    (Plan) seen().engine("linux", "x86_64").plan("2024.5"),
                    (Plan)
                        seen()
                            .others(Observations.container("e".repeat(64), "w", "x/watchtower"))
                            .plan("2024.5"))
                .map(Plan::hash))
        .doesNotHaveDuplicates()
        .doesNotContain(usual);
  }
}
