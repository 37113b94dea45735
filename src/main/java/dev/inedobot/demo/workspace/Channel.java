package dev.inedobot.demo.workspace;

/**
 * A place for messages.
 *
 * @param id starts with C, or with D for a direct message
 * @param name without {@code #}; of a direct message, the person's name
 */
public record Channel(String id, String name) {

  /** Whether only the bot and one person are in it. */
  public boolean isDirect() {
    return id.startsWith("D");
  }

  /** How it is called among people. */
  public String title() {
    return isDirect() ? "direct message with " + name : "#" + name;
  }
}
