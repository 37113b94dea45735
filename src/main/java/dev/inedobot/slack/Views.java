package dev.inedobot.slack;

import com.slack.api.model.view.View;
import org.jspecify.annotations.Nullable;

/** Opens windows in Slack and changes them. Each call is one attempt; blocks. */
interface Views {
  /**
   * A window that is open.
   *
   * @param hash names its content; a change that is meant for it is not made to a later one
   */
  record Window(String id, @Nullable String hash) {}

  /**
   * Opens one.
   *
   * @param trigger what Slack gave for a command or a click; good for about three seconds
   */
  Window open(String trigger, View view) throws NoWindow;

  /**
   * Changes one; without effect if it was closed or changed meanwhile. Never throws.
   *
   * @return whether it is changed
   */
  boolean update(Window window, View view);

  /** Slack opened none; the message is its word for why, or what went wrong on the way. */
  final class NoWindow extends Exception {
    private static final long serialVersionUID = 1L;

    NoWindow(String why, @Nullable Throwable cause) {
      super(why, cause);
    }
  }
}
