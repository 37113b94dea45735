package dev.inedobot.demo.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each limit of a modal from both sides. */
final class ViewLimitsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static ObjectNode view() {
    ObjectNode view = SlackJson.object().put("type", "modal");
    text(view.putObject("title"), "Upgrade");
    text(view.putObject("submit"), "Plan it");
    view.putArray("blocks");
    return view;
  }

  private static ObjectNode text(ObjectNode text, String said) {
    return text.put("type", "plain_text").put("text", said);
  }

  private static ObjectNode input(ObjectNode view) {
    ObjectNode input = view.withArray("blocks").addObject().put("type", "input");
    text(input.putObject("label"), "Version");
    return input.putObject("element").put("type", "plain_text_input").put("action_id", "version");
  }

  private static void sections(ObjectNode view, int count) {
    for (int i = 0; i < count; i++) {
      ObjectNode section = view.withArray("blocks").addObject().put("type", "section");
      text(section.putObject("text"), "x");
    }
  }

  private static Arguments taken(String what, Consumer<ObjectNode> change) {
    return Arguments.of(what, "", change);
  }

  private static Arguments refused(String what, String error, Consumer<ObjectNode> change) {
    return Arguments.of(what, error, change);
  }

  static Stream<Arguments> views() {
    return Stream.of(
        taken("100 blocks", view -> sections(view, 100)),
        refused("101 blocks", "invalid_arguments", view -> sections(view, 101)),
        taken("a title of 24", view -> text(view.withObjectProperty("title"), "x".repeat(24))),
        refused(
            "a title of 25",
            "invalid_arguments",
            view -> text(view.withObjectProperty("title"), "x".repeat(25))),
        refused("no title", "invalid_arguments", view -> view.remove("title")),
        refused(
            "a submit button of 25",
            "invalid_arguments",
            view -> text(view.withObjectProperty("submit"), "x".repeat(25))),
        refused(
            "a close button of 25",
            "invalid_arguments",
            view -> text(view.putObject("close"), "x".repeat(25))),
        taken("metadata of 3000", view -> view.put("private_metadata", "x".repeat(3000))),
        refused(
            "metadata of 3001",
            "invalid_arguments",
            view -> view.put("private_metadata", "x".repeat(3001))),
        refused(
            "a callback_id of 256",
            "invalid_arguments",
            view -> view.put("callback_id", "x".repeat(256))),
        refused("a home tab", "invalid_arguments", view -> view.put("type", "home")),
        taken("an input", ViewLimitsTest::input),
        refused(
            "an input without a submit button",
            "invalid_arguments",
            view -> {
              input(view);
              view.remove("submit");
            }),
        taken("an input of 3000", view -> input(view).put("initial_value", "x".repeat(3000))),
        refused(
            "an input of 3001",
            "invalid_arguments",
            view -> input(view).put("initial_value", "x".repeat(3001))),
        refused(
            "an input that can't be long enough",
            "invalid_arguments",
            view -> input(view).put("min_length", 5).put("max_length", 4)),
        refused(
            "an input with a button",
            "invalid_arguments",
            view -> input(view).put("type", "button")),
        refused("more than 250 kB", "view_too_large", view -> view.put("x", "x".repeat(250_001))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("views")
  void isHeldToSlacksLimits(String what, String error, Consumer<ObjectNode> change)
      throws Exception {
    ObjectNode view = view();
    change.accept(view);
    if (error.isEmpty()) {
      assertThat(ViewLimits.read(view).path("blocks")).hasSameSizeAs(view.path("blocks"));
    } else {
      assertThatThrownBy(() -> ViewLimits.read(view))
          .isInstanceOfSatisfying(
              Refused.class, refused -> assertThat(refused.error()).isEqualTo(error));
    }
  }

  @Test
  void anInputHasNoPlaceInAMessage() {
    ObjectNode view = view();
    input(view);
    assertThatThrownBy(() -> BlockLimits.check(view.path("blocks"))).isInstanceOf(Refused.class);
  }

  @Test
  void readsAViewFromAFormAndGivesIds() throws Exception {
    ObjectNode view = view();
    input(view).remove("action_id");
    ObjectNode read = ViewLimits.read(JSON.valueToTree(view.toString()));
    assertThat(read.path("blocks").path(0).path("block_id").asText()).isNotEmpty();
    assertThat(read.path("blocks").path(0).path("element").path("action_id").asText()).isNotEmpty();
    for (String nothing : List.of("", "[]", "{", "\"x\"")) {
      assertThatThrownBy(() -> ViewLimits.read(JSON.valueToTree(nothing)))
          .isInstanceOf(Refused.class);
    }
  }
}
