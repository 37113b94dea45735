package dev.inedobot.slack.announce;

import dev.inedobot.upgrade.UpgradeId;
import java.util.Map;

/**
 * Remembers which messages of an upgrade are in Slack, across restarts. Safe for several threads.
 */
public interface MessageBook {
  /**
   * One message in Slack.
   *
   * @param channel the channel's id
   * @param ts Slack's id of the message in it
   * @param contentHash what it says, as a hash
   */
  record Posted(String channel, String ts, String contentHash) {}

  /** The messages of an upgrade that were posted, by their names. */
  Map<String, Posted> posted(UpgradeId id);

  /** Notes a message that was posted, or what it says now. */
  void record(UpgradeId id, String slot, Posted message);
}
