package dev.inedobot.upgrade.run;

import org.jspecify.annotations.Nullable;

/**
 * Something that a container engine was to do and that did not happen, even after looking and
 * trying again. The message says what was tried, on what and why it failed; it holds no secret.
 */
public final class HostProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Kind kind;

  private enum Kind {
    UNREACHABLE,
    FAILING,
    CHANGING,
    REFUSED
  }

  private HostProblem(String message, Kind kind, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /** The engine did not answer: what state it is in is not known. */
  public static HostProblem unreachable(String message, Throwable cause) {
    return new HostProblem(message, Kind.UNREACHABLE, cause);
  }

  /** The engine answered again and again with an error of its own, which may pass or may not. */
  public static HostProblem failing(String message, Throwable cause) {
    return new HostProblem(message, Kind.FAILING, cause);
  }

  /** What was read changed meanwhile, so that the answer is worth nothing. */
  public static HostProblem changing(String message) {
    return new HostProblem(message, Kind.CHANGING, null);
  }

  /** The engine answered, and the answer is no. */
  public static HostProblem refused(String message, Throwable cause) {
    return new HostProblem(message, Kind.REFUSED, cause);
  }

  /** The engine answered, and what it answered is not what it should be. */
  public static HostProblem refused(String message) {
    return new HostProblem(message, Kind.REFUSED, null);
  }

  /** The same problem, with a sentence more to its message. */
  public HostProblem adding(String sentence) {
    return new HostProblem(getMessage() + " " + sentence, kind, this);
  }

  /** Whether the same may work later without anybody changing anything. */
  public boolean isUnreachable() {
    return kind == Kind.UNREACHABLE;
  }

  /** Whether the engine itself failed: the same may work a little later, or never. */
  public boolean isFailing() {
    return kind == Kind.FAILING;
  }

  /** Whether what was read changed meanwhile: another look may tell. */
  public boolean isChanging() {
    return kind == Kind.CHANGING;
  }
}
