package dev.inedobot.slack.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NearestMatchTest {
  private static final List<String> NAMES =
      List.of("proget", "proget-staging", "buildmaster", "otter");

  @ParameterizedTest
  @CsvSource({
    "proget, proget",
    "PROGET, proget",
    "porget, proget",
    "progt, proget",
    "proget-stagin, proget-staging",
    "buildmastr, buildmaster",
    "buidlmaster, buildmaster",
    "oter, otter",
  })
  void findsWhatWasMeant(String typed, String meant) {
    assertThat(NearestMatch.of(typed, NAMES)).contains(meant);
  }

  @ParameterizedTest
  @CsvSource({"jenkins", "x", "postgres", "''", "retto"})
  void findsNothingFarAway(String typed) {
    assertThat(NearestMatch.of(typed, NAMES)).isEmpty();
  }

  @Test
  void prefersTheNearest() {
    assertThat(NearestMatch.of("prod-1", List.of("prod-12", "prod-1", "prod-2")))
        .contains("prod-1");
  }

  @Test
  void doesNotCompareEndlessText() {
    assertThat(NearestMatch.of("a".repeat(1_000_000), NAMES)).isEmpty();
    assertThat(NearestMatch.of("otter", List.of("o".repeat(1_000_000)))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'', '', 0",
    "a, '', 1",
    "ab, ba, 1",
    "abc, acb, 1",
    "kitten, sitting, 3",
    "upgrade, upgrdae, 1"
  })
  void countsTypingErrors(String one, String other, int errors) {
    assertThat(NearestMatch.distance(one, other)).isEqualTo(errors);
    assertThat(NearestMatch.distance(other, one)).isEqualTo(errors);
  }
}
