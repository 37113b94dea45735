package dev.inedobot.demo.workspace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The modals that people have before them, one each at most: a second one takes the first one's
 * place. Safe for several threads.
 */
final class OpenViews {
  private final Team team;
  private final Triggers triggers;
  private final Map<String, Held> held = new HashMap<>();
  private final List<Consumer<Held>> listeners = new CopyOnWriteArrayList<>();

  /**
   * Who has a modal.
   *
   * @param where they were when it was opened
   * @param modal null once it is closed
   */
  record Held(Member who, Channel where, @Nullable Modal modal) {}

  OpenViews(Team team, Triggers triggers) {
    this.team = team;
    this.triggers = triggers;
  }

  /** The method {@code views.open}. */
  synchronized ObjectNode open(JsonNode call) throws Refused {
    JsonNode view = ViewLimits.read(call.path("view"));
    String trigger = call.path("trigger_id").asText();
    if (trigger.isEmpty()) {
      throw ViewLimits.wrong("trigger_id is missing");
    }
    Triggers.Source source = triggers.use(trigger);
    Modal opened = Modal.of(view);
    tell(new Held(source.who(), source.where(), opened));
    return answer(opened);
  }

  /** The method {@code views.update}. */
  synchronized ObjectNode update(JsonNode call) throws Refused {
    JsonNode view = ViewLimits.read(call.path("view"));
    String id = call.path("view_id").asText();
    String external = call.path("external_id").asText();
    if (id.isEmpty() == external.isEmpty()) {
      throw ViewLimits.wrong("either view_id or external_id must be there");
    }
    for (Held each : held.values()) {
      Modal modal = each.modal();
      if (modal != null
          && (id.isEmpty()
              ? modal.view().path("external_id").asText().equals(external)
              : modal.id().equals(id))) {
        String hash = call.path("hash").asText();
        if (!hash.isEmpty() && !hash.equals(modal.hash())) {
          throw new Refused("hash_conflict", "the view was changed since that hash was given");
        }
        Modal changed = modal.with(view);
        tell(new Held(each.who(), each.where(), changed));
        return answer(changed);
      }
    }
    throw new Refused("not_found", "nobody has that view before them");
  }

  private ObjectNode answer(Modal modal) {
    ObjectNode answer = SlackJson.object();
    answer.set("view", SlackJson.view(modal, team));
    return answer;
  }

  synchronized Optional<Held> of(Member who) {
    Held one = held.get(who.id());
    return one == null || one.modal() == null ? Optional.empty() : Optional.of(one);
  }

  /** Changes somebody's modal if it is still this one. */
  synchronized void change(Member who, String viewId, UnaryOperator<Modal> to) {
    Held one = held.get(who.id());
    Modal modal = one == null ? null : one.modal();
    if (one != null && modal != null && modal.id().equals(viewId)) {
      tell(new Held(who, one.where(), to.apply(modal)));
    }
  }

  /** Puts something into an element of somebody's modal; that changes no hash and is not told. */
  synchronized void fill(
      Member who, String viewId, String blockId, String actionId, ObjectNode state) {
    Held one = held.get(who.id());
    Modal modal = one == null ? null : one.modal();
    if (one != null && modal != null && modal.id().equals(viewId)) {
      ObjectNode values = modal.values().deepCopy();
      values.withObjectProperty(blockId).set(actionId, state);
      held.put(who.id(), new Held(who, one.where(), modal.filled(values)));
    }
  }

  /** Closes somebody's modal if it is still this one. */
  synchronized void close(Member who, String viewId) {
    Held one = held.get(who.id());
    if (one != null && one.modal() != null && one.modal().id().equals(viewId)) {
      tell(new Held(who, one.where(), null));
    }
  }

  private void tell(Held now) {
    held.put(now.who().id(), now);
    listeners.forEach(listener -> listener.accept(now));
  }

  /** Tells what each person has before them now, on the thread that changes it. */
  Runnable tell(Consumer<Held> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }
}
