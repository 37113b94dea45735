package dev.inedobot.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inedobot.chaos.Evidence.Seen;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The judge of the fault test itself: it has to find out every broken promise. */
final class PromiseTest {
  private static final Seen OLD = seen("old", "", true, "24.0.4", "unless-stopped");
  private static final Evidence BEFORE = evidence("24.0.4", OLD);
  private static final Seen NEW = seen("new", "", true, "24.0.5", "unless-stopped");
  private static final Seen ASIDE = seen("old", "-old", false, "24.0.4", "no");
  private static final Seen LEFT = seen("new", "", true, "26.0.90", "unless-stopped");

  private static Seen seen(
      String id, String suffix, boolean running, String release, String policy) {
    return new Seen(id, suffix, running, release, policy, "10:00", Set.of("data at /var"));
  }

  private static Evidence evidence(String reported, Seen... containers) {
    return new Evidence(
        List.of(containers),
        Optional.of(reported),
        List.of("1a2b rows"),
        List.of("schema 24"),
        List.of(),
        Set.of("data"));
  }

  private static Story story(String state, String last) {
    return new Story(
        state, List.of("1/7 *pull* — done", "<@U1> *" + state + ".* " + last), List.of());
  }

  private static List<String> broken(Journey journey, Evidence after, Story story) {
    return Promise.broken(journey, BEFORE, after, story);
  }

  @Test
  void isKeptInEachOfTheGoodEnds() {
    assertThat(
            broken(
                Journey.MAINTENANCE,
                evidence("24.0.5", NEW),
                story("Succeeded", "proget runs ProGet 2024.5 now")))
        .isEmpty();
    assertThat(
            broken(
                Journey.MAJOR_BACK,
                BEFORE,
                story("Rolled back", "proget runs ProGet 2024.4 again")))
        .isEmpty();
    assertThat(
            broken(
                Journey.MAJOR,
                BEFORE,
                story("Failed", "This upgrade did not touch the old container.")))
        .isEmpty();
    assertThat(
            broken(
                Journey.FORBIDDEN,
                evidence("", LEFT, ASIDE),
                story("Needs attention", "Going back from 2026.90 to 2024.4 needs a restore")))
        .isEmpty();
  }

  @Test
  void isBrokenByAThreadThatIsWrongAboutTheVersion() {
    Story succeeded = story("Succeeded", "proget runs ProGet 2024.5 now");

    assertThat(broken(Journey.MAINTENANCE, BEFORE, succeeded))
        .contains(
            "the old container is called the new one", "it reports version 24.0.4, not 24.0.5");
    assertThat(broken(Journey.MAINTENANCE_BACK, evidence("24.0.5", NEW), succeeded))
        .contains("it ended as “Succeeded”, which is not allowed here");
    assertThat(broken(Journey.MAINTENANCE, BEFORE, story("Rolled back", "all is well")))
        .contains("the last message does not say: 2024.4");
    assertThat(broken(Journey.MAINTENANCE, BEFORE, new Story("Failed", List.of(), List.of())))
        .contains("nobody was told why", "the thread's last message does not say the state");
  }

  @Test
  void isBrokenByAStepThatFailedUnsaid() {
    Story story =
        new Story(
            "Rolled back",
            List.of("*start* — failed after 3 s", "<@U1> *Rolled back.* 2024.4"),
            List.of("start", "stop new"));

    assertThat(broken(Journey.MAINTENANCE, BEFORE, story))
        .containsExactly("the thread does not say that the step “stop new” failed");
  }

  @Test
  void isBrokenByDataThatChangedAndByAVolumeThatIsGone() {
    Evidence after =
        new Evidence(
            List.of(OLD), Optional.of("24.0.4"), List.of(), List.of(), List.of(), Set.of());

    assertThat(broken(Journey.MAINTENANCE, after, story("Rolled back", "2024.4")))
        .containsExactly("the data is not what it was", "a volume is gone");
  }

  @Test
  void isBrokenByWhatIsLeftOver() {
    Seen next = seen("new", "-next", false, "24.0.5", "unless-stopped");
    Evidence after = evidence("24.0.4", OLD, next);

    assertThat(broken(Journey.MAINTENANCE, after, story("Rolled back", "2024.4")))
        .containsExactly("2 containers are there: [“”, “-next”]");
    assertThat(
            broken(
                Journey.MAINTENANCE,
                after,
                story("Rolled back", "2024.4. proget-next could not be removed")))
        .isEmpty();
  }

  @Test
  void isBrokenByAProductThatDoesNotRun() {
    Seen stopped = seen("old", "", false, "24.0.4", "unless-stopped");

    assertThat(broken(Journey.MAJOR, evidence("", stopped), story("Rolled back", "2024.4")))
        .containsExactly("no container under the product's name runs");
  }

  @Test
  void isBrokenByARestartThatTheThreadDenies() {
    Seen restarted = new Seen("old", "", true, "24.0.4", "no", "10:05", Set.of("data at /var"));

    assertThat(
            broken(
                Journey.MAJOR,
                evidence("24.0.4", restarted),
                story("Failed", "This upgrade did not touch the old container.")))
        .containsExactly("the restart policy is no", "the old container was stopped in between");
  }

  @Test
  void isBrokenByAQuestionToAPersonThatIsNotNeededOrNotSafe() {
    Story asks = story("Needs attention", "2026.90 still runs");
    Seen both = seen("old", "-old", true, "24.0.4", "always");

    assertThat(broken(Journey.MAJOR_BACK, BEFORE, asks))
        .contains("it ended as “Needs attention”, which is not allowed here");
    assertThat(broken(Journey.FORBIDDEN, evidence("", LEFT, both), asks))
        .containsExactly("both containers run", "the old container may start by itself");
    assertThat(broken(Journey.FORBIDDEN, evidence("", LEFT), asks))
        .contains("the old container is not set aside");
  }
}
