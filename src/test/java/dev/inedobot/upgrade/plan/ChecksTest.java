package dev.inedobot.upgrade.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inedobot.product.HealthReading;
import dev.inedobot.product.HealthReading.Verdict;
import dev.inedobot.product.Product;
import dev.inedobot.product.Version;
import dev.inedobot.upgrade.UpgradeState;
import dev.inedobot.upgrade.plan.ContainerFacts.ImageUse;
import dev.inedobot.upgrade.plan.Leftover.Origin;
import dev.inedobot.upgrade.plan.Leftover.Role;
import dev.inedobot.upgrade.plan.NetworkFacts.PublishedPort;
import dev.inedobot.upgrade.plan.Ties.Mounted;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each check, on a world that is as it should be and on ones that are not. */
final class ChecksTest {
  private static final RunState STOPPED =
      new RunState(false, false, false, 0, false, Observations.STARTED, 0, null);
  private static final RunState NEVER_STARTED =
      new RunState(false, false, false, 0, false, null, 0, null);
  private static final String DATABASE =
      "PROGET_SQL_CONNECTION_STRING=Data Source=sql.example.com; Initial Catalog=ProGet; User ID=sa;"
          + " Password=hunter22";

  /** Another container, to be given what a test is about. */
  private record Other(
      String name,
      String image,
      RunState state,
      NetworkFacts network,
      Ties ties,
      List<String> environment,
      Map<String, String> labels) {

    static Other named(String name) {
      return new Other(
          name,
          "busybox:1",
          Observations.RUNNING,
          new NetworkFacts("bridge", List.of(), Map.of("bridge", "172.17.0.9")),
          Ties.NONE,
          List.of(),
          Map.of());
    }

    Other image(String other) {
      return new Other(name, other, state, network, ties, environment, labels);
    }

    Other state(RunState other) {
      return new Other(name, image, other, network, ties, environment, labels);
    }

    Other mode(String mode) {
      return network(new NetworkFacts(mode, List.of(), Map.of()));
    }

    Other network(NetworkFacts other) {
      return new Other(name, image, state, other, ties, environment, labels);
    }

    Other ties(Ties other) {
      return new Other(name, image, state, network, other, environment, labels);
    }

    Other environment(String... entries) {
      return new Other(name, image, state, network, ties, List.of(entries), labels);
    }

    Other labels(Map<String, String> others) {
      return new Other(name, image, state, network, ties, environment, others);
    }

    ContainerFacts facts() {
      ContainerFacts usual = Observations.container("e".repeat(64), name, image);
      return new ContainerFacts(
          usual.id(),
          name,
          new ImageUse("sha256:" + "2".repeat(64), image),
          state,
          Environment.parse(environment),
          labels,
          List.of(),
          network,
          List.of(),
          usual.life(),
          "another",
          ties);
    }
  }

  private static Observations seen() {
    return Observations.healthy();
  }

  private static Plan plan(Observations seen) {
    PlanResult result = seen.plan("2024.5");
    assertThat(result).isInstanceOf(Plan.class);
    return (Plan) result;
  }

  private static String refusal(Observations seen) {
    PlanResult result = seen.plan("2024.5");
    assertThat(result).isInstanceOf(Refusal.class);
    return result.toString();
  }

  @Test
  void saysInAFewWordsWhatWasInOrder() {
    Plan plan = plan(seen());
    assertThat(plan.warnings()).isEmpty();
    assertThat(plan.checks().warned()).isEmpty();
    assertThat(plan.checks().adopted()).isEmpty();
    assertThat(plan.checks().platform()).isEqualTo("linux/amd64");
    assertThat(plan.checks().fine())
        .containsExactly(
            "Inedo allows this path",
            "it runs",
            "its data is on volumes",
            "nothing left over",
            "nothing lives in its network",
            "nobody else on its database or volumes",
            "no other updater",
            "platform linux/amd64",
            "20.0 GB free in /var/lib/docker",
            "healthy");
    assertThat(String.join(" · ", plan.checks().fine())).hasSizeLessThan(300);
  }

