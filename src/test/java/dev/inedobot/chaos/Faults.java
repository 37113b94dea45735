package dev.inedobot.chaos;

import org.jspecify.annotations.Nullable;

/** Says of each call whether it is to fail. */
public interface Faults {
  /**
   * Asked once for each call, in the order in which they come, never by two threads at once.
   *
   * @param path with the query
   * @return null to pass the call on
   */
  @Nullable Fault of(String method, String path);

  /**
   * The same, of a call with what it carries.
   *
   * @param body empty if it carries nothing
   */
  default @Nullable Fault of(String method, String path, String body) {
    return of(method, path);
  }

  /** Told of each call that had its effect; if its answer is to be lost, before that is. */
  default void performed(String method, String path) {}
}
