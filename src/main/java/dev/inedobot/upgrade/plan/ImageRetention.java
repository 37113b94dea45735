package dev.inedobot.upgrade.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Decides which images have served their time: only such as the bot pulled itself, and none that an
 * instance runs or ran before, as far back as its {@code keep-images} says.
 */
public final class ImageRetention {
  private ImageRetention() {}

  /**
   * An upgrade of the past.
   *
   * @param plan what it was to do
   * @param active whether it may still need its image
   * @param succeeded whether its image came into use
   * @param pulled whether the bot brought the image to the engine for it
   */
  public record Past(Plan plan, boolean active, boolean succeeded, boolean pulled) {}

  /**
   * The images to remove from one engine.
   *
   * @param past the upgrades on that engine, the newest first
   */
  public static List<Plan.Next> outlived(List<Past> past) {
    Set<String> kept = new HashSet<>();
    Map<String, Set<String>> perInstance = new HashMap<>();
    for (Past upgrade : past) {
      Plan plan = upgrade.plan();
      if (upgrade.active()) {
        kept.add(name(plan.next()));
      }
      Set<String> used =
          perInstance.computeIfAbsent(plan.settings().name(), name -> new HashSet<>());
      if (upgrade.succeeded() && used.size() < plan.settings().keep().images()) {
        if (used.isEmpty()) {
          // What ran before, under the name that its container was made from.
          kept.add(plan.old().image().reference());
        }
        used.add(name(plan.next()));
        kept.add(name(plan.next()));
      }
    }
    List<Plan.Next> outlived = new ArrayList<>();
    Set<String> named = new HashSet<>();
    for (Past upgrade : past) {
      Plan.Next next = upgrade.plan().next();
      boolean isKept = kept.contains(name(next)) || kept.contains(next.image().toString());
      if (upgrade.pulled() && !isKept && named.add(name(next))) {
        outlived.add(next);
      }
    }
    return outlived;
  }

  private static String name(Plan.Next next) {
    return next.pinned().toString();
  }
}
