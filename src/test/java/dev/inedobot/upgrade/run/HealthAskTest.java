package dev.inedobot.upgrade.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inedobot.product.HealthAnswer;
import dev.inedobot.product.Product;
import dev.inedobot.upgrade.plan.HealthAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class HealthAskTest {
  private static final List<HealthAddress> ADDRESSES =
      List.of(
          new HealthAddress(
              HealthAddress.Way.CONFIGURED,
              URI.create("http://127.0.0.1:8624/health?format=json")));

  private static String words(HealthAnswer answer) {
    return new HealthAsk(uri -> Optional.of(answer))
        .first(Product.PROGET, ADDRESSES, () -> new Hidden(List.of("hunter22")))
        .orElseThrow()
        .reading()
        .words();
  }

  @Test
  void showsNoSecretOfAProductThatPrintsItsConnectionString() {
    assertThat(words(new HealthAnswer(500, Map.of(), Map.of(), "ERROR: sa, hunter22 refused")))
        .isEqualTo("answers with HTTP status 500: ERROR: sa, [redacted] refused");
    assertThat(
            words(
                new HealthAnswer(
                    500,
                    Map.of("x-proget-version", "26.0.12"),
                    Map.of(),
                    "ERROR: no database at Data Source=sql;Password=another")))
        .isEqualTo("ERROR: no database at Data Source=sql;Password=[redacted]");
  }
}
