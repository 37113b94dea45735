package dev.inedobot.docker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class InsecureRegistriesTest {
  private static final String INFO =
      """
      {"RegistryConfig": {
        "InsecureRegistryCIDRs": ["127.0.0.0/8", "10.20.0.0/16", "broken", "fd00::/8"],
        "IndexConfigs": {
          "docker.io": {"Name": "docker.io", "Secure": true},
          "mirror.example:5000": {"Name": "mirror.example:5000", "Secure": false},
          "10.20.0.9:5000": {"Name": "10.20.0.9:5000", "Secure": true}
        }}}
      """;

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1:5000, true",
    "127.9.8.7, true",
    "localhost:5000, true",
    "[::1]:5000, true",
    "mirror.example:5000, true",
    "10.20.30.40:5000, true",
    "[fd12::1]:5000, true",
    "mirror.example, false",
    "10.21.0.1:5000, false",
    "10.20.0.9:5000, false",
    "[fe80::1]:5000, false",
    "docker.io, false",
    "no-such-name.invalid:5000, false",
  })
  void areThoseThatTheEngineNames(String registry, boolean insecure) {
    assertThat(InsecureRegistries.contain(LiveEngine.json(INFO), registry)).isEqualTo(insecure);
  }

  @ParameterizedTest
  @CsvSource({"127.0.0.1:5000, true", "proget.example, false", "10.0.0.1, false"})
  void areLoopbackOnlyForAnEngineThatNamesNone(String registry, boolean insecure) {
    assertThat(InsecureRegistries.contain(LiveEngine.json("{}"), registry)).isEqualTo(insecure);
  }
}
