package dev.inedobot.demo.standin;

import static dev.inedobot.demo.standin.StandInProduct.BUILDMASTER;
import static dev.inedobot.demo.standin.StandInProduct.OTTER;
import static dev.inedobot.demo.standin.StandInProduct.PROGET;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the stand-ins answer, held to what Inedo documents line by line. */
class StandInHealthIT extends OnRealEngine {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> FIELDS =
      List.of(
          "applicationName",
          "databaseStatus",
          "databaseStatusDetails",
          "licenseStatus",
          "licenseStatusDetail",
          "serviceStatus",
          "serviceStatusDetail",
          "versionNumber",
          "releaseNumber",
          "extensionsInstalled");

  @ParameterizedTest
  @CsvSource({
    "PROGET,      23.0.27, /health,             2023.27 (Build 5),  23.0.27",
    "PROGET,      24.0.5,  /health,             2024.5 (Build 1),   24.0.5",
    "PROGET,      25.0.13, /health,             2025.13 (Build 1),  25.0.13",
    "PROGET,      26.0.12, /health/json,        2026.12 (Build 24), 26.0.12",
    "PROGET,      26.0.12, /health?format=json, 2026.12 (Build 24), 26.0.12",
    "BUILDMASTER, 23.0.9,  /health,             2023.9 (Build 1),   23.0.9",
    "BUILDMASTER, 25.0.2,  /health,             2025.2 (Build 1),   25.0.2",
  })
  void tellsItsHealthAsJson(
      StandInProduct product, String release, String path, String version, String number)
      throws Exception {
    HttpResponse<String> answer =
        engine.of(StandInTag.of(product, release)).start().untilServing().get(path);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("application/json"));
    JsonNode health = JSON.readTree(answer.body());
    List<String> fields = new ArrayList<>(FIELDS);
    fields.add(product == PROGET ? "replicationStatus" : "instanceName");
    assertThat(health.fieldNames()).toIterable().containsExactlyInAnyOrderElementsOf(fields);
    assertThat(health.path("applicationName").asText()).isEqualTo(product.title());
    assertThat(health.path("versionNumber").asText()).isEqualTo(version);
    assertThat(health.path("releaseNumber").asText()).isEqualTo(number);
    for (String part : List.of("databaseStatus", "licenseStatus", "serviceStatus")) {
      assertThat(health.path(part).asText()).as(part).isEqualTo("OK");
    }
  }

  @Test
  void proget2026SaysOkAtItsHealthAddress() {
    HttpResponse<String> answer = of("26.0.12").start().untilServing().get("/health");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("OK");
  }

  @Test
  void progetNamesItsFourPartVersionInAHeaderOfEveryAnswer() {
    StandInContainer proget = of("26.0.12").start().untilServing();

    for (String path : List.of("/", "/health", "/health/json", "/nowhere")) {
      assertThat(proget.get(path).headers().firstValue("X-ProGet-Version"))
          .as(path)
          .hasValue("26.0.12.24");
    }
    StandInContainer buildmaster =
        engine.of(StandInTag.of(BUILDMASTER, "25.0.2")).start().untilServing();
    assertThat(buildmaster.get("/health").headers().firstValue("X-ProGet-Version")).isEmpty();
  }

  @Test
  void otterHasNoHealthAddressButAPage() {
    StandInContainer otter = engine.of(StandInTag.of(OTTER, "25.0.1")).start().untilServing();

    assertThat(otter.status("/health")).isEqualTo(404);
    assertThat(otter.status("/")).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "PROGET,      23.0.27, 200, Error",
    "PROGET,      24.0.5,  500, Error",
    "PROGET,      25.0.13, 500, Error",
    "PROGET,      26.0.12, 500, ERROR: Product license is not valid",
    "BUILDMASTER, 25.0.2,  200, Error",
  })
  void tellsOfAnInvalidLicence(StandInProduct product, String release, int status, String text) {
    StandInContainer container =
        engine.of(StandInTag.of(product, release)).with("STANDIN_LICENSE=invalid").start();

    assertThat(container.untilStatus(status, "/health").get("/health").body()).contains(text);
    assertThat(container.status("/")).isEqualTo(product == PROGET ? 302 : 200);
  }

  @ParameterizedTest
  @EnumSource
  void saysThatItIsAStandIn(StandInProduct product) {
    StandInContainer container = engine.of(StandInTag.of(product, "24.0.1")).start().untilServing();

    assertThat(container.get("/").body()).contains("stand-in", "not Inedo's software");
    assertThat(container.shell("cat /STAND-IN.txt")).contains("stand-in", "not Inedo's software");
    assertThat(container.log()).containsOnlyOnce("stand-in");
    assertThat(container.inspect().getConfig().getLabels())
        .containsEntry("dev.inedobot.demo", "true")
        .containsEntry("org.opencontainers.image.title", product.title() + " stand-in");
  }
}
