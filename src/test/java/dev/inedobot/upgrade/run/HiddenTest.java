package dev.inedobot.upgrade.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inedobot.upgrade.plan.Environment;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HiddenTest {
  private static final Environment NOTHING = new Environment(Map.of());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Data Source=inedo-sql; User ID=sa; Password=hunter22; Encrypt=no",
        "Pwd='hunter22'",
        "\"password\": \"hunter22\"",
        "PROGET_ENCRYPTION_KEY=hunter22",
        "postgresql://proget:hunter22@db:5432/proget",
        "api-key: hunter22"
      })
  void takesOutWhatIsNamedASecret(String line) {
    assertThat(Hidden.in(line, NOTHING)).contains("[redacted]").doesNotContain("hunter22");
  }

  @Test
  void takesOutTheValuesOfSecretVariablesWhereverTheyStand() {
    Environment environment =
        new Environment(
            Map.of(
                "SQL_CONNECTION_STRING", "Data Source=a; Password=b c d", "TZ", "Europe/Berlin"));

    assertThat(Hidden.in("can't open Data Source=a; Password=b c d in Europe/Berlin", environment))
        .isEqualTo("can't open [redacted] in Europe/Berlin");
  }

  @Test
  void leavesOtherLinesAsTheyAre() {
    String line = "Upgrading the database from schema 24 to 25 at http://db:5432/x";

    assertThat(Hidden.in(line, NOTHING)).isEqualTo(line);
  }
}
