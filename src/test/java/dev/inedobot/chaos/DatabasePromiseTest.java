package dev.inedobot.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inedobot.chaos.Evidence.Seen;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The judge of what is done to databases: it has to find out every broken promise. */
final class DatabasePromiseTest {
  private static final String HASH = "1f".repeat(32);
  private static final Seen OLD = seen("old", "", true, "25.0.12", "unless-stopped");
  private static final Seen ASIDE = seen("old", "-old", false, "25.0.12", "no");
  private static final Seen NEXT = seen("new", "-next", false, "26.0.90", "no");

  private static Seen seen(
      String id, String suffix, boolean running, String release, String policy) {
    return new Seen(id, suffix, running, release, policy, "10:00", Set.of("data at /var"));
  }

  private static Evidence evidence(
      String reported, String schema, List<String> backups, Seen... containers) {
    return new Evidence(
        List.of(containers),
        Optional.of(reported),
        List.of("row before"),
        List.of("schema " + schema),
        backups,
        Set.of("data"));
  }

  private static Story story(String state, String last) {
    return new Story(
        state, List.of("SHA-256 " + HASH, "<@U1> *" + state + ".* " + last), List.of());
  }

  private static List<String> alone(Evidence after, String state, String last) {
    Seen old = seen("old", "", true, "24.0.4", "unless-stopped");
    return Promise.broken(
        Journey.DB_ALONE, evidence("24.0.4", "24", List.of(), old), after, story(state, last));
  }

  @Test
  void tellsWhetherTheOldVersionRunsOnTheUpgradedDatabase() {
    Seen restarted =
        new Seen("old", "", true, "24.0.4", "unless-stopped", "10:05", Set.of("data at /var"));
    String last = "The database is upgraded to 2025.13. It goes on with version 2024.4";

    assertThat(alone(evidence("24.0.4", "25", List.of(), restarted), "Succeeded", last)).isEmpty();
    assertThat(alone(evidence("24.0.4", "24", List.of(), restarted), "Succeeded", last))
        .containsExactly("the database has [schema 24]");
    assertThat(alone(evidence("24.0.4", "25", List.of(), restarted), "Rolled back", "2024.4"))
        .containsExactly("nobody is told that the database has [schema 25]");
  }

  @Test
  void findsATaskThatIsLeftOver() {
    Seen task = seen("task", "-upgradedb", false, "25.0.13", "no");
    Seen old = seen("old", "", true, "24.0.4", "unless-stopped");

    assertThat(alone(evidence("24.0.4", "24", List.of(), old, task), "Rolled back", "2024.4"))
        .containsExactly("“-upgradedb” is left over");
  }

  private static List<String> restored(Evidence after, String last) {
    return Promise.broken(
        Journey.RESTORE,
        evidence("25.0.12", "25", List.of(), OLD),
        after,
        story("Rolled back", last));
  }

  @Test
  void findsALostBackupAndACopyThatIsNotKeptOrNotTold() {
    String last = "The backup of today was restored, kept in x-failed-1. 2025.12 runs";
    String file = HASH + "  x.ahdbexp";

    assertThat(restored(evidence("25.0.12", "25", List.of(file, "kept x-failed-1"), OLD), last))
        .isEmpty();
    assertThat(restored(evidence("25.0.12", "25", List.of("part x-failed-2.part"), OLD), last))
        .containsExactly(
            "no file has the hash " + HASH,
            "what the new version left is not kept: [part x-failed-2.part]",
            "half a copy is left: part x-failed-2.part");
    assertThat(restored(evidence("25.0.12", "25", List.of(file, "kept x-failed-2"), OLD), last))
        .containsExactly("the last message does not say that x-failed-2 is kept");
  }

  @Test
  void findsAVersionThatRunsOnHalfADatabase() {
    Story asks = story("Needs attention", "I don't change the backup. The database is not whole");
    List<Seen> containers = new ArrayList<>(List.of(ASIDE, NEXT));

    assertThat(whileAsked(containers, asks)).isEmpty();
    containers.set(1, seen("new", "-next", true, "26.0.90", "always"));
    containers.add(seen("task", "-restore-data", true, "25.0.12", "no"));
    assertThat(whileAsked(containers, asks))
        .contains(
            "“-restore-data” is left over",
            "“-next” runs all the same",
            "“-next” may start by itself");
  }

  private static List<String> whileAsked(List<Seen> containers, Story asks) {
    return RestorePromise.whileAsked(
        Journey.RESTORE,
        evidence("25.0.12", "25", List.of(), OLD),
        evidence("", "", List.of(), containers.toArray(new Seen[0])),
        asks);
  }
}
