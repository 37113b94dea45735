package dev.inedobot.slack.announce;

import dev.inedobot.slack.view.UpgradeMessages;
import dev.inedobot.upgrade.UpgradeId;
import java.util.Map;
import java.util.Optional;

/**
 * Remembers which messages of an upgrade are in Slack, across restarts. Safe for several threads.
 */
public interface MessageBook {
  /** The name of an upgrade's parent message. */
  String PARENT = UpgradeMessages.PARENT;

  /**
   * One message in Slack.
   *
   * @param channel the channel's id
   * @param ts Slack's id of the message in it
   * @param contentHash what it says, as a hash
   */
  record Posted(String channel, String ts, String contentHash) {}

  /**
   * The workspace that the record belongs to, as it was noted.
   *
   * @param teamId its id; empty if it was noted by a version that noted the address only
   * @param url its address, as {@code auth.test} told it; empty if it did not
   */
  record Workspace(String teamId, String url) {
    /**
     * Whether it is another than the one that {@code auth.test} tells of. It goes by the id, and by
     * the address where no id was noted; what is empty tells nothing.
     */
    public boolean isOtherThan(String foundTeamId, String foundUrl) {
      return teamId.isEmpty()
          ? !url.isEmpty() && !foundUrl.isEmpty() && !url.equals(foundUrl)
          : !foundTeamId.isEmpty() && !teamId.equals(foundTeamId);
    }

    /** Its id, or its address where no id was noted. */
    public String name() {
      return teamId.isEmpty() ? url : teamId;
    }
  }

  /** The messages of an upgrade that were posted, by their names. */
  Map<String, Posted> posted(UpgradeId id);

  /** Notes a message that was posted, or what it says now. */
  void record(UpgradeId id, String slot, Posted message);

  /**
   * Notes which workspace it is, and where, so that messages can be linked to.
   *
   * @param teamId its id, as {@code auth.test} tells it
   * @param url its address, as {@code auth.test} tells it
   */
  void workspace(String teamId, String url);

  /** The workspace that was noted last; empty if none was. */
  Optional<Workspace> workspace();

  /**
   * The {@linkplain MessageLink address} of an upgrade's parent message; empty until it is posted,
   * or while the workspace's address is not known.
   */
  Optional<String> link(UpgradeId id);
}
