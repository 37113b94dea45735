package dev.inedobot.demo.workspace;

import com.fasterxml.jackson.databind.JsonNode;

/** What people do on the page, done in the workspace; each says what to tell them, or nothing. */
final class Deeds {
  private static final String DONE = "";

  private final LocalWorkspace workspace;
  private final Directory directory;
  private final Faults faults;

  Deeds(LocalWorkspace workspace, Directory directory, Faults faults) {
    this.workspace = workspace;
    this.directory = directory;
    this.faults = faults;
  }

  /**
   * Does it.
   *
   * @param deed {@code type}, {@code click}, {@code modal} or {@code fault}
   * @throws IllegalArgumentException if there is no such deed, place or fault
   * @throws IllegalStateException if it can't be done now
   */
  String done(String deed, Member who, JsonNode what) {
    return switch (deed) {
      case "type" -> told(workspace.type(who, channel(what), what.path("line").asText()));
      case "click" ->
          told(
              workspace.click(
                  who, channel(what), what.path("ts").asText(), what.path("action").asText()));
      case "modal" -> modal(who, what);
      case "fault" -> {
        faults.set(what.path("fault").asText(), what.path("on").asBoolean());
        yield DONE;
      }
      default -> throw new IllegalArgumentException("Nobody can " + deed);
    };
  }

  /** What came of it stands in the modal itself. */
  private String modal(Member who, JsonNode what) {
    Modals modals = workspace.modals();
    modals.put(who, what.path("view").asText(), what.path("values"));
    switch (what.path("do").asText()) {
      case "submit" -> modals.submit(who);
      case "close" -> modals.close(who);
      default -> modals.tell(who, what.path("block").asText(), what.path("action").asText());
    }
    return DONE;
  }

  private static String told(Delivery delivery) {
    if (delivery.inTime()) {
      return DONE;
    }
    return delivery.status() == 0
        ? "The bot did not take it in time: " + delivery.body() + "."
        : "The bot answered with the status %d.".formatted(delivery.status());
  }

  private Channel channel(JsonNode what) {
    String id = what.path("channel").asText();
    try {
      return directory.channelWithId(id);
    } catch (Refused unknown) {
      throw new IllegalArgumentException("There is no channel " + id, unknown);
    }
  }
}
