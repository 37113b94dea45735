package dev.inedobot.demo.standin;

import static dev.inedobot.demo.standin.StandInProduct.BUILDMASTER;
import static dev.inedobot.demo.standin.StandInProduct.OTTER;
import static dev.inedobot.demo.standin.StandInProduct.PROGET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class StandInTagTest {
  @ParameterizedTest
  @CsvSource({
    "23.0.9,      2023.9 (Build 1),   23.0.9,  23.0.9.1",
    "23.0.27,     2023.27 (Build 5),  23.0.27, 23.0.27.5",
    "26.0.12,     2026.12 (Build 24), 26.0.12, 26.0.12.24",
    "24.0.6-ci.1, 2024.6 (Build 1),   24.0.6,  24.0.6.1",
  })
  void aReleaseHasTheThreeFormsThatInedoUses(
      String release, String versionNumber, String releaseNumber, String fourParts) {
    StandInTag tag = StandInTag.of(PROGET, release);

    assertThat(tag).hasToString("proget:" + release);
    assertThat(tag.release()).isEqualTo(release);
    assertThat(tag.version().versionNumber()).isEqualTo(versionNumber);
    assertThat(tag.version().releaseNumber()).isEqualTo(releaseNumber);
    assertThat(tag.version().fourParts()).isEqualTo(fourParts);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "24",
        "latest",
        "2024.5",
        "24.1.5",
        "5.3.10",
        "24.0.5 ",
        "24.0.5-",
        "24.0.5.1"
      })
  void anythingElseIsNoRelease(String text) {
    assertThatThrownBy(() -> StandInTag.of(PROGET, text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + text + "'");
  }

  @ParameterizedTest
  @EnumSource
  void thePatchNumberTellsTheMisbehaviour(Misbehaviour misbehaviour) {
    StandInTag tag = StandInTag.of(OTTER, 25, misbehaviour);

    assertThat(tag.release()).isEqualTo("25.0." + misbehaviour.patch());
    assertThat(tag.misbehaviour()).hasValue(misbehaviour);
  }

  @Test
  void goodTagsMisbehaveNowhere() {
    assertThat(StandInTags.good()).allMatch(tag -> tag.misbehaviour().isEmpty());
    assertThat(StandInTags.misbehaving()).noneMatch(tag -> tag.misbehaviour().isEmpty());
    assertThat(StandInTags.all()).doesNotHaveDuplicates();
  }

  @Test
  void floatingTagsPointAtTheNewestReleaseOfTheirMajorAndOfAll() {
    List<String> floating =
        StandInTags.good().stream()
            .filter(tag -> !tag.name().equals(tag.release()))
            .map(tag -> tag + " " + tag.release())
            .toList();

    assertThat(floating)
        .containsExactlyInAnyOrder(
            "proget:23 23.0.27",
            "proget:24 24.0.5",
            "proget:25 25.0.13",
            "proget:26 26.0.12",
            "proget:latest 26.0.12",
            "buildmaster:23 23.0.10",
            "buildmaster:24 24.0.4",
            "buildmaster:25 25.0.2",
            "buildmaster:latest 25.0.2",
            "otter:23 23.0.3",
            "otter:24 24.0.2",
            "otter:25 25.0.1",
            "otter:latest 25.0.1");
  }

  @ParameterizedTest
  @CsvSource({
    "PROGET, 24, /usr/local/proget/service/ProGet.Service",
    "PROGET, 25, /usr/local/proget/service/proget",
    "BUILDMASTER, 25, /usr/local/buildmaster/service/BuildMaster.Service",
    "OTTER, 25, /usr/local/otter/service/Otter.Service",
  })
  void theExecutableIsTheDocumentedOne(StandInProduct product, int major, String executable) {
    assertThat(product.executable(major)).isEqualTo(executable);
  }

  @Test
  void repositoriesEndAsInedosDo() {
    assertThat(List.of(PROGET.repository(), BUILDMASTER.repository(), OTTER.repository()))
        .containsExactly(
            "standin/inedo/proget", "standin/inedo/buildmaster", "standin/inedo/otter");
  }
}
