package dev.inedobot.demo.workspace;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.function.Function;

/** What people type and click outside of modals, and what comes of it. */
final class Hands {
  private final Dispatch dispatch;
  private final Payloads payloads;
  private final Messages messages;
  private final Acknowledgement acknowledgement;
  private final Function<ResponseUrls.Source, String> responseUrls;

  /**
   * @param responseUrls gives out an address at which the bot may answer
   */
  Hands(
      Dispatch dispatch,
      Payloads payloads,
      Messages messages,
      Acknowledgement acknowledgement,
      Function<ResponseUrls.Source, String> responseUrls) {
    this.dispatch = dispatch;
    this.payloads = payloads;
    this.messages = messages;
    this.acknowledgement = acknowledgement;
    this.responseUrls = responseUrls;
  }

  Delivery type(Member who, Channel where, String line) {
    if (!line.startsWith("/")) {
      throw new IllegalArgumentException("A command starts with a slash: " + line);
    }
    int space = line.indexOf(' ');
    String command = space < 0 ? line : line.substring(0, space);
    String text = space < 0 ? "" : line.substring(space + 1).strip();
    String url = responseUrls.apply(new ResponseUrls.Source(who, where, null));
    return shown(
        dispatch.send(payloads.command(who, where, command, text, url), who, where, command));
  }

  /** In a message of the channel or in one that only they see. */
  Delivery click(Member who, Channel where, String ts, String actionId) {
    Optional<Posted> own = messages.findShownOnlyTo(who, where, ts);
    Posted posted =
        own.or(() -> messages.find(where, ts))
            .orElseThrow(
                () -> new IllegalStateException("No message %s in %s".formatted(ts, where)));
    return click(who, where, posted, own.isPresent(), actionId);
  }

  Delivery click(Member who, Channel where, Posted posted, boolean onlyTheirs, String actionId) {
    String ts = posted.ts();
    for (JsonNode block : posted.blocks()) {
      for (JsonNode element : BlockTree.elements(block)) {
        if (element.path("type").asText().equals("button")
            && element.path("action_id").asText().equals(actionId)) {
          String url = responseUrls.apply(new ResponseUrls.Source(who, where, ts));
          String body = payloads.click(who, where, posted, onlyTheirs, block, element, url);
          return shown(dispatch.send(body, who, where, ""));
        }
      }
    }
    throw new IllegalStateException(
        "No button %s in the message %s; there are: %s"
            .formatted(actionId, ts, posted.buttons().stream().map(Button::actionId).toList()));
  }

  /** Of a request from a modal the answer is for whoever sent it first. */
  Delivery redeliver(Delivery earlier) {
    Delivery again = dispatch.send(earlier.sent());
    boolean inModal = Carried.of(earlier.sent().body()).path("payload").has("view");
    return inModal ? again : shown(again);
  }

  private Delivery shown(Delivery delivery) {
    acknowledgement.show(delivery);
    return delivery;
  }
}
