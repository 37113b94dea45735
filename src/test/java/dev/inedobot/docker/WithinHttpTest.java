package dev.inedobot.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inedobot.product.HealthAnswer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How an answer is read that a program in a container wrote. */
class WithinHttpTest {
  @Test
  void readsStatusHeadersAndTheMembersOfAnObject() {
    HealthAnswer answer =
        WithinHttp.read(
                List.of(
                    "HTTP/1.1 500 Internal Server Error",
                    "X-ProGet-Version: 25.0.12",
                    "",
                    "{\"databaseStatus\":\"Error\",",
                    "\"versionNumber\":\"2025.12 (Build 3)\",",
                    "\"detail\":\"a,b\",",
                    "\"replicationStatus\":{\"x\":[1]}}"))
            .orElseThrow();

    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.headers()).containsEntry("x-proget-version", "25.0.12");
    assertThat(answer.fields())
        .isEqualTo(
            Map.of(
                "databaseStatus", "Error", "versionNumber", "2025.12 (Build 3)", "detail", "a,b"));
  }

  @Test
  void readsPlainText() {
    HealthAnswer answer = WithinHttp.read(List.of("HTTP/1.0 200 OK", "", "OK")).orElseThrow();

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("OK");
    assertThat(answer.fields()).isEmpty();
    assertThat(WithinHttp.read(List.of("HTTP/1.0 204 No Content")).orElseThrow().body()).isEmpty();
  }

  @Test
  void whatIsNoHttpIsNoAnswer() {
    assertThat(WithinHttp.read(List.of())).isEmpty();
    assertThat(WithinHttp.read(List.of("nc: can't connect to remote host"))).isEmpty();
  }
}
