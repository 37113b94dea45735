package dev.inedobot.chaos;

import java.util.Arrays;
import java.util.List;

/** How one call to an engine goes wrong. */
public enum Fault {
  /** Without effect, and the engine says so. */
  ANSWER_500("500"),
  /** Without effect, and the engine says that it is busy. */
  ANSWER_503("503"),
  /** Without effect, and the engine speaks of a conflict that there is not. */
  ANSWER_409("409"),
  /** Without effect, and the connection breaks. */
  DROP_BEFORE("dropped"),
  /** It has its effect, and the connection breaks before the answer. */
  PERFORM_AND_DROP("done+dropped"),
  /** Without effect, and no answer comes until the client has waited long enough. */
  HANG_BEFORE("silent"),
  /** It has its effect, and no answer comes until the client has waited long enough. */
  PERFORM_AND_HANG("done+silent"),
  /** It has its effect, and the connection breaks in the middle of the answer. */
  CUT_ANSWER("done+cut");

  private final String column;

  Fault(String column) {
    this.column = column;
  }

  /** A short name, to stand over a column. */
  public String column() {
    return column;
  }

  /** The status that is answered in place of the engine, or 0. */
  int status() {
    return switch (this) {
      case ANSWER_500 -> 500;
      case ANSWER_503 -> 503;
      case ANSWER_409 -> 409;
      default -> 0;
    };
  }

  /** Those that make a difference: whether a question was answered unheard does not. */
  static List<Fault> of(String call) {
    if (isQuestion(call)) {
      boolean isLong = call.contains("/logs") || (call.contains("/archive") && !isHead(call));
      return isLong
          ? List.of(ANSWER_500, DROP_BEFORE, HANG_BEFORE, CUT_ANSWER)
          : List.of(ANSWER_500, DROP_BEFORE, HANG_BEFORE);
    }
    return Arrays.asList(values());
  }

  static boolean isQuestion(String call) {
    return call.startsWith("GET ") || isHead(call);
  }

  private static boolean isHead(String call) {
    return call.startsWith("HEAD ");
  }
}
