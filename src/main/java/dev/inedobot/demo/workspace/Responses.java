package dev.inedobot.demo.workspace;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** Does what an acknowledgement or an answer to a response address says. */
final class Responses {
  private final Messages messages;

  Responses(Messages messages) {
    this.messages = messages;
  }

  /** Shows it to the person only, unless it says otherwise. The bot need not be in the channel. */
  void show(JsonNode response, ResponseUrls.Source source) throws Refused {
    String ts = source.ts();
    if (isTrue(response, "delete_original")) {
      if (ts == null) {
        throw new Refused("invalid_arguments", "a command has no original to delete");
      }
      Optional<Posted> shown = messages.findShownOnlyTo(source.who(), source.where(), ts);
      if (shown.isPresent()) {
        messages.replaceShownOnlyTo(source.who(), source.where(), shown.get(), null);
      } else {
        messages.delete(source.where(), ts);
      }
      return;
    }
    Content content = Content.posted(response);
    if (isTrue(response, "replace_original") && ts != null) {
      Optional<Posted> shown = messages.findShownOnlyTo(source.who(), source.where(), ts);
      if (shown.isPresent()) {
        messages.replaceShownOnlyTo(source.who(), source.where(), shown.get(), content);
      } else {
        messages.edit(source.where(), ts, content);
      }
    } else if (response.path("response_type").asText().equals("in_channel")) {
      String thread = response.path("thread_ts").asText();
      messages.post(source.where(), thread.isEmpty() ? null : thread, content);
    } else {
      messages.showOnlyTo(source.who(), source.where(), content);
    }
  }

  private static boolean isTrue(JsonNode response, String member) {
    return response.path(member).asBoolean(false);
  }
}
