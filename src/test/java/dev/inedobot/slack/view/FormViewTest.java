package dev.inedobot.slack.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.slack.api.bolt.util.JsonOps;
import com.slack.api.model.view.View;
import com.slack.api.model.view.ViewState;
import dev.inedobot.slack.view.FormView.Choice;
import dev.inedobot.slack.view.FormView.Chosen;
import dev.inedobot.slack.view.FormView.Content;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class FormViewTest {
  private static final String LONG = "<!channel>&".repeat(2000);

  private static JsonNode json(View view) throws Exception {
    return new ObjectMapper().readTree(JsonOps.toJsonString(view));
  }

  private static List<JsonNode> inputs(JsonNode view) {
    List<JsonNode> inputs = new ArrayList<>();
    for (JsonNode block : view.path("blocks")) {
      if (block.path("type").asText().equals("input")) {
        inputs.add(block);
      }
    }
    return inputs;
  }

  private static JsonNode options(JsonNode input) {
    return input.path("element").path("options");
  }

  @Test
  void offersNoMoreThanSlackTakesAndSaysWhatIsLeftOut() throws Exception {
    List<String> names = IntStream.range(0, 150).mapToObj(number -> "instance-" + number).toList();
    List<Choice> versions =
        IntStream.range(0, 150)
            .mapToObj(number -> new Choice("2024." + number, "maintenance " + LONG))
            .toList();
    JsonNode view =
        json(
            FormView.of(
                new Content("C02OPS", names, new Chosen("instance-7", LONG, versions, LONG))));

    List<JsonNode> inputs = inputs(view);
    assertThat(inputs)
        .extracting(input -> input.path("block_id").asText())
        .containsExactly("instance", "version instance-7", "backup instance-7", "begin");
    assertThat(options(inputs.get(0))).hasSize(100);
    assertThat(options(inputs.get(1))).hasSize(100);
    for (JsonNode option : options(inputs.get(1))) {
      assertThat(option.path("text").path("text").asText()).hasSizeLessThanOrEqualTo(75);
    }
    assertThat(view.toString())
        .contains(
            "and 50 more",
            "and 50 more, which don't fit in here: type /inedo upgrade instance-7 and the version.")
        .doesNotContain("2026-12-01");
    for (JsonNode block : view.path("blocks")) {
      if (block.path("type").asText().equals("section")) {
        assertThat(block.path("text").path("text").asText())
            .hasSizeBetween(1, 3000)
            .doesNotContain("<!channel>");
      }
    }
    assertThat(view.path("title").path("text").asText()).hasSizeLessThanOrEqualTo(24);
    assertThat(view.path("submit").path("text").asText()).hasSizeLessThanOrEqualTo(24);
  }

  @Test
  void hasAVersionTypedWhereNoneIsListedAndLeavesOutWhatNoOptionCanHold() throws Exception {
    JsonNode view =
        json(
            FormView.of(
                new Content(
                    "C02OPS",
                    List.of("proget", "x".repeat(80)),
                    new Chosen("proget", "", List.of(), ""))));
    assertThat(options(inputs(view).get(0))).hasSize(1);
    assertThat(inputs(view).get(1).path("element").path("type").asText())
        .isEqualTo("plain_text_input");
    assertThat(view.toString()).contains("and 1 more");
  }

  @Test
  void isNoFormWhereThereIsNothingToChoose() throws Exception {
    assertThat(inputs(json(FormView.of(new Content("C02OPS", List.of("x".repeat(80)), null)))))
        .isEmpty();
  }

  private static ViewState.SelectedOption option(String value) {
    ViewState.SelectedOption option = new ViewState.SelectedOption();
    option.setValue(value);
    return option;
  }

  private static ViewState.Value chosen(String value) {
    ViewState.Value chosen = new ViewState.Value();
    chosen.setSelectedOption(option(value));
    return chosen;
  }

  private static View sent(String instance, String shown) {
    ViewState.Value ticked = new ViewState.Value();
    ticked.setSelectedOptions(List.of(option("yes")));
    ViewState state = new ViewState();
    state.setValues(
        Map.of(
            "instance",
            Map.of("form.instance", chosen(instance)),
            "version " + shown,
            Map.of("form.version", chosen("2024.5")),
            "backup " + shown,
            Map.of("form.backup", ticked)));
    return View.builder().privateMetadata("C02OPS").state(state).build();
  }

  @Test
  void readsNothingThatWasFilledInForAnotherInstance() {
    assertThat(FilledForm.read(sent("proget", "proget")))
        .isEqualTo(new FilledForm("C02OPS", "proget", "2024.5", "version proget", null, true));
    assertThat(FilledForm.read(sent("proget-b", "proget")))
        .isEqualTo(new FilledForm("C02OPS", "proget-b", "", FormView.INSTANCE, null, false));
  }

  @Test
  void readsAnEmptyFormAsLeftEmpty() throws Exception {
    FilledForm filled = FilledForm.read(View.builder().build());
    assertThat(filled).isEqualTo(new FilledForm("", "", "", FormView.INSTANCE, null, false));
  }
}
