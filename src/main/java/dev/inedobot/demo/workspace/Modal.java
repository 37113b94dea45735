package dev.inedobot.demo.workspace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A modal as a person has it before them.
 *
 * @param id the view's
 * @param hash another one after each change by the bot
 * @param view what the bot gave, with the ids of blocks and elements; not to be changed
 * @param values what stands in its elements, as in Slack's {@code state.values}; not to be changed
 * @param errors what is said at an input, by {@code block_id}
 * @param trouble what is said because the bot did not answer as it must; empty for nothing
 */
public record Modal(
    String id,
    String hash,
    JsonNode view,
    JsonNode values,
    Map<String, String> errors,
    String trouble) {

  public Modal {
    errors = Map.copyOf(errors);
  }

  static Modal of(JsonNode view) {
    return new Modal(
        Tokens.id('V'),
        Tokens.secretPath(),
        view,
        ViewState.of(view.path("blocks"), SlackJson.object()),
        Map.of(),
        "");
  }

  /** The same modal with another content; what was filled in stays where it can. */
  Modal with(JsonNode other) {
    JsonNode kept = ViewState.of(other.path("blocks"), values);
    return new Modal(id, Tokens.secretPath(), other, kept, Map.of(), "");
  }

  Modal filled(ObjectNode now) {
    return new Modal(id, hash, view, now, errors, trouble);
  }

  Modal saying(Map<String, String> atInputs, String atAll) {
    return new Modal(id, hash, view, values, atInputs, atAll);
  }

  JsonNode blocks() {
    return view.path("blocks");
  }

  public String title() {
    return view.path("title").path("text").asText();
  }

  public String callbackId() {
    return view.path("callback_id").asText();
  }

  /** What it shows, the title first, one thing a line; mentions are shown as ids. */
  public String asText() {
    return title() + "\n" + String.join("\n", BlockText.lines(blocks(), UnaryOperator.identity()));
  }
}
