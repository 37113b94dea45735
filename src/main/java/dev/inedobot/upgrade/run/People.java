package dev.inedobot.upgrade.run;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** What the workspace says of its people; rights are tied to ids, never to names. */
public interface People {
  /**
   * Whether somebody is a full member of the bot's workspace: no guest, nobody from another
   * organisation, not deactivated.
   */
  boolean isFullMember(String userId) throws PeopleProblem;

  /** Whether somebody belongs to a user group. Throws {@link GroupGone} if there is none. */
  boolean isInGroup(String userId, String groupId) throws PeopleProblem;

  /** The time zone that somebody has set in the workspace; UTC if it does not tell one. */
  ZoneId zone(String userId) throws PeopleProblem;

  /** The workspace could not be asked; the message says why and what to do. */
  class PeopleProblem extends Exception {
    private static final long serialVersionUID = 1L;

    public PeopleProblem(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  /** The workspace has no such user group, or not any more; asking again does not help. */
  final class GroupGone extends PeopleProblem {
    private static final long serialVersionUID = 1L;

    public GroupGone(String groupId) {
      super("The user group %s does not exist (any more).".formatted(groupId), null);
    }
  }
}
