package dev.inedobot.slack.view;

import dev.inedobot.slack.command.Subcommand;
import java.util.ArrayList;
import java.util.List;

/** What can be typed, with examples for the instances that there are. */
public final class HelpView {
  private HelpView() {}

  public static String of(List<String> instances) {
    String instance = instances.isEmpty() ? "proget" : Mrkdwn.safeLine(instances.get(0), 80);
    List<String> lines = new ArrayList<>();
    lines.add("*I upgrade ProGet, BuildMaster and Otter running as Docker containers.*");
    for (Subcommand subcommand : Subcommand.values()) {
      String usage = "/inedo " + subcommand.usage();
      String example = subcommand.example(instance);
      lines.add(
          "• `%s` — %s%s"
              .formatted(
                  Mrkdwn.safeLine(usage, 200),
                  subcommand.purpose(),
                  example.equals(usage) ? "" : ". For example `" + example + "`"));
    }
    lines.add(
        "Whatever fails, the product ends up running: the old container is kept until the new one has"
            + " proven itself.");
    if (!instances.isEmpty()) {
      lines.add(
          "Instances here: "
              + String.join(", ", instances.stream().limit(30).map(Mrkdwn::code).toList()));
    }
    return String.join("\n", lines);
  }
}
