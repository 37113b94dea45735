package dev.inedobot.upgrade.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inedobot.upgrade.UpgradeId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be deleted by its name. */
final class KeptPlaceTest {
  private static final UpgradeId ID = new UpgradeId("k7m2qxp4");
  private static final Plan PLAN = Plans.withEmbeddedDatabase("2025.4", "2026.1");

  @Test
  void readsTheNamesThatItGives() {
    String path = "/var/proget/backups/" + KeptPlace.name(PLAN, ID, 1_764_000_000L);
    assertThat(path).isEqualTo("/var/proget/backups/proget-26.0.1-k7m2qxp4-failed-1764000000");
    for (String source : List.of("", "backups", "/srv/pro get/(backups)")) {
      KeptPlace place = new KeptPlace(path, "proget", source);
      assertThat(KeptPlace.parse(PLAN, ID, place.words())).contains(place);
    }
  }

  private static ContainerFacts container(String id, String volume) {
    ContainerFacts usual = Observations.container(id, "proget", "inedo/proget:26.0.1");
    return new ContainerFacts(
        usual.id(),
        usual.name(),
        usual.image(),
        usual.state(),
        usual.environment(),
        usual.labels(),
        usual.command(),
        usual.network(),
        usual.mountTargets(),
        usual.life(),
        usual.fingerprint(),
        new Ties(
            List.of(new Ties.Mounted(volume, "/var/proget/backups", true)), "", "", List.of()));
  }

  @Test
  void takesAnotherVolumeForNoProofThatItIsGone() {
    String path = "/var/proget/backups/x";
    ContainerFacts anew = container("f".repeat(64), "backups");
    KeptPlace onAVolume = new KeptPlace(path, "proget", "backups");
    assertThat(onAVolume.doubt(anew, PLAN, ID)).isEmpty();
    assertThat(onAVolume.doubt(container("f".repeat(64), "others"), PLAN, ID))
        .hasValueSatisfying(why -> assertThat(why).contains("has others there now", "on backups"));
    KeptPlace unknown = new KeptPlace(path, "proget", "");
    assertThat(unknown.doubt(anew, PLAN, ID))
        .hasValueSatisfying(why -> assertThat(why).contains("made anew"));
    assertThat(unknown.doubt(container(PLAN.old().containerId(), "x"), PLAN, ID)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/var/proget/backups/proget-26.0.1-k7m2qxp4-failed-1764000000",
        "/var/proget/backups in the container proget",
        "/var/proget/backups/ in the container proget",
        "/ in the container proget",
        "/var/proget/backups/proget-25.0.4-k7m2qxp4.ahdbexp in the container proget",
        "/var/proget/backups/proget-26.0.1-k7m2qxp4-failed- in the container proget",
        "/var/proget/backups/proget-26.0.1-k7m2qxp4-failed-1/.. in the container proget",
        "/var/proget/backups/proget-26.0.1-k7m2qxp4-failed-1/../.. in the container proget",
        "/var/proget/backups/../proget-26.0.1-k7m2qxp4-failed-1 in the container proget",
        "/var/proget/backups/proget-26.0.1-k7m2qxp4-failed-1 -x in the container proget",
        "/var/proget/backups/proget-26.0.1-k7m2qxp4-failed-1.part in the container proget",
        "/var/proget/backups/proget-26.0.1-zzzzzzzz-failed-1 in the container proget",
        "/var/proget/backups/other-26.0.1-k7m2qxp4-failed-1 in the container proget",
        "/var/proget/database/proget-26.0.1-k7m2qxp4-failed-1 in the container proget",
        "var/proget/backups/proget-26.0.1-k7m2qxp4-failed-1 in the container proget",
        "x /var/proget/backups/proget-26.0.1-k7m2qxp4-failed-1 in the container proget"
      })
  void readsNothingElse(String words) {
    assertThat(KeptPlace.parse(PLAN, ID, words)).isEmpty();
  }

  @Test
  void takesTheDotOfAReleaseForADot() {
    for (String other : List.of("26x0.1", "2600.1")) {
      assertThat(
              KeptPlace.parse(
                  PLAN,
                  ID,
                  "/var/proget/backups/proget-%s-k7m2qxp4-failed-1 in the container proget"
                      .formatted(other)))
          .isEmpty();
    }
  }
}
