package dev.inedobot.slack.announce;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MessageLinkTest {
  @Test
  void hasTheFormOfSlacksPermalinks() {
    assertThat(MessageLink.of("https://acme.slack.com/", "C02OPS", "1795586704.000200"))
        .contains("https://acme.slack.com/archives/C02OPS/p1795586704000200");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                           | C02OPS  | 1.2",
        "https://acme.slack.com       | C02OPS  | 1.2",
        "https://acme.slack.com/x|y>/ | C02OPS  | 1.2",
        "javascript:alert(1)/         | C02OPS  | 1.2",
        "https://acme.slack.com/      | C02>OPS | 1.2",
        "https://acme.slack.com/      | C02OPS  | 12",
        "https://acme.slack.com/      | C02OPS  | ''",
      })
  void isNoneOfWhatSlackDoesNotGive(String workspace, String channel, String ts) {
    assertThat(MessageLink.of(workspace, channel, ts)).isEmpty();
  }
}
