package dev.inedobot.slack.socket;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Where a connection to Slack may be opened. Safe for several threads. */
@FunctionalInterface
public interface SocketAddresses {

  /** An address for one connection, good for a short time. */
  URI next() throws NoAddress;

  /** Slack gives no address; the message says why, and what to do if something can be done. */
  final class NoAddress extends Exception {
    private static final long serialVersionUID = 1L;

    private final Duration wait;
    private final boolean passing;

    /**
     * @param wait how long Slack wants not to be asked; zero if it did not say
     * @param passing whether trying again later may help
     */
    public NoAddress(String message, Duration wait, boolean passing, @Nullable Throwable cause) {
      super(message, cause);
      this.wait = wait;
      this.passing = passing;
    }

    /** How long Slack wants not to be asked; zero if it did not say. */
    public Duration pause() {
      return wait;
    }

    /** Whether trying again later may help. */
    public boolean isPassing() {
      return passing;
    }
  }
}
