package dev.inedobot.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiVersionTest {

  /** What engines say: 20.10, 24, 25, 28, 29. */
  @ParameterizedTest
  @CsvSource({
    "1.12,1.41,1.41",
    "1.12,1.43,1.43",
    "1.24,1.44,1.44",
    "1.24,1.51,1.48",
    "1.44,1.52,1.48"
  })
  void speaksTheNewestThatBothKnow(String least, String most, String spoken) {
    assertThat(ApiVersion.both(ApiVersion.parse(least), ApiVersion.parse(most)))
        .hasToString(spoken);
  }

  @Test
  void refusesAnEngineThatIsTooOld() {
    assertThatThrownBy(() -> ApiVersion.both(ApiVersion.parse("1.12"), ApiVersion.parse("1.40")))
        .isInstanceOf(EngineFailure.class)
        .hasMessageContaining("bring it to Engine 20.10");
  }

  @Test
  void refusesAnEngineThatIsTooNew() {
    assertThatThrownBy(() -> ApiVersion.both(ApiVersion.parse("1.52"), ApiVersion.parse("1.60")))
        .isInstanceOf(EngineFailure.class)
        .hasMessageContaining("install a newer bot");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "one.two"})
  void refusesWhatIsNoVersion(String text) {
    assertThatThrownBy(() -> ApiVersion.parse(text))
        .isInstanceOf(EngineFailure.class)
        .hasMessageContaining("names no API version");
  }

  @ParameterizedTest
  @CsvSource({
    "1.41,false,false,false", "1.43,false,false,false", "1.44,true,false,false",
    "1.45,true,true,false", "1.47,true,true,false", "1.48,true,true,true"
  })
  void knowsWhatEachVersionDoes(
      String version, boolean endpoints, boolean aliases, boolean randomMacs) {
    ApiVersion api = ApiVersion.parse(version);

    assertThat(api.createsOnSeveralNetworks()).isEqualTo(endpoints);
    assertThat(api.takesMacAddressPerNetwork()).isEqualTo(endpoints);
    assertThat(api.showsAliasesAsGiven()).isEqualTo(aliases);
    assertThat(api.assignsRandomMacAddresses()).isEqualTo(randomMacs);
  }
}
