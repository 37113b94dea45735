package dev.inedobot.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AuditFormatTest {
  private static final String COLUMNS =
      "time,upgrade,number,instance,product,event,step,state_before,state_after,actor_id,actor_name,text,"
          + "from_version,to_version,image_before,image_id_before,digest_before,image_after,digest_after,"
          + "plan_hash,message";

  private static AuditEntry saying(String text) {
    return new AuditEntry(
        "2026-11-25T06:00:00.123Z",
        "k7m2qxp4",
        3,
        "proget",
        "ProGet",
        "APPROVED",
        null,
        "ACKNOWLEDGED",
        "QUEUED",
        "U01ALICE",
        "alice",
        text,
        "2023.9",
        "2024.5",
        "inedo/proget:23.0.9",
        "sha256:1",
        null,
        "inedo/proget:24.0.5",
        "sha256:d",
        "abc",
        "https://example.slack.com/archives/C02OPS/p12");
  }

  private static String written(AuditFormat format, AuditEntry... entries) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (AuditFormat.Entries to = format.to(out)) {
      for (AuditEntry entry : entries) {
        to.write(entry);
      }
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private static List<Map<String, String>> rows(String csv) throws IOException {
    return new CsvMapper()
        .readerForMapOf(String.class)
        .with(CsvSchema.emptySchema().withHeader())
        .<Map<String, String>>readValues(csv)
        .readAll();
  }

  @Test
  void writesARowForEachEntryUnderAHeader() throws IOException {
    String csv = written(AuditFormat.CSV, saying("fine"), saying("two\nlines, \"quoted\" – é"));
    assertThat(csv).startsWith(COLUMNS + "\n");
    assertThat(rows(csv)).hasSize(2);
    assertThat(rows(csv).get(1))
        .containsEntry("text", "two\nlines, \"quoted\" – é")
        .containsEntry("number", "3")
        .containsEntry("step", "")
        .containsEntry("state_after", "QUEUED");
  }

  @Test
  void writesAnArrayOfObjectsEachOnItsLine() throws IOException {
    String json = written(AuditFormat.JSON, saying("fine"), saying("two\nlines"));
    JsonNode read = JsonMapper.builder().build().readTree(json);
    assertThat(read).hasSize(2);
    assertThat(String.join(",", read.get(0).properties().stream().map(Map.Entry::getKey).toList()))
        .isEqualTo(COLUMNS);
    assertThat(read.get(1).path("text").asText()).isEqualTo("two\nlines");
    assertThat(read.get(0).path("number").asInt()).isEqualTo(3);
    assertThat(read.get(0).path("step").isNull()).isTrue();
    assertThat(json.lines().filter(line -> line.contains("k7m2qxp4"))).hasSize(2);
  }

  @Test
  void saysSoWhenThereIsNothing() throws IOException {
    assertThat(written(AuditFormat.CSV)).isEqualTo(COLUMNS + "\n");
    assertThat(JsonMapper.builder().build().readTree(written(AuditFormat.JSON))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "=HYPERLINK(\"https://evil.example\")",
        "+1+1",
        "-2+3+cmd|' /C calc'!A0",
        "@SUM(1)",
        " =1",
        "\t=1",
        "\rx",
        "\uFF1D1"
      })
  void letsNoSpreadsheetCalculate(String text) throws IOException {
    assertThat(rows(written(AuditFormat.CSV, saying(text))).get(0))
        .containsEntry("text", "'" + text);
    assertThat(
            JsonMapper.builder()
                .build()
                .readTree(written(AuditFormat.JSON, saying(text)))
                .get(0)
                .path("text")
                .asText())
        .isEqualTo(text);
  }

  @ParameterizedTest
  @EnumSource(AuditFormat.class)
  void leavesTheStreamOpen(AuditFormat format) throws IOException {
    boolean[] closed = new boolean[1];
    ByteArrayOutputStream out =
        new ByteArrayOutputStream() {
          @Override
          public void close() {
            closed[0] = true;
          }
        };
    try (AuditFormat.Entries to = format.to(out)) {
      to.write(saying("fine"));
    }
    assertThat(out.size()).isPositive();
    assertThat(closed[0]).isFalse();
  }
}
