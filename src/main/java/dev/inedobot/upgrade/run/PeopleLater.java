package dev.inedobot.upgrade.run;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * A workspace that is not there yet: the queue is taken up before Slack is reached. Until then each
 * question is a {@link PeopleProblem}. Safe for several threads.
 */
public final class PeopleLater implements People {
  private volatile @Nullable People people;

  /** From now on it is asked. */
  public void are(People known) {
    people = known;
  }

  private People people() throws PeopleProblem {
    People known = people;
    if (known == null) {
      throw new PeopleProblem("Slack has not been reached since I was started.", null);
    }
    return known;
  }

  @Override
  public boolean isFullMember(String userId) throws PeopleProblem {
    return people().isFullMember(userId);
  }

  @Override
  public boolean isInGroup(String userId, String groupId) throws PeopleProblem {
    return people().isInGroup(userId, groupId);
  }

  @Override
  public ZoneId zone(String userId) throws PeopleProblem {
    return people().zone(userId);
  }
}