  static Stream<Arguments> whoLivesInItsNetwork() {
    String id = Observations.OLD_ID;
    return Stream.of(
        Arguments.of(Other.named("vpn").mode("container:" + id), "network"),
        Arguments.of(Other.named("vpn").mode("container:" + id.substring(0, 12)), "network"),
        Arguments.of(Other.named("vpn").mode("container:proget"), "network"),
        Arguments.of(Other.named("vpn").mode("container:/proget"), "network"),
        Arguments.of(
            Other.named("vpn").ties(new Ties(List.of(), "container:" + id, "", List.of())),
            "processes (pid)"),
        Arguments.of(
            Other.named("vpn").ties(new Ties(List.of(), "", "container:proget", List.of())),
            "memory (ipc)"));
  }

  @ParameterizedTest
  @MethodSource("whoLivesInItsNetwork")
  void refusesWhileSomethingLivesInItsNetwork(Other other, String what) {
    assertThat(refusal(seen().others(other.facts())))
        .contains("vpn", "lives in the " + what, "docker stop vpn");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"bridge", "host", "none", "container:progets", "container:" + "beef" + "beefbeef"})
  void leavesOtherNetworksAlone(String mode) {
    assertThat(plan(seen().others(Other.named("vpn").mode(mode).facts())).warnings()).isEmpty();
  }

  @Test
  void warnsOfAStoppedOneThatLivedInItsNetwork() {
    Other sleeping = Other.named("vpn").mode("container:proget").state(STOPPED);
    assertThat(plan(seen().others(sleeping.facts())).warnings())
        .singleElement()
        .asString()
        .contains("vpn", "recreated");
  }

  @ParameterizedTest
  @ValueSource(strings = {"proget", "proget:ro", "/proget"})
  void notesWhoWasGivenItsVolumes(String from) {
    Other heir = Other.named("heir").ties(new Ties(List.of(), "", "", List.of(from)));
    assertThat(plan(seen().others(heir.facts())).warnings())
        .singleElement()
        .asString()
        .contains("heir", "volumes stay");
  }

  @Test
  void refusesASecondInstanceOnTheSameDatabaseAndTellsNoSecret() {
    Other second =
        Other.named("second")
            .image("inedo/proget:24.0.4")
            .environment(
                "SQL_CONNECTION_STRING=server=TCP:SQL.example.com,1433;database=proget;pwd=other");
    assertThat(refusal(seen().environment(DATABASE).others(second.facts())))
        .contains("second", "same database", "same version", "docker stop second")
        .doesNotContain("hunter22", "sql.example.com", "Catalog", "pwd");
  }

  @Test
  void warnsOfAStoppedSecondInstance() {
    Other second =
        Other.named("second").image("inedo/proget:24.0.4").environment(DATABASE).state(STOPPED);
    assertThat(plan(seen().environment(DATABASE).others(second.facts())).warnings())
        .singleElement()
        .asString()
        .contains("second", "don't start it again");
  }

  @Test
  void doesNotTakeAServerOfTheSameNameInAnotherNetworkForTheSame() {
    String string = "SQL_CONNECTION_STRING=Server=db;Database=ProGet";
    Other elsewhere =
        Other.named("second")
            .image("inedo/proget:24.0.4")
            .environment(string)
            .network(new NetworkFacts("shop", List.of(), Map.of("shop", "10.0.0.3")));
    assertThat(plan(seen().environment(string).others(elsewhere.facts())).warnings())
        .singleElement()
        .asString()
        .contains("second", "may work on the same data");
    Other here =
        elsewhere.network(new NetworkFacts("shop", List.of(), Map.of("bridge", "172.17.0.4")));
    assertThat(refusal(seen().environment(string).others(here.facts()))).contains("same database");
  }

  @ParameterizedTest
  @CsvSource({
    "packages, /srv/packages, /srv/packages, true, inedo/proget:24.0.4, refused",
    "a directory above, /srv/proget/packages, /srv/proget, true, inedo/proget:24.0.4, refused",
    "a backup that reads, /srv/packages, /srv/packages, false, busybox:1, fine",
    "somebody who writes, /srv/packages, /srv/packages, true, busybox:1, warned",
    "another directory, /srv/packages, /srv/packages2, true, inedo/proget:24.0.4, fine",
  })
  void looksForOthersOnItsData(
      String why, String ours, String theirs, boolean writable, String image, String outcome) {
    Observations seen =
        seen()
            .ties(
                new Ties(
                    List.of(new Mounted(ours, "/var/proget/packages", true)), "", "", List.of()))
            .others(
                Other.named("second")
                    .image(image)
                    .ties(
                        new Ties(
                            List.of(new Mounted(theirs, "/data", writable)), "", "", List.of()))
                    .facts());
    switch (outcome) {
      case "refused" -> assertThat(refusal(seen)).as(why).contains("same data volume");
      case "warned" -> assertThat(plan(seen).warnings()).as(why).hasSize(1);
      default -> assertThat(plan(seen).warnings()).as(why).isEmpty();
    }
  }

  @Test
  void refusesAnybodyElseInItsDatabaseDirectory() {
    Ties database =
        new Ties(List.of(new Mounted("db", "/var/proget/database", true)), "", "", List.of());
    Other second =
        Other.named("second")
            .ties(new Ties(List.of(new Mounted("db", "/x", true)), "", "", List.of()));
    assertThat(refusal(seen().ties(database).others(second.facts()))).contains("data volume");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "containrrr/watchtower",
        "ghcr.io/nicholas-fedor/watchtower:1.9",
        "getwud/wud:8",
        "fmartinou/whats-up-docker",
        "127.0.0.1:5000/mirror/watchtower",
        "pyouroboros/ouroboros",
      })
  void warnsOfOtherUpdaters(String image) {
    Plan plan = plan(seen().others(Other.named("tower").image(image).facts()));
    assertThat(plan.warnings()).singleElement().asString().contains("tower", "Exclude proget");
    assertThat(plan.checks().warned()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"crazymax/diun", "portainer/portainer-ce", "watchtowers/x", "sha256:ab"})
  void doesNotWarnOfWhatChangesNothing(String image) {
    assertThat(plan(seen().others(Other.named("x").image(image).facts())).warnings()).isEmpty();
  }

  @Test
  void goesByTheLabelsThatUpdatersGoBy() {
    Other tower = Other.named("tower").image("containrrr/watchtower");
    Map<String, String> excluded = Map.of("com.centurylinklabs.watchtower.enable", "false");
    Map<String, String> included = Map.of("com.centurylinklabs.watchtower.enable", "true");
    assertThat(plan(seen().labels(excluded).others(tower.facts())))
        .satisfies(
            plan -> {
              assertThat(plan.warnings()).isEmpty();
              assertThat(plan.checks().fine())
                  .anyMatch(fine -> fine.contains("tower") && fine.contains("leaves"));
            });
    Other choosy = tower.environment("WATCHTOWER_LABEL_ENABLE=true");
    assertThat(plan(seen().others(choosy.facts())).warnings()).isEmpty();
    assertThat(plan(seen().labels(included).others(choosy.facts())).warnings()).hasSize(1);
    assertThat(plan(seen().others(tower.state(STOPPED).facts())).warnings()).isEmpty();

    Other heal = Other.named("heal").image("willfarrell/autoheal");
    assertThat(plan(seen().others(heal.facts())).warnings()).isEmpty();
    assertThat(plan(seen().labels(Map.of("autoheal", "true")).others(heal.facts())).warnings())
        .hasSize(1);
    Other all = heal.environment("AUTOHEAL_CONTAINER_LABEL=all");
    assertThat(plan(seen().others(all.facts())).warnings()).hasSize(1);
  }

  @Test
  void findsUpdatersAmongContainersByTheSameLabels() {
    ContainerFacts tower = Other.named("tower").image("containrrr/watchtower").facts();
    ContainerFacts plain = Other.named("proget").image("inedo/proget:1").facts();
    ContainerFacts excluded =
        Other.named("otter")
            .image("inedo/otter:1")
            .labels(Map.of("com.centurylinklabs.watchtower.enable", "false"))
            .facts();
    List<ContainerFacts> all = List.of(tower, plain, excluded);
    assertThat(Updaters.among(all, List.of(plain, excluded)))
        .containsExactly("watchtower (container tower)");
    assertThat(Updaters.among(all, List.of(excluded))).isEmpty();
    assertThat(Updaters.among(all, List.of())).isEmpty();
  }

  @Test
  void looksAtTheDiskWhereItCan() {
    assertThat(plan(seen().disk(null)).checks().fine())
        .anyMatch(fine -> fine.contains("the pull before the stop is the proof"));
    assertThat(plan(seen().disk(new Disk("/r", null, 5))).warnings()).isEmpty();
    assertThat(plan(seen().disk(new Disk("/r", 900_000_000L, 1_200_000_000L))).warnings())
        .singleElement()
        .asString()
        .contains("900 MB free in /r", "1.2 GB", "before the stop");
    assertThat(refusal(seen().disk(new Disk("/r", 99_999_999L, 1_000L))))
        .contains("99 MB free in /r", "docker image prune");
    assertThat(plan(seen().disk(new Disk("/r", 100_000_000L, 1_000L))).warnings()).isEmpty();
  }

  private static ContainerFacts leftover(String name, RunState state, Map<String, String> labels) {
    ContainerFacts usual = Observations.container("a".repeat(64), name, "inedo/proget:1");
    return new ContainerFacts(
        usual.id(),
        name,
        usual.image(),
        state,
        usual.environment(),
        labels,
        usual.command(),
        usual.network(),
        usual.mountTargets(),
        usual.life(),
        usual.fingerprint());
  }

  static Stream<Arguments> leftovers() {
    Origin created = new Origin("k7m2qxp4", UpgradeState.FAILED, Role.CREATED);
    Origin active = new Origin("k7m2qxp4", UpgradeState.NEEDS_ATTENTION, Role.CREATED);
    Origin replaced = new Origin("k7m2qxp4", UpgradeState.SUCCEEDED, Role.REPLACED);
    Origin rolledBack = new Origin("k7m2qxp4", UpgradeState.ROLLED_BACK, Role.REPLACED);
    return Stream.of(
        Arguments.of("proget-next", NEVER_STARTED, created, "never started it"),
        Arguments.of("proget-old", STOPPED, replaced, "replaced it and succeeded"),
        Arguments.of("proget-next", NEVER_STARTED, null, ""),
        Arguments.of("proget-old", STOPPED, null, ""),
        Arguments.of("proget-next", STOPPED, created, ""),
        Arguments.of("proget-next", Observations.RUNNING, created, ""),
        Arguments.of("proget-next", NEVER_STARTED, active, ""),
        Arguments.of("proget-old", Observations.RUNNING, replaced, ""),
        Arguments.of("proget-old", STOPPED, rolledBack, ""),
        Arguments.of("proget-old", STOPPED, created, ""),
        Arguments.of("proget-next", STOPPED, replaced, ""));
  }

  @ParameterizedTest
  @MethodSource("leftovers")
  void adoptsLeftoversThatAreOursAndNoOthers(
      String name, RunState state, @Nullable Origin origin, String why) {
    Observations seen = seen().leftover(leftover(name, state, Map.of()), origin);
    if (why.isEmpty()) {
      assertThat(refusal(seen)).contains(name, "docker rm " + name, "without -v");
      return;
    }
    Plan plan = plan(seen);
    assertThat(plan.checks().adopted())
        .singleElement()
        .satisfies(
            adopted -> {
              assertThat(adopted.id()).isEqualTo("a".repeat(64));
              assertThat(adopted.name()).isEqualTo(name);
              assertThat(adopted.why()).contains("k7m2qxp4", why);
            });
    assertThat(plan.warnings())
        .singleElement()
        .asString()
        .contains(name, why, "never its data", "before the new container is created");
  }

  @Test
  void tellsTheStoryOfALeftoverThatStays() {
    Map<String, String> labels = Map.of(ContainerFacts.UPGRADE_LABEL, "zzzzzzzz");
    assertThat(refusal(seen().leftover(leftover("proget-next", NEVER_STARTED, labels))))
        .contains("upgrade zzzzzzzz, which my record does not know");
    Origin active = new Origin("k7m2qxp4", UpgradeState.NEEDS_ATTENTION, Role.CREATED);
    assertThat(refusal(seen().leftover(leftover("proget-next", STOPPED, labels), active)))
        .contains("upgrade k7m2qxp4 (Needs attention) created it, and it has been started");
  }

  @ParameterizedTest
  @EnumSource(value = TaskRole.class, mode = EnumSource.Mode.EXCLUDE, names = "PROVE")
  void refusesATaskThatNobodyAccountsForAndNeverSaysToEndOneThatRuns(TaskRole role) {
    String name = "proget-" + role.id();
    Map<String, String> labels = Map.of(ContainerFacts.UPGRADE_LABEL, "zzzzzzzz");
    Origin ended = new Origin("k7m2qxp4", UpgradeState.ROLLED_BACK, Role.CREATED);
    for (Observations runs :
        List.of(
            seen().leftover(leftover(name, Observations.RUNNING, labels)),
            seen().leftover(leftover(name, Observations.RUNNING, labels), ended))) {
      assertThat(refusal(runs))
          .contains(name, role.words(), "may be at work on the data", "end by itself")
          .contains("docker logs -f " + name, "docker rm " + name + "` (without -f");
    }
    assertThat(refusal(seen().leftover(leftover(name, STOPPED, labels))))
        .contains(role.words(), "zzzzzzzz, which my record does not know", "exit code 0")
        .contains("docker logs " + name, "its data whole");
    assertThat(refusal(seen().leftover(leftover(name, NEVER_STARTED, labels))))
        .contains("never started", "docker rm " + name);
    assertThat(plan(seen().leftover(leftover(name, STOPPED, labels), ended)).checks().adopted())
        .extracting(Adopted::name)
        .containsExactly(name);
  }

  @Test
  void saysHowToEndACopyThatIsOurs() {
    Map<String, String> labels =
        Map.of(ContainerFacts.UPGRADE_LABEL, "k7m2qxp4", ContainerFacts.ROLE_LABEL, "prove");
    Origin ended = new Origin("k7m2qxp4", UpgradeState.FAILED, Role.CREATED);
    ContainerFacts runs = leftover("proget-prove", Observations.RUNNING, labels);

    assertThat(refusal(seen().leftover(runs, ended)))
        .contains("works on a copy of its own", "`docker rm -f -v proget-prove`");
    assertThat(plan(seen().leftover(leftover("proget-prove", STOPPED, labels), ended)).warnings())
        .anyMatch(warning -> warning.contains("with the database that was made for it"));
  }

  @Test
  void neverSaysToEndByForceWhatOnlyHasTheNameOfACopy() {
    Map<String, String> labels = Map.of(ContainerFacts.UPGRADE_LABEL, "k7m2qxp4");
    Map<String, String> ours =
        Map.of(ContainerFacts.UPGRADE_LABEL, "k7m2qxp4", ContainerFacts.ROLE_LABEL, "prove");
    Origin ended = new Origin("k7m2qxp4", UpgradeState.FAILED, Role.CREATED);
    Origin active = new Origin("k7m2qxp4", UpgradeState.RUNNING, Role.CREATED);

    for (Observations foreign :
        List.of(
            seen().leftover(leftover("proget-prove", Observations.RUNNING, ours)),
            seen().leftover(leftover("proget-prove", Observations.RUNNING, labels), ended))) {
      assertThat(refusal(foreign))
          .contains("docker inspect proget-prove", "(without -f and without -v)")
          .doesNotContain("rm -f");
    }
    assertThat(
            refusal(seen().leftover(leftover("proget-prove", Observations.RUNNING, ours), active)))
        .contains("Wait for upgrade k7m2qxp4")
        .doesNotContain("docker rm");
  }

  @Test
  void goesOnWithComposeOnlyWhereToldTo() {
    Map<String, String> labels =
        Map.of(
            "com.docker.compose.project", "shop",
            "com.docker.compose.service", "feeds",
            "com.docker.compose.project.config_files", "/srv/shop/compose.yml");
    String change =
        "the image of service feeds in /srv/shop/compose.yml:12 to"
            + " proget.inedo.com/productimages/inedo/proget:24.0.5";
    Observations seen = seen().labels(labels);
    assertThat(refusal(seen.compose(InstanceSettings.Compose.REFUSE, "/srv/shop/compose.yml:12")))
        .contains("Change " + change, "docker compose up -d feeds", "compose: continue");
    Plan plan = plan(seen.compose(InstanceSettings.Compose.CONTINUE, "/srv/shop/compose.yml:12"));
    assertThat(plan.warnings())
        .singleElement()
        .asString()
        .contains("Change " + change, "puts the old version back");
    assertThat(plan.checks().warned()).containsExactly("compose");
  }

  @Test
  void doesNotStopWhatMayBeUpgradingItsDatabase() {
    HealthReading waiting =
        new HealthReading(Verdict.NOT_YET, null, List.of(), "answers with HTTP status 503");
    assertThat(refusal(seen().reading(waiting)))
        .contains("not ready", "503", "database", "once proget is healthy");
  }

  @Test
  void doesNotTrustAnAddressThatTellsNoVersion() {
    HealthReading nameless = new HealthReading(Verdict.HEALTHY, null, List.of(), "healthy");
    assertThat(refusal(seen().reading(nameless)))
        .contains("does not say which version", "health-url");
    assertThat(seen().product(Product.OTTER).reading(nameless).plan("2024.5"))
        .isInstanceOf(Plan.class);
  }

  @Test
  void countsTheImagesOwnHealthCheckAmongTheProblems() {
    RunState ill = new RunState(true, false, false, 0, false, Observations.STARTED, 0, "unhealthy");
    Plan plan = plan(seen().state(ill));
    assertThat(plan.before().problems()).containsExactly(GateJudge.IMAGE_UNHEALTHY);
    assertThat(plan.warnings()).singleElement().asString().contains("own health check");
  }

  @Test
  void saysWhyAContainerInAnothersNetworkCannotBeAsked() {
    NetworkFacts shared = new NetworkFacts("container:abc", List.<PublishedPort>of(), Map.of());
    assertThat(refusal(seen().network(shared).silent()))
        .contains("lives in the network of another container", "health-url");
  }

  @ParameterizedTest
  @EnumSource(
      value = Verdict.class,
      names = {"HEALTHY", "PROBLEM"})
  void plansForAProductThatIsIllAsLongAsItSpeaks(Verdict verdict) {
    List<String> problems =
        verdict == Verdict.PROBLEM ? List.of("licenseStatus: Error") : List.of();
    HealthReading reading =
        new HealthReading(verdict, Version.parse("24.0.4"), problems, "as it is");
    assertThat(plan(seen().reading(reading)).before().problems()).isEqualTo(problems);
  }
}
