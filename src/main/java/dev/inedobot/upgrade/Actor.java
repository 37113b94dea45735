package dev.inedobot.upgrade;

/**
 * Who did something: a person of the Slack workspace, or the bot itself.
 *
 * @param id the Slack user id, which rights are tied to; {@code inedobot} for the bot
 * @param name what the person was called when they did it; only for reading, never for rights
 */
public record Actor(String id, String name) {
  /** The bot, for what nobody asked for at that moment: time-outs, steps, going back. */
  public static final Actor BOT = new Actor("inedobot", "inedobot");

  public boolean isBot() {
    return equals(BOT);
  }
}
