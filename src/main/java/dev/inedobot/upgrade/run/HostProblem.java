package dev.inedobot.upgrade.run;

import org.jspecify.annotations.Nullable;

/**
 * Something that a container engine was to do and that did not happen, even after looking and
 * trying again. The message says what was tried, on what and why it failed; it holds no secret.
 */
public final class HostProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean unreachable;

  private HostProblem(String message, boolean unreachable, @Nullable Throwable cause) {
    super(message, cause);
    this.unreachable = unreachable;
  }

  /** The engine did not answer: what state it is in is not known. */
  public static HostProblem unreachable(String message, Throwable cause) {
    return new HostProblem(message, true, cause);
  }

  /** The engine answered, and the answer is no. */
  public static HostProblem refused(String message, Throwable cause) {
    return new HostProblem(message, false, cause);
  }

  /** The engine answered, and what it answered is not what it should be. */
  public static HostProblem refused(String message) {
    return new HostProblem(message, false, null);
  }

  /** Whether the same may work later without anybody changing anything. */
  public boolean isUnreachable() {
    return unreachable;
  }
}
