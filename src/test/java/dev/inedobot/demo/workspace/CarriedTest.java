package dev.inedobot.demo.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

final class CarriedTest {
  @Test
  void readsACommandFromAFormAndFromAnEnvelope() {
    JsonNode form = Carried.of("token=secret&command=%2Finedo&text=plan+proget+2024.5");
    assertThat(Carried.deed(form)).isEqualTo("/inedo plan proget 2024.5");
    assertThat(Carried.readable(form)).contains("plan proget 2024.5").doesNotContain("secret");

    JsonNode envelope =
        Carried.of(
            "{\"envelope_id\":\"e\",\"type\":\"slash_commands\","
                + "\"payload\":{\"command\":\"/inedo\",\"text\":\"status\"}}");
    assertThat(Carried.deed(envelope)).isEqualTo("/inedo status");
  }

  @Test
  void readsAClickFromAFormAndFromAnEnvelope() {
    String payload =
        "{\"type\":\"block_actions\",\"token\":\"secret\","
            + "\"actions\":[{\"action_id\":\"upgrade.approve\"}]}";
    JsonNode form = Carried.of("payload=" + payload);
    assertThat(Carried.deed(form)).isEqualTo("block_actions upgrade.approve");
    assertThat(Carried.readable(form)).contains("upgrade.approve").doesNotContain("secret");
    assertThat(Carried.deed(Carried.of("{\"envelope_id\":\"e\",\"payload\":" + payload + "}")))
        .isEqualTo("block_actions upgrade.approve");
  }

  @Test
  void cutsWhatIsVeryLong() {
    JsonNode form = Carried.of("text=" + "x".repeat(20_000));
    assertThat(Carried.readable(form)).hasSizeLessThan(7000).endsWith("…");
  }
}
