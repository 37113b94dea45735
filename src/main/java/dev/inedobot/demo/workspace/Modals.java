package dev.inedobot.demo.workspace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What people do in the modals that the bot opened. A person has one at most; the methods that need
 * one throw {@link IllegalStateException} if there is none. Safe for several threads.
 */
public final class Modals {
  private final OpenViews views;
  private final Dispatch dispatch;
  private final Payloads payloads;
  private final Submission submission;

  Modals(OpenViews views, Dispatch dispatch, Payloads payloads, Refusals refusals) {
    this.views = views;
    this.dispatch = dispatch;
    this.payloads = payloads;
    this.submission = new Submission(views, refusals);
  }

  /** What a person has before them. */
  public Optional<Modal> of(Member who) {
    return views.of(who).map(OpenViews.Held::modal);
  }

  /**
   * A person fills in an element. What the bot wants to be told of at once, it is told: elements
   * outside of input blocks, and those in one with {@code dispatch_action}.
   *
   * @param given texts; of options their values, of a moment the seconds since 1970; nothing
   *     empties it
   * @return what came of telling the bot; empty if it was not to be told
   * @throws IllegalArgumentException if the element can't hold that; says what it can
   */
  public Optional<Delivery> fill(Member who, String actionId, String... given) {
    Place place = find(who, "", actionId);
    put(who, place, List.of(given));
    boolean told =
        !place.block().path("type").asText().equals("input")
            || place.block().path("dispatch_action").asBoolean();
    return told ? Optional.of(tell(who, place)) : Optional.empty();
  }

  /** A person clicks a button. */
  public Delivery click(Member who, String actionId) {
    return tell(who, find(who, "", actionId));
  }

  /**
   * A person submits it; returns when that is acknowledged or Slack gave up. What the bot answers
   * is done: the modal is closed, changed, or says what is wrong.
   *
   * @throws IllegalStateException if Slack itself would not let it pass, such as an empty field
   *     that must be filled in; the modal says so too
   */
  public Delivery submit(Member who) {
    OpenViews.Held held = held(who);
    Modal modal = modal(held);
    Map<String, String> complaints = ViewState.complaints(modal.blocks(), modal.values());
    views.change(who, modal.id(), now -> now.saying(complaints, ""));
    if (!complaints.isEmpty()) {
      throw new IllegalStateException("The modal can't be submitted: " + complaints);
    }
    Delivery delivery = dispatch.send(payloads.submission(held, modal), who, held.where(), "");
    submission.answered(who, modal, delivery);
    return delivery;
  }

  /**
   * A person closes it.
   *
   * @return what came of telling the bot; empty if it did not ask to be told
   */
  public Optional<Delivery> close(Member who) {
    OpenViews.Held held = held(who);
    Modal modal = modal(held);
    views.close(who, modal.id());
    return modal.view().path("notify_on_close").asBoolean()
        ? Optional.of(dispatch.send(payloads.closing(held, modal), who, held.where(), ""))
        : Optional.empty();
  }

  /**
   * Puts in what stands on the page, by {@code block_id} and {@code action_id}; the bot is told
   * nothing yet.
   */
  void put(Member who, String viewId, JsonNode given) {
    if (!modal(held(who)).id().equals(viewId)) {
      throw new IllegalStateException("This modal is not open any more");
    }
    for (Map.Entry<String, JsonNode> block : given.properties()) {
      for (Map.Entry<String, JsonNode> element : block.getValue().properties()) {
        List<String> texts = new ArrayList<>();
        element.getValue().forEach(text -> texts.add(text.asText()));
        put(who, find(who, block.getKey(), element.getKey()), texts);
      }
    }
  }

  /** Tells the bot of an element that was clicked, or of what stands in it. */
  Delivery tell(Member who, String blockId, String actionId) {
    return tell(who, find(who, blockId, actionId));
  }

  private Delivery tell(Member who, Place place) {
    OpenViews.Held held = held(who);
    Modal modal = modal(held);
    String body = payloads.inView(held, modal, place.block(), place.element());
    Delivery delivery = dispatch.send(body, who, held.where(), "");
    String trouble = delivery.inTime() ? "" : Submission.NO_ANSWER;
    views.change(who, modal.id(), now -> now.saying(now.errors(), trouble));
    return delivery;
  }

  /** An element and the block that it is in. */
  private record Place(JsonNode block, JsonNode element) {}

  /**
   * Finds one.
   *
   * @param blockId empty for any block
   */
  private Place find(Member who, String blockId, String actionId) {
    Modal modal = modal(held(who));
    List<String> there = new ArrayList<>();
    for (JsonNode block : modal.blocks()) {
      boolean inBlock = blockId.isEmpty() || block.path("block_id").asText().equals(blockId);
      for (JsonNode element : BlockTree.elements(block)) {
        if (inBlock && element.path("action_id").asText().equals(actionId)) {
          return new Place(block, element);
        }
        there.add(element.path("action_id").asText());
      }
    }
    throw new IllegalStateException(
        "Nothing in the modal “%s” is called %s; there are: %s"
            .formatted(modal.title(), actionId, there));
  }

  private void put(Member who, Place place, List<String> given) {
    ObjectNode state = ElementState.filled(place.element(), given);
    Modal modal = modal(held(who));
    views.fill(
        who,
        modal.id(),
        place.block().path("block_id").asText(),
        place.element().path("action_id").asText(),
        state);
  }

  private OpenViews.Held held(Member who) {
    return views
        .of(who)
        .orElseThrow(() -> new IllegalStateException(who.name() + " has no modal open"));
  }

  private static Modal modal(OpenViews.Held held) {
    Modal modal = held.modal();
    if (modal == null) {
      throw new IllegalStateException(held.who().name() + " has no modal open any more");
    }
    return modal;
  }
}
