package dev.inedobot.upgrade.run;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** People who come, go, and can't always be asked about. */
public final class Workforce implements People {
  public final Set<String> members = ConcurrentHashMap.newKeySet();
  public final Map<String, Set<String>> groups = new ConcurrentHashMap<>();
  private volatile boolean away;

  public static Workforce of(String... ids) {
    Workforce people = new Workforce();
    people.members.addAll(Set.of(ids));
    return people;
  }

  public Workforce group(String id, String... ids) {
    groups.put(id, new HashSet<>(Set.of(ids)));
    return this;
  }

  /** Slack can't be reached. */
  public void away(boolean nowAway) {
    away = nowAway;
  }

  private void answer() throws PeopleProblem {
    if (away) {
      throw new PeopleProblem("Slack could not be asked (time-out).", null);
    }
  }

  @Override
  public boolean isFullMember(String userId) throws PeopleProblem {
    answer();
    return members.contains(userId);
  }

  @Override
  public boolean isInGroup(String userId, String groupId) throws PeopleProblem {
    answer();
    Set<String> group = groups.get(groupId);
    if (group == null) {
      throw new GroupGone(groupId);
    }
    return group.contains(userId);
  }

  @Override
  public ZoneId zone(String userId) {
    return ZoneOffset.UTC;
  }
}
