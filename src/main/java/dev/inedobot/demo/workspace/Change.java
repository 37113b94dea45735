package dev.inedobot.demo.workspace;

import org.jspecify.annotations.Nullable;

/**
 * Something that became visible.
 *
 * @param posted what it looks like now; a message that was deleted is edited to nothing
 * @param onlyTo who sees it; null if everybody in the channel does
 */
public record Change(Channel channel, Kind kind, Posted posted, @Nullable Member onlyTo) {

  /** What happened. */
  public enum Kind {
    POSTED,
    EDITED,
    ONLY_TO
  }
}
