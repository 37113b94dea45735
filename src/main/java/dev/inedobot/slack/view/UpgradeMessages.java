package dev.inedobot.slack.view;

import dev.inedobot.upgrade.Upgrade;
import dev.inedobot.upgrade.UpgradeEvent;
import dev.inedobot.upgrade.plan.Plan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All messages of an upgrade as they should stand in Slack now: the parent under {@link #PARENT},
 * then the thread's in their order, each under a name that stays the same from one state of the
 * upgrade to the next. Computed from the record alone, so that a message is never lost or told
 * twice.
 */
public final class UpgradeMessages {
  public static final String PARENT = "parent";

  private UpgradeMessages() {}

  public static Map<String, Message> of(Upgrade upgrade, Plan plan, List<UpgradeEvent> events) {
    Map<String, Message> messages = new LinkedHashMap<>();
    messages.put(PARENT, ParentView.of(upgrade, plan, events));
    messages.putAll(ThreadView.of(upgrade, plan, events));
    return messages;
  }
}
