package dev.inedobot.demo.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ElementStateTest {
  private static final String OPTIONS =
      "'options':[{'text':{'type':'plain_text','text':'A'},'value':'a'},"
          + "{'text':{'type':'plain_text','text':'B'},'value':'b'}]";

  private static JsonNode element(String type, String more) throws JsonProcessingException {
    return new ObjectMapper()
        .readTree("{'type':'%s',%s%s}".formatted(type, more, OPTIONS).replace('\'', '"'));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          plain_text_input | value              | typed      | "typed"
          datepicker       | selected_date      | 2026-12-01 | "2026-12-01"
          timepicker       | selected_time      | 02:00      | "02:00"
          datetimepicker   | selected_date_time | 1780000000 | 1780000000
          static_select    | selected_option    | b          | {"text":{"type":"plain_text","text":"B"},"value":"b"}
          radio_buttons    | selected_option    | a          | {"text":{"type":"plain_text","text":"A"},"value":"a"}
          checkboxes       | selected_options   | a          | [{"text":{"type":"plain_text","text":"A"},"value":"a"}]
          """)
  void holdsWhatSlackWouldSend(String type, String member, String given, String state)
      throws Exception {
    JsonNode element = element(type, "");
    JsonNode empty = ElementState.initial(element);
    assertThat(ElementState.isEmpty(element, empty)).isTrue();
    assertThat(empty.has(member)).isTrue();

    JsonNode filled = ElementState.filled(element, List.of(given));
    assertThat(filled.path("type").asText()).isEqualTo(type);
    assertThat(filled.path(member).toString()).isEqualTo(state);
    assertThat(ElementState.isEmpty(element, filled)).isFalse();
    assertThat(ElementState.canHold(element, filled)).isTrue();
    assertThat(ElementState.filled(element, List.of())).isEqualTo(empty);
  }

  @Test
  void beginsAsTheBotSays() throws Exception {
    assertThat(ElementState.initial(element("plain_text_input", "'initial_value':'2024.5',")))
        .hasToString("{\"type\":\"plain_text_input\",\"value\":\"2024.5\"}");
    assertThat(ElementState.initial(element("datepicker", "'initial_date':'2026-12-01',")))
        .hasToString("{\"type\":\"datepicker\",\"selected_date\":\"2026-12-01\"}");
  }

  @Test
  void holdsNoOptionThatIsNotThere() throws Exception {
    for (String type : Arrays.asList("static_select", "checkboxes")) {
      JsonNode element = element(type, "");
      assertThatThrownBy(() -> ElementState.filled(element, List.of("c")))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("[a, b]");
    }
    JsonNode other = element("plain_text_input", "");
    JsonNode chosen = ElementState.filled(element("static_select", ""), List.of("a"));
    assertThat(ElementState.canHold(other, chosen)).isFalse();
  }
}
