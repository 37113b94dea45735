package dev.inedobot.demo.workspace;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Shows the person what came of what they typed or clicked. */
final class Acknowledgement {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Responses responses;
  private final Messages messages;
  private final Refusals refusals;

  Acknowledgement(Responses responses, Messages messages, Refusals refusals) {
    this.responses = responses;
    this.messages = messages;
    this.refusals = refusals;
  }

  void show(Delivery delivery) {
    Delivery.Sent sent = delivery.sent();
    if (!delivery.inTime()) {
      say(sent, sent.command().isEmpty() ? clickFailed(delivery) : commandFailed(delivery));
    } else if (!sent.command().isEmpty() && !delivery.body().isBlank()) {
      try {
        responses.show(
            response(delivery.body()), new ResponseUrls.Source(sent.who(), sent.where(), null));
      } catch (Refused refused) {
        refusals.add("acknowledgement", refused);
        say(sent, error(sent, "invalid_command_response"));
      }
    }
  }

  private void say(Delivery.Sent sent, String text) {
    messages.showOnlyTo(sent.who(), sent.where(), Content.text(text));
  }

  private static String commandFailed(Delivery delivery) {
    int status = delivery.status();
    String word = status == 0 ? "operation_timeout" : "http_status_code_" + status;
    return error(delivery.sent(), word);
  }

  private static String error(Delivery.Sent sent, String word) {
    return "%s failed with the error \"%s\"".formatted(sent.command(), word);
  }

  private static String clickFailed(Delivery delivery) {
    return delivery.status() == 0
        ? "⚠ The app did not respond in time."
        : "⚠ The app responded with status code %d.".formatted(delivery.status());
  }

  /** An acknowledgement is JSON or plain text. */
  private static JsonNode response(String body) {
    try {
      JsonNode json = JSON.readTree(body);
      if (json.isObject()) {
        return json;
      }
    } catch (JsonProcessingException plain) {
      // Then it is the text itself.
    }
    return SlackJson.object().put("text", body);
  }
}
