package dev.inedobot.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CallNamesTest {
  private static final String ID = "3b".repeat(32);
  private static final String DIGEST = "0f".repeat(32);

  private final CallNames names =
      new CallNames(
          "c1-proget",
          "127.0.0.1:5000/c1/inedo/proget",
          id -> id.startsWith("sha256:") ? "{image}" : id.equals(ID) ? "{old}" : "{other}");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET    | /version                                  | GET /version",
        "GET    | /v1.41/containers/c1-proget/json          | GET /containers/{name}/json",
        "GET    | /v1.41/containers/c1-proget-old/json      | GET /containers/{name}-old/json",
        "POST   | /v1.41/containers/ID/stop?t=5             | POST /containers/{old}/stop",
        "POST   | /v1.41/containers/ID/rename?name=c1-proget-old | POST /containers/{old}/rename as {name}-old",
        "POST   | /v1.41/containers/create?name=c1-proget-next   | POST /containers/create as {name}-next",
        "DELETE | /v1.41/containers/DIGEST?v=true           | DELETE /containers/{other}",
        "GET    | /v1.41/images/sha256%3ADIGEST/json        | GET /images/{image}/json",
        "GET    | /v1.41/images/127.0.0.1:5000/c1/inedo/proget@sha256:DIGEST/json | GET /images/{repository}@{digest}/json",
        "GET    | /v1.41/distribution/127.0.0.1:5000/c1/inedo/proget:24.0.5/json | GET /distribution/{repository}:{tag}/json",
        "POST   | /images/create?fromImage=127.0.0.1%3A5000 | POST /images/create",
        "GET    | /v1.41/networks/chaos-5cb26b-1            | GET /networks/{network}",
        "POST   | /v1.41/containers/create?name=c1-proget-keep-data | POST /containers/create as {name}-keep-data",
        "GET    | /v1.41/containers/c1-proget-upgradedb/json | GET /containers/{name}-upgradedb/json",
        "GET    | /v1.41/containers/ID/archive?path=%2Ftmp  | GET /containers/{old}/archive",
        "GET    | /v1.41/containers/c1-proget-2/json        | GET /containers/c1-proget-2/json",
      })
  void namesCallsByRoles(String method, String path, String expected) {
    String real = path.replace("DIGEST", DIGEST).replace("ID", ID);

    assertThat(names.of(method, real)).isEqualTo(expected);
  }

  @Test
  void namesTheProgramThatRunsInAContainer() {
    String probe = "{\"Cmd\":[\"proget\",\"database\",\"dump\",\"--file=/tmp/inedobot-probe.x\"]}";
    String restore = "{\"Cmd\":[\"proget\",\"database\",\"restore\",\"--file=/x\"]}";

    assertThat(names.of("POST", "/v1.41/containers/" + ID + "/exec", probe))
        .isEqualTo("POST /containers/{old}/exec probe");
    assertThat(names.of("POST", "/v1.41/exec/" + DIGEST + "/start"))
        .isEqualTo("POST /exec/{probe}/start");
    assertThat(names.of("POST", "/v1.41/containers/" + ID + "/exec", restore))
        .isEqualTo("POST /containers/{old}/exec restore");
    assertThat(names.of("GET", "/v1.41/exec/" + DIGEST + "/json"))
        .isEqualTo("GET /exec/{restore}/json");
  }
}
