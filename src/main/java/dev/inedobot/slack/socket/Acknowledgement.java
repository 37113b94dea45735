package dev.inedobot.slack.socket;

import org.jspecify.annotations.Nullable;

/**
 * How an envelope is acknowledged.
 *
 * @param payload the answer in it, as JSON or plain text; null for none
 * @param then what is done once, whether or not it could be sent; may block
 */
public record Acknowledgement(@Nullable String payload, Runnable then) {
  /** An acknowledgement that says nothing. */
  public static final Acknowledgement PLAIN = with(null);

  /** An acknowledgement with an answer. */
  public static Acknowledgement with(@Nullable String payload) {
    return new Acknowledgement(payload, () -> {});
  }
}
