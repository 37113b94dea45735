package dev.inedobot.upgrade.plan;

import java.util.List;

/**
 * What was looked at before a plan was made, as people approve it and as it must still be right
 * before the stop.
 *
 * @param platform the engine's, such as {@code linux/amd64}
 * @param fine what was found to be in order, each a short phrase
 * @param warned what the warnings among the plan's that come from checks are about
 * @param adopted leftovers that are removed before anything is created
 */
public record Checked(
    String platform, List<String> fine, List<String> warned, List<Adopted> adopted) {
  public static final Checked NOTHING = new Checked("", List.of(), List.of(), List.of());

  public Checked {
    fine = List.copyOf(fine);
    warned = List.copyOf(warned);
    adopted = List.copyOf(adopted);
  }
}
