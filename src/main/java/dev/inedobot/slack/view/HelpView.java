package dev.inedobot.slack.view;

import java.util.List;

/** What can be typed, with examples for the instances that there are. */
public final class HelpView {
  private HelpView() {}

  public static String of(List<String> instances) {
    String example = instances.isEmpty() ? "proget" : Mrkdwn.safeLine(instances.get(0), 80);
    String known =
        instances.isEmpty()
            ? ""
            : "\nInstances here: "
                + String.join(", ", instances.stream().limit(30).map(Mrkdwn::code).toList());
    return String.join(
            "\n",
            "*I upgrade ProGet, BuildMaster and Otter running as Docker containers.*",
            "• `/inedo upgrade %s 2024.5` — shows the plan here; after a backup acknowledgement and an"
                    .formatted(example)
                + " approval (buttons) it is carried out, step by step, in the thread",
            "• `/inedo rollback %s` — returns to the version before the last upgrade, in the same way"
                .formatted(example),
            "• `/inedo status` — what runs, how it is, and what is under way; `/inedo status %s` for one"
                .formatted(example),
            "• `/inedo cancel <id>` — takes an upgrade back that has not begun",
            "• `/inedo help` — this",
            "Whatever fails, the product ends up running: the old container is kept until the new one has"
                + " proven itself.",
            known)
        .strip();
  }
}
