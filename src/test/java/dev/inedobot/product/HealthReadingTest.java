package dev.inedobot.product;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inedobot.product.HealthReading.Verdict;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HealthReadingTest {

  private static Map<String, String> fine(String versionNumber, String releaseNumber) {
    Map<String, String> fields = new HashMap<>();
    fields.put("applicationName", "ProGet");
    fields.put("databaseStatus", "OK");
    fields.put("databaseStatusDetails", "");
    fields.put("licenseStatus", "OK");
    fields.put("licenseStatusDetail", "");
    fields.put("serviceStatus", "OK");
    fields.put("serviceStatusDetail", "");
    fields.put("replicationStatus", "OK");
    fields.put("versionNumber", versionNumber);
    fields.put("releaseNumber", releaseNumber);
    return fields;
  }

  private static HealthAnswer json(int status, Map<String, String> fields) {
    return new HealthAnswer(status, Map.of(), fields, "{…}");
  }

  private static HealthAnswer text(int status, String body, String version) {
    Map<String, String> headers =
        version.isEmpty() ? Map.of() : Map.of("x-proget-version", version);
    return new HealthAnswer(status, headers, Map.of(), body);
  }

  private static HealthReading proGet(HealthAnswer answer) {
    return HealthReading.read(Product.PROGET, answer);
  }

  @Test
  void readsAHealthyProGetAndItsVersion() {
    HealthReading reading = proGet(json(200, fine("2023.9 (Build 1)", "23.0.9")));
    assertThat(reading.verdict()).isEqualTo(Verdict.HEALTHY);
    assertThat(reading.reported()).isEqualTo(Version.parse("2023.9"));
    assertThat(reading.problems()).isEmpty();
  }

  @Test
  void readsTheMarketingVersionWhereThereIsNoOther() {
    Map<String, String> fields = fine("2023.9 (Build 1)", "");
    fields.remove("releaseNumber");
    assertThat(proGet(json(200, fields)).reported()).isEqualTo(Version.parse("23.0.9"));
  }

  @ParameterizedTest
  @CsvSource({"200, 22.0.14", "200, 23.0.9", "500, 24.0.5", "500, 25.0.13"})
  void findsAnErrorBehindEveryStatus(int status, String release) {
    Map<String, String> fields = fine("x", release);
    fields.put("licenseStatus", "Error");
    fields.put("licenseStatusDetail", "The licence has expired");
    HealthReading reading = proGet(json(status, fields));
    assertThat(reading.verdict()).isEqualTo(Verdict.PROBLEM);
    assertThat(reading.reported()).isEqualTo(Version.parse(release));
    assertThat(reading.problems())
        .singleElement()
        .asString()
        .contains("licenseStatus", "The licence has expired");
    assertThat(reading.words()).contains("The licence has expired");
  }

  @ParameterizedTest
  @ValueSource(strings = {"databaseStatus", "licenseStatus", "serviceStatus", "replicationStatus"})
  void noticesAnErrorInEachField(String field) {
    Map<String, String> fields = fine("x", "24.0.5");
    fields.put(field, "Error");
    HealthReading reading = proGet(json(200, fields));
    assertThat(reading.verdict()).isEqualTo(Verdict.PROBLEM);
    assertThat(reading.problems()).singleElement().asString().startsWith(field);
  }

  @Test
  void namesAllProblemsAtOnceWithTheirDetails() {
    Map<String, String> fields = fine("x", "24.0.5");
    fields.put("databaseStatus", "Error");
    fields.put("databaseStatusDetails", "no connection");
    fields.put("serviceStatus", "Error");
    fields.put("serviceStatusDetail", "not running");
    assertThat(proGet(json(500, fields)).problems())
        .hasSize(2)
        .anySatisfy(problem -> assertThat(problem).contains("no connection"))
        .anySatisfy(problem -> assertThat(problem).contains("not running"));
  }

  @Test
  void isNotHealthyWithStatus500WhateverTheFieldsSay() {
    assertThat(proGet(json(500, fine("x", "24.0.5"))).verdict()).isEqualTo(Verdict.PROBLEM);
  }

  @Test
  void readsTheOneWordOfProGet2026() {
    HealthReading reading = proGet(text(200, "OK", "26.0.12.24"));
    assertThat(reading.verdict()).isEqualTo(Verdict.HEALTHY);
    assertThat(reading.reported()).isEqualTo(Version.parse("26.0.12.24"));
  }

  @Test
  void readsTheErrorOfProGet2026() {
    HealthReading reading =
        proGet(text(500, "ERROR: Product license is not valid\n", "26.0.12.24"));
    assertThat(reading.verdict()).isEqualTo(Verdict.PROBLEM);
    assertThat(reading.problems()).containsExactly("ERROR: Product license is not valid");
    assertThat(reading.reported()).isEqualTo(Version.parse("26.0.12.24"));
  }

  @Test
  void doesNotKnowAVersionThatNothingTells() {
    assertThat(proGet(text(200, "OK", "")).reported()).isNull();
    assertThat(proGet(text(200, "OK", "soon")).reported()).isNull();
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 307, 404, 502, 503, 504})
  void waitsWhileSomethingElseAnswers(int status) {
    assertThat(proGet(text(status, "<html>", "")).verdict()).isEqualTo(Verdict.NOT_YET);
  }

  @Test
  void waitsWhileAnErrorPageComesFromSomethingThatIsNotYetTheProduct() {
    assertThat(proGet(text(500, "<html>Internal Server Error", "")).verdict())
        .isEqualTo(Verdict.NOT_YET);
    assertThat(proGet(text(200, "<html>Welcome to nginx", "")).verdict())
        .isEqualTo(Verdict.NOT_YET);
  }

  @Test
  void readsBuildMastersFieldsRatherThanItsStatus() {
    Map<String, String> fields = fine("2024.5 (Build 7)", "24.0.5");
    fields.put("applicationName", "BuildMaster");
    fields.put("instanceName", "ci");
    HealthReading good = HealthReading.read(Product.BUILDMASTER, json(200, fields));
    assertThat(good.verdict()).isEqualTo(Verdict.HEALTHY);
    fields.put("serviceStatus", "Error");
    HealthReading bad = HealthReading.read(Product.BUILDMASTER, json(200, fields));
    assertThat(bad.verdict()).isEqualTo(Verdict.PROBLEM);
    assertThat(bad.reported()).isEqualTo(Version.parse("2024.5"));
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 204, 302, 399})
  void believesOtterWhenItsStartPageAnswers(int status) {
    HealthReading reading = HealthReading.read(Product.OTTER, text(status, "", ""));
    assertThat(reading.verdict()).isEqualTo(Verdict.HEALTHY);
    assertThat(reading.reported()).isNull();
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 404, 500, 503})
  void waitsForOtterOtherwise(int status) {
    assertThat(HealthReading.read(Product.OTTER, text(status, "", "")).verdict())
        .isEqualTo(Verdict.NOT_YET);
  }

  @ParameterizedTest
  @EnumSource(Product.class)
  void asksWhereInedoDocumentsIt(Product product) {
    assertThat(HealthReading.healthPath(product))
        .isEqualTo(product == Product.OTTER ? "/" : "/health");
    assertThat(product.reportsVersion()).isEqualTo(product != Product.OTTER);
  }

  @Test
  void keepsAnEndlessAnswerShort() {
    Map<String, String> fields = fine("x", "24.0.5");
    fields.put("databaseStatus", "Error");
    fields.put("databaseStatusDetails", "x".repeat(100_000));
    assertThat(proGet(json(500, fields)).words()).hasSizeLessThan(1000);
    assertThat(proGet(text(502, "y".repeat(100_000), "")).words()).hasSizeLessThan(1000);
  }
}
