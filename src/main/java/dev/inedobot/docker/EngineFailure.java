package dev.inedobot.docker;

import org.jspecify.annotations.Nullable;

/**
 * One call to the engine that did not end well: it said no, or nothing. Whether the call had its
 * effect is unknown until somebody looks.
 */
final class EngineFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The HTTP status, or 0 if no answer came. */
  private final int status;

  EngineFailure(String message, int status, @Nullable Throwable cause) {
    super(message, cause);
    this.status = status;
  }

  int status() {
    return status;
  }

  /** No answer came: the connection was refused, dropped, or took too long. */
  boolean isSilence() {
    return status == 0;
  }

  /** What stands before the engine says that it does not answer: 502, 503, 504. */
  boolean isAway() {
    return isSilence() || (status >= 502 && status <= 504);
  }

  /** The engine failed at it: 500 and what is like it. */
  boolean isItsOwnError() {
    return status >= 500 && !isAway();
  }

  boolean isNotFound() {
    return status == 404;
  }

  /** The engine is at it already, for an earlier call whose answer was lost. */
  boolean isInProgress() {
    return status == 409 && String.valueOf(getMessage()).contains("already in progress");
  }

  /**
   * Somebody understood and refuses: the engine, which will not answer otherwise, or what stands in
   * between, which may. So this is believed only when it was said {@value Ensure#REFUSALS} times.
   */
  boolean isFinal() {
    return status >= 400 && status < 500 && status != 408 && status != 429 && !isInProgress();
  }
}
