package dev.inedobot.upgrade.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inedobot.upgrade.plan.ContainerFacts.ImageUse;
import org.junit.jupiter.api.Test;

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
}
