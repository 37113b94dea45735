package dev.inedobot.slack;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SlackProxyTest {
  @ParameterizedTest
  @CsvSource({
    "http://proxy:3128, proxy, 3128",
    "http://proxy, proxy, 80",
    "proxy:3128, proxy, 3128",
    "http://user:secret@proxy:3128/, proxy, 3128"
  })
  void readsWhatSlacksClientTakes(String url, String host, int port) {
    assertThat(SlackProxy.parse(url)).isEqualTo(InetSocketAddress.createUnresolved(host, port));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", " ", "http://", "not an address"})
  void goesWithoutOne(String url) {
    assertThat(SlackProxy.parse(url)).isNull();
  }

  @Test
  void isNotUsedForThisMachine() {
    assertThat(SlackProxy.of(SlackClient.of("http://127.0.0.1:1/api/"))).isNull();
  }
}
