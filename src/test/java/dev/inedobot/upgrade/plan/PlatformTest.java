package dev.inedobot.upgrade.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What engines and registries call the same machine. */
final class PlatformTest {

  @ParameterizedTest(name = "{0} runs {1}: {2}")
  @CsvSource({
    "linux/amd64, linux/amd64, true",
    "linux/x86_64, linux/amd64, true",
    "linux/amd64, linux/amd64/v2, true",
    "linux/amd64, linux/arm64, false",
    "linux/amd64, windows/amd64, false",
    "linux/aarch64, linux/arm64, true",
    "linux/arm64, linux/arm64/v8, true",
    "linux/arm64, linux/arm/v7, false",
    "linux/armv7l, linux/arm/v7, true",
    "linux/armv7l, linux/arm/v6, true",
    "linux/armv6l, linux/arm/v7, false",
    "linux/arm, linux/arm/v7, true",
    "linux/i686, linux/386, true",
    "linux/ppc64le, linux/ppc64le, true",
    "linux/ppc64le, linux/ppc64, false",
  })
  void knowsWhatRunsWhere(String engine, String image, boolean runs) {
    assertThat(Platform.parse(engine).runs(Platform.parse(image))).isEqualTo(runs);
  }
}
