package dev.inedobot.upgrade.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inedobot.image.Tag;
import dev.inedobot.product.Product;
import dev.inedobot.product.ReleaseKind;
import dev.inedobot.product.UpgradePath;
import dev.inedobot.product.Version;
import dev.inedobot.upgrade.plan.NewerVersions.Major;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;

final class NewerVersionsTest {
  private static final Collection<Tag> TAGS =
      tags(
          "5.2.9 5.3.10 6.0.12 6.0 22.0.3 23.0.9 23.0.27 24 24.0.4 24.0.5 24.0.6-ci.1 24.0 25 25.0.9"
              + " 25.0.12 25.0.13 26.0.12 26.0.13-rc.1 26 latest stable nonsense sha256-abc.sig 2025.13");

  private static Collection<Tag> tags(String text) {
    return Arrays.stream(text.split(" ")).map(Tag::parse).toList();
  }

  private static NewerVersions newer(Product product, String running) {
    return NewerVersions.than(Version.parse(running), product, TAGS);
  }

  private static List<String> words(Major major) {
    return major.versions().stream().map(Version::marketingForm).toList();
  }

  @Test
  void groupsByMajorNewestFirstWithoutFloatingTagsAndPreReleases() {
    NewerVersions newer = newer(Product.PROGET, "2024.4");

    assertThat(newer.majors())
        .extracting(major -> major.line().toString())
        .containsExactly("2026", "2025", "2024");
    assertThat(newer.majors())
        .extracting(NewerVersionsTest::words)
        .containsExactly(
            List.of("2026.12"), List.of("2025.13", "2025.12", "2025.9"), List.of("2024.5"));
    assertThat(newer.preReleases()).isEqualTo(2);
  }

  @Test
  void tellsKindPathAndWayBackOfEachMajor() {
    NewerVersions newer = newer(Product.PROGET, "2024.4");

    assertThat(newer.majors())
        .extracting(Major::kind)
        .containsExactly(ReleaseKind.MAJOR, ReleaseKind.MAJOR, ReleaseKind.MAINTENANCE);
    assertThat(newer.majors())
        .extracting(major -> major.wayBack().needsRestore())
        .containsExactly(true, false, false);
    assertThat(newer.majors()).allMatch(Major::isReachable);
  }

  @Test
  void offersTheNewestMaintenanceAndTheNewestMajor() {
    NewerVersions newer = newer(Product.PROGET, "2024.4");

    assertThat(newer.newestMaintenance()).contains(Version.parse("2024.5"));
    assertThat(newer.newestMajor()).contains(Version.parse("2026.12"));
  }

  @Test
  void offersTheStopInBetweenWhereInedoAsksForOne() {
    NewerVersions newer = newer(Product.PROGET, "5.1.20");

    assertThat(newer.majors().get(0).path()).isInstanceOf(UpgradePath.StopInBetween.class);
    assertThat(newer.majors().get(0).isReachable()).isFalse();
    assertThat(newer.newestMaintenance()).isEmpty();
    assertThat(newer.newestMajor()).contains(Version.parse("5.2.9"));
  }

  @Test
  void offersNothingWhereInedoRefusesEveryPath() {
    assertThat(newer(Product.PROGET, "3.8.1").newestMajor()).isEmpty();
  }

  @Test
  void findsNothingNewerThanTheNewest() {
    for (String running : List.of("2026.12", "26.0.12.24", "2027.1")) {
      NewerVersions newer = newer(Product.PROGET, running);
      assertThat(newer.majors()).as(running).isEmpty();
      assertThat(newer.newestMajor()).isEmpty();
    }
    assertThat(newer(Product.PROGET, "2026.12").preReleases()).isEqualTo(1);
  }

  @Test
  void takesTheReleaseForNewerThanItsPreRelease() {
    NewerVersions newer =
        NewerVersions.than(
            Version.parse("24.0.6-ci.1"), Product.PROGET, tags("24.0.5 24.0.6-ci.1 24.0.6"));

    assertThat(newer.newestMaintenance()).contains(Version.parse("2024.6"));
    assertThat(newer.preReleases()).isZero();
  }

  @Test
  void showsAReleaseOnceThatIsThereWithAndWithoutItsBuild() {
    NewerVersions newer =
        NewerVersions.than(
            Version.parse("24.0.4"),
            Product.PROGET,
            tags("24.0.5 24.0.5.7 24.0.6.1 24.0.6.2 2024.5"));

    assertThat(words(newer.majors().get(0))).containsExactly("24.0.6.2", "24.0.6.1", "2024.5");
  }

  @Test
  void hasNothingToSayOfAnEmptyRegistry() {
    NewerVersions newer = NewerVersions.than(Version.parse("2024.4"), Product.OTTER, List.of());

    assertThat(newer.majors()).isEmpty();
    assertThat(newer.preReleases()).isZero();
  }
}
