package dev.inedobot.upgrade.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inedobot.image.ImageDigest;
import dev.inedobot.upgrade.plan.ImageRetention.Past;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which images of past upgrades go: only such as the bot pulled and nobody may need again. */
final class ImageRetentionTest {

  /** An upgrade whose image has a digest of its own. */
  private static Past past(String from, String to, boolean succeeded, boolean pulled) {
    Plan plan = Observations.planned(from, to);
    String digits = Integer.toHexString(to.hashCode()).repeat(8).substring(0, 8);
    Plan.Next next =
        new Plan.Next(
            plan.next().image(),
            ImageDigest.parse("sha256:" + digits.repeat(8)),
            plan.next().version(),
            null);
    Plan.Old old = plan.old();
    String reference = old.image().reference().replaceAll(":.*", ":" + old.version());
    Plan changed =
        new Plan(
            plan.settings(),
            new Plan.Old(
                old.containerId(),
                old.version(),
                new ContainerFacts.ImageUse(old.image().id(), reference),
                old.restartPolicy(),
                old.grace(),
                old.fingerprint()),
            next,
            plan.kind(),
            plan.wayBack(),
            plan.before(),
            plan.warnings(),
            plan.checks(),
            plan.database(),
            plan.work());
    return new Past(changed, false, succeeded, pulled);
  }

  private static List<String> outlived(Past... newestFirst) {
    return ImageRetention.outlived(Stream.of(newestFirst).toList()).stream()
        .map(next -> next.version().toString())
        .toList();
  }

  @Test
  void keepsTheRunningOneAndTheOneBefore() {
    assertThat(
            outlived(
                past("24.0.7", "24.0.8", true, true),
                past("24.0.6", "24.0.7", true, true),
                past("24.0.5", "24.0.6", true, true),
                past("24.0.4", "24.0.5", true, true)))
        .containsExactly("24.0.6", "24.0.5");
  }

  @Test
  void leavesWhatAnUpgradeUnderWayHasJustPulled() {
    Past underWay = past("24.0.6", "24.0.7", false, true);
    assertThat(
            outlived(
                past("24.0.6", "24.0.8", true, true), new Past(underWay.plan(), true, false, true)))
        .isEmpty();
  }

  @Test
  void leavesWhatTheBotDidNotPull() {
    assertThat(
            outlived(
                past("24.0.7", "24.0.8", true, true),
                past("24.0.6", "24.0.7", true, true),
                past("24.0.5", "24.0.6", true, false)))
        .isEmpty();
  }

  @Test
  void removesWhatNeverCameIntoUse() {
    assertThat(
            outlived(
                past("24.0.6", "24.0.8", true, true),
                past("24.0.6", "24.0.7", false, true),
                past("24.0.5", "24.0.6", true, true)))
        .containsExactly("24.0.7");
  }

  @Test
  void keepsAnImageThatCameIntoUseAgain() {
    assertThat(
            outlived(
                past("24.0.5", "24.0.6", true, false),
                past("24.0.6", "24.0.8", true, true),
                past("24.0.5", "24.0.6", true, true)))
        .isEmpty();
  }
}
