package dev.inedobot.slack.socket;

/** Does what envelopes ask for. Safe for several threads. */
public interface EnvelopeListener {

  /** Takes an envelope; whatever it throws, the envelope is acknowledged. */
  Acknowledgement take(Envelope envelope) throws Exception;

  /** How an envelope is acknowledged that could not be taken. At once, and without throwing. */
  Acknowledgement instead(Envelope envelope, Shortcoming why);

  /**
   * Tells what came of an envelope that was acknowledged before. May block; does not throw.
   *
   * @param payload the answer, as JSON or plain text
   */
  void afterwards(Envelope envelope, String payload);

  /** Why an envelope could not be taken. */
  enum Shortcoming {
    /** An error of the bot's own. */
    FAILED,
    /** There is too much to do. It was not begun. */
    BUSY,
    /** It takes longer than Slack waits; it is being gone on with. */
    LATE
  }
}
