package dev.inedobot.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inedobot.doctor.Finding.Verdict;
import dev.inedobot.doctor.MountTable.Mount;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MachineFindingsTest {
  private static final Path FILE = Path.of("/data/inedobot.db");

  private static DatabaseFacts facts(
      boolean exists, boolean writable, @Nullable String schema, @Nullable String problem) {
    return new DatabaseFacts(
        FILE, exists, writable, true, true, Optional.ofNullable(schema), "4", problem);
  }

  private static Finding file(DatabaseFacts facts) {
    return MachineFindings.database(facts, false, Optional.empty()).get(0);
  }

  private static void assertFinding(Finding finding, Verdict verdict, String... words) {
    assertThat(finding.verdict()).as(finding.line()).isEqualTo(verdict);
    assertThat(List.of(words)).allMatch(word -> finding.line().contains(word), finding.line());
  }

  @Test
  void tellsEachProblemOfTheConfiguration() {
    assertThat(MachineFindings.configuration(List.of()))
        .singleElement()
        .satisfies(finding -> assertFinding(finding, Verdict.OK));
    assertThat(MachineFindings.configuration(List.of("a is wrong", "b is missing")))
        .hasSize(2)
        .allMatch(Finding::isFailure);
  }

  @Test
  void tellsOfTheDatabase() {
    assertFinding(file(facts(true, true, "4", null)), Verdict.OK, "version 4");
    assertFinding(file(facts(true, true, "3", null)), Verdict.OK, "brings it to 4");
    assertFinding(file(facts(false, true, null, null)), Verdict.OK, "at the first start");
    assertFinding(file(facts(true, true, null, null)), Verdict.UNKNOWN);
    assertFinding(file(facts(true, false, "4", null)), Verdict.FAILURE, "may not write");
    assertFinding(file(facts(true, true, null, "No database.")), Verdict.FAILURE, "No database.");
    DatabaseFacts nowhere =
        new DatabaseFacts(FILE, false, false, false, true, Optional.empty(), "4", null);
    assertFinding(file(nowhere), Verdict.FAILURE, "directory", "Make it");
  }

  @Test
  void tellsWhenOthersMayReadIt() {
    DatabaseFacts open =
        new DatabaseFacts(FILE, true, true, true, false, Optional.of("4"), "4", null);
    assertThat(MachineFindings.database(open, false, Optional.empty()))
        .hasSize(2)
        .anySatisfy(finding -> assertFinding(finding, Verdict.WARNING, "chmod 600"));
  }

  @Test
  void tellsInAContainerWhetherTheRecordOutlivesIt() {
    DatabaseFacts facts = facts(true, true, "4", null);
    assertFinding(
        MachineFindings.database(facts, true, Optional.of(new Mount(Path.of("/"), "overlay")))
            .get(1),
        Verdict.FAILURE,
        "goes with the container",
        "-v inedobot:/data");
    assertFinding(
        MachineFindings.database(facts, true, Optional.of(new Mount(Path.of("/data"), "ext4")))
            .get(1),
        Verdict.OK,
        "/data");
    assertFinding(MachineFindings.database(facts, true, Optional.empty()).get(1), Verdict.UNKNOWN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tmpfs", "ramfs"})
  void tellsThatARecordInMemoryDoesNotLast(String type) {
    DatabaseFacts facts = facts(true, true, "4", null);
    Optional<Mount> mount = Optional.of(new Mount(Path.of("/data"), type));
    for (boolean inContainer : new boolean[] {true, false}) {
      assertFinding(
          MachineFindings.database(facts, inContainer, mount).get(1),
          Verdict.FAILURE,
          "in memory (" + type + " at /data)",
          "INEDOBOT_DATABASE_URL");
    }
  }

  @Test
  void tellsOfEnginesAndTheirRoom() {
    assertFinding(MachineFindings.engine("local", "20.10.24", "1.41"), Verdict.OK, "1.41");
    assertFinding(
        MachineFindings.engineAway("local", "Tried to ask it, but that failed."),
        Verdict.FAILURE,
        "Tried",
        "DOCKER_HOST");
    assertFinding(MachineFindings.disk("local", "/var/lib/docker", null, 0), Verdict.UNKNOWN);
    assertFinding(MachineFindings.disk("local", "/d", 5_000_000_000L, 1), Verdict.OK, "5.0 GB");
    assertFinding(
        MachineFindings.disk("local", "/d", 500_000_000L, 900_000_000L),
        Verdict.WARNING,
        "900 MB",
        "prune");
    assertFinding(MachineFindings.disk("local", "/d", 90_000_000L, 1), Verdict.FAILURE, "prune");
  }

  @Test
  void tellsOfRegistriesUpdatersAndInstances() {
    assertFinding(MachineFindings.registry("proget", "r/proget", 7, null), Verdict.OK, "7 tags");
    assertFinding(
        MachineFindings.registry("proget", "", 0, "r wants a login. Log in."),
        Verdict.FAILURE,
        "wants a login");
    assertFinding(MachineFindings.updaters("local", List.of()), Verdict.OK);
    assertFinding(
        MachineFindings.updaters("local", List.of("watchtower (container w)")),
        Verdict.WARNING,
        "watchtower",
        "Exclude");
    assertFinding(MachineFindings.instances(List.of("proget")), Verdict.OK, "proget");
    assertFinding(MachineFindings.instances(List.of()), Verdict.WARNING, "Start one");
  }

  @Test
  void isOneLineEach() {
    assertThat(Finding.failure("it", "One.\n  Two.", "Do it.").line())
        .isEqualTo("failure  it: One. Two. Do it.");
    assertThat(Finding.ok("it", "Fine.").line()).isEqualTo("ok       it: Fine.");
  }
}
