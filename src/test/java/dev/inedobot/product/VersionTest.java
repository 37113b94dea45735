package dev.inedobot.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class VersionTest {

  @ParameterizedTest
  @CsvSource({
    "2024.5, 24.0.5, 2024.5",
    "24.0.5, 24.0.5, 2024.5",
    "2025.13, 25.0.13, 2025.13",
    "2023.9, 23.0.9, 2023.9",
    "2022.0, 22.0.0, 2022.0",
    "26.0.12.24, 26.0.12.24, 26.0.12.24",
    "23.0.27.5, 23.0.27.5, 23.0.27.5",
    "23.0.17-ci.4, 23.0.17-ci.4, 2023.17-ci.4",
    "6.0.12, 6.0.12, 6.0.12",
    "5.3.10, 5.3.10, 5.3.10",
    "7.0.4, 7.0.4, 7.0.4",
    "3.0.25, 3.0.25, 3.0.25",
  })
  void readsWhatInedoAndItsTagsSay(String typed, String releaseForm, String marketingForm) {
    Version version = Version.parse(typed);
    assertThat(version.releaseForm()).isEqualTo(releaseForm);
    assertThat(version).hasToString(releaseForm);
    assertThat(version.marketingForm()).isEqualTo(marketingForm);
    assertThat(Version.parse(version.releaseForm())).isEqualTo(version);
    assertThat(Version.parse(version.marketingForm())).isEqualTo(version);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "latest",
        "stable",
        "2024",
        "24",
        "24.0",
        "6.0",
        "5.3",
        "v",
        "2024.",
        ".5",
        "2024.x",
        "2024.5.1",
        "2021.3",
        "1999.1",
        "24.0.5.7.9",
        "24.0.-5",
        "-1.0.0",
        "24,0,5",
        "24.0.5 ",
        " 24.0.5",
        "24.0.5\n",
        "24.0.5;rm -rf /",
        "24.0.5-",
        "24.0.05",
        "٢٤.0.5",
        "99999999999999.0.1",
        "24.0.99999999999999",
        "proget",
        "24.0.5@sha256:00",
        "../24.0.5",
        "$(id)"
      })
  void refusesWhatIsNoVersion(String typed) {
    assertThat(Version.tryParse(typed)).isEmpty();
    assertThatThrownBy(() -> Version.parse(typed))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2024.5");
  }

  @Test
  void refusesLongTextWithAShortMessage() {
    assertThatThrownBy(() -> Version.parse("9".repeat(100_000)))
        .isInstanceOf(IllegalArgumentException.class)
        .satisfies(refused -> assertThat(refused.getMessage()).hasSizeLessThan(200));
  }

  @Test
  void ordersReleases() {
    List<Version> inOrder =
        Stream.of(
                "5.2.9",
                "5.3.9",
                "5.3.10",
                "6.0.1",
                "7.0.30",
                "2022.1",
                "23.0.17-ci.4",
                "23.0.17-ci.10",
                "23.0.17-rc.1",
                "2023.17",
                "2023.27",
                "23.0.27.5",
                "2024.1",
                "2024.9",
                "2024.10",
                "25.0.0",
                "26.0.12",
                "26.0.12.24")
            .map(Version::parse)
            .toList();
    List<Version> shuffled = new ArrayList<>(inOrder);
    Collections.shuffle(shuffled, new Random(7));
    Collections.sort(shuffled);
    assertThat(shuffled).isEqualTo(inOrder);
  }

  /** Every form that there is, with numbers and pre-releases that are alike but not the same. */
  private static List<Version> manifold() {
    Random random = new Random(24_0_5);
    List<String> pre =
        List.of("", "-ci.4", "-ci.10", "-CI.4", "-rc.1", "-ci.04", "-ci", "-1", "-a-b");
    List<String> lines =
        List.of("5.2", "5.3", "6.0", "7.0", "22.0", "24.0", "24.1", "26.0", "99.0");
    List<Version> versions = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      String build = random.nextInt(3) == 0 ? "." + random.nextInt(3) : "";
      versions.add(
          Version.parse(
              lines.get(random.nextInt(lines.size()))
                  + "."
                  + random.nextInt(3)
                  + build
                  + pre.get(random.nextInt(pre.size()))));
    }
    return versions;
  }

  @Test
  void printsWhatItReadsAsTheSameInBothForms() {
    for (Version version : manifold()) {
      assertThat(Version.parse(version.releaseForm())).isEqualTo(version);
      assertThat(Version.parse(version.marketingForm())).isEqualTo(version);
      assertThat(Version.isFloatingTag(version.releaseForm())).isFalse();
      assertThat(Version.isFloatingTag(version.marketingForm())).isFalse();
    }
  }

  @Test
  void ordersAnyTwoAndAnyThreeWithoutContradiction() {
    List<Version> versions = manifold();
    for (Version one : versions) {
      for (Version other : versions) {
        int order = Integer.signum(one.compareTo(other));
        assertThat(order).isEqualTo(-Integer.signum(other.compareTo(one)));
        assertThat(order == 0).as("%s and %s", one, other).isEqualTo(one.equals(other));
        for (Version third : versions) {
          if (order <= 0 && other.compareTo(third) <= 0) {
            assertThat(one.compareTo(third))
                .as("%s, %s and %s", one, other, third)
                .isLessThanOrEqualTo(0);
          }
        }
      }
    }
  }

  @Test
  void tellsMaintenanceFromMajorTheSameWayInBothDirections() {
    List<Version> versions = manifold();
    for (Version one : versions) {
      for (Version other : versions) {
        ReleaseKind kind = ReleaseKind.between(one, other);
        assertThat(kind).isEqualTo(ReleaseKind.between(other, one));
        assertThat(one.sameRelease(other)).isEqualTo(other.sameRelease(one));
        if (one.sameRelease(other)) {
          assertThat(kind).isEqualTo(ReleaseKind.MAINTENANCE);
        }
      }
    }
  }

  @Test
  void aBuildThatOnlyOneOfThemNamesDoesNotMakeAnotherRelease() {
    assertThat(same("26.0.12", "26.0.12.24")).isTrue();
    assertThat(same("2026.12", "26.0.12.24")).isTrue();
    assertThat(same("26.0.12.24", "26.0.12.25")).isFalse();
    assertThat(same("26.0.12", "26.0.13")).isFalse();
    assertThat(same("26.0.12", "25.0.12")).isFalse();
    assertThat(same("23.0.17", "23.0.17-ci.4")).isFalse();
  }

  private static boolean same(String one, String other) {
    return Version.parse(one).sameRelease(Version.parse(other));
  }

  @Test
  void knowsPreReleases() {
    assertThat(Version.parse("23.0.17-ci.4").isPreRelease()).isTrue();
    assertThat(Version.parse("23.0.17").isPreRelease()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"latest", "LATEST", "25", "2025", "v25", "stable", "24.0", "V24.0", "6.0", "5.3"})
  void knowsNamesThatMeanAnotherVersionTomorrow(String tag) {
    assertThat(Version.isFloatingTag(tag)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"25.0.13", "2025.13", "6.0.12", "26.0.12.24", "23.0.17-ci.4", "latestx", ""})
  void knowsNamesThatDoNot(String tag) {
    assertThat(Version.isFloatingTag(tag)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "2022.14, 2022.15, MAINTENANCE",
    "2024.1, 24.0.5.7, MAINTENANCE",
    "5.3.1, 5.3.40, MAINTENANCE",
    "2023.9, 2024.1, MAJOR",
    "6.0.12, 2022.1, MAJOR",
    "5.3.1, 6.0.1, MAJOR",
    "5.2.1, 5.3.1, MAJOR",
  })
  void tellsMaintenanceFromMajor(String from, String to, ReleaseKind kind) {
    assertThat(ReleaseKind.between(Version.parse(from), Version.parse(to))).isEqualTo(kind);
  }
}
