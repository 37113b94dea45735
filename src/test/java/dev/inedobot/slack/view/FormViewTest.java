package dev.inedobot.slack.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.slack.api.model.view.View;
import com.slack.api.util.json.GsonFactory;
import dev.inedobot.slack.view.FormView.Choice;
import dev.inedobot.slack.view.FormView.Chosen;
import dev.inedobot.slack.view.FormView.Content;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class FormViewTest {
  private static final String LONG = "<!channel>&".repeat(2000);

  private static JsonObject json(View view) {
    return GsonFactory.createSnakeCase().toJsonTree(view).getAsJsonObject();
  }

  private static List<JsonObject> inputs(JsonObject view) {
    List<JsonObject> inputs = new ArrayList<>();
    for (JsonElement block : view.getAsJsonArray("blocks")) {
      if (block.getAsJsonObject().get("type").getAsString().equals("input")) {
        inputs.add(block.getAsJsonObject());
      }
    }
    return inputs;
  }

  private static JsonArray options(JsonObject input) {
    return input.getAsJsonObject("element").getAsJsonArray("options");
  }

  @Test
  void offersNoMoreThanSlackTakesAndSaysWhatIsLeftOut() {
    List<String> names =
        IntStream.range(0, 150).mapToObj(number -> "instance-" + number).toList();
    List<Choice> versions =
        IntStream.range(0, 150)
            .mapToObj(number -> new Choice("2024." + number, "maintenance " + LONG))
            .toList();
    JsonObject view =
        json(
            FormView.of(
                new Content(
                    "C02OPS", names, new Chosen("instance-7", LONG, versions, LONG))));

    List<JsonObject> inputs = inputs(view);
    assertThat(inputs)
        .extracting(input -> input.get("block_id").getAsString())
        .containsExactly("instance", "version instance-7", "backup", "begin");
    assertThat(options(inputs.get(0))).hasSize(100);
    assertThat(options(inputs.get(1))).hasSize(100);
    for (JsonElement option : options(inputs.get(1))) {
      assertThat(option.getAsJsonObject().getAsJsonObject("text").get("text").getAsString())
          .hasSizeLessThanOrEqualTo(75);
    }
    assertThat(view.toString()).contains("and 50 more", "and 50 older ones");
    for (JsonElement block : view.getAsJsonArray("blocks")) {
      if (block.getAsJsonObject().get("type").getAsString().equals("section")) {
        assertThat(block.getAsJsonObject().getAsJsonObject("text").get("text").getAsString())
            .hasSizeBetween(1, 3000)
            .doesNotContain("<!channel>");
      }
    }
    assertThat(view.getAsJsonObject("title").get("text").getAsString())
        .hasSizeLessThanOrEqualTo(24);
    assertThat(view.getAsJsonObject("submit").get("text").getAsString())
        .hasSizeLessThanOrEqualTo(24);
  }

  @Test
  void hasAVersionTypedWhereNoneIsListedAndLeavesOutWhatNoOptionCanHold() {
    JsonObject view =
        json(
            FormView.of(
                new Content(
                    "C02OPS",
                    List.of("proget", "x".repeat(80)),
                    new Chosen("proget", "", List.of(), ""))));
    assertThat(options(inputs(view).get(0))).hasSize(1);
    assertThat(inputs(view).get(1).getAsJsonObject("element").get("type").getAsString())
        .isEqualTo("plain_text_input");
    assertThat(view.toString()).contains("and 1 more");
  }

  @Test
  void isNoFormWhereThereIsNothingToChoose() {
    assertThat(inputs(json(FormView.of(new Content("C02OPS", List.of("x".repeat(80)), null)))))
        .isEmpty();
  }

  @Test
  void readsAnEmptyFormAsLeftEmpty() {
    FormView.Filled filled = FormView.read(View.builder().build());
    assertThat(filled)
        .isEqualTo(new FormView.Filled("", "", "", FormView.INSTANCE, null, false));
  }
}
