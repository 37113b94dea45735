package dev.inedobot.demo.workspace;

/** A call that Slack would refuse. */
final class Refused extends Exception {
  private static final long serialVersionUID = 1L;

  private final String error;

  /**
   * @param error Slack's word for it, such as {@code invalid_blocks}
   * @param reason what is wrong, for people
   */
  Refused(String error, String reason) {
    super(reason);
    this.error = error;
  }

  String error() {
    return error;
  }

  /** Both, in one line. */
  String line() {
    return error + " (" + getMessage() + ")";
  }
}
