package dev.inedobot.slack.view;

import dev.inedobot.upgrade.Upgrade;
import dev.inedobot.upgrade.run.Instances;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What runs, and what is under way. */
public final class StatusView {
  private StatusView() {}

  /**
   * One instance.
   *
   * @param product for example {@code ProGet}
   * @param version what runs, or null if nothing tells it
   * @param health in words
   * @param active the upgrade that is under way, or null
   */
  public record Line(
      String instance,
      String product,
      @Nullable String version,
      String health,
      @Nullable Upgrade active) {}

  /**
   * The answer to {@code /inedo status}.
   *
   * @param latest the upgrades that ended last, the newest first
   */
  public static String of(List<Line> lines, Instances.Listing listing, List<Upgrade> latest) {
    List<String> said = new ArrayList<>();
    for (Line line : lines) {
      said.add(line(line));
    }
    if (lines.isEmpty()) {
      said.add(
          "I found no instance: no container whose image ends with `inedo/proget`,"
              + " `inedo/buildmaster` or `inedo/otter`.");
    }
    for (Instances.NotAnInstance other : listing.others()) {
      said.add(
          "• %s is no instance: %s."
              .formatted(Mrkdwn.code(other.container()), Mrkdwn.safe(other.why(), 300)));
    }
    for (String silent : listing.silentHosts()) {
      said.add("• " + Mrkdwn.safe(silent, 500));
    }
    if (!latest.isEmpty()) {
      said.add("*Latest upgrades*");
    }
    for (Upgrade upgrade : latest) {
      said.add(
          "• `%s` %s %s → %s, asked for by %s at %s: %s"
              .formatted(
                  upgrade.id(),
                  Mrkdwn.safeLine(upgrade.instance(), 80),
                  Mrkdwn.safeLine(upgrade.from(), 40),
                  Mrkdwn.safeLine(upgrade.to(), 40),
                  Mrkdwn.mention(upgrade.requestedBy()),
                  Mrkdwn.time(upgrade.requestedAt()),
                  upgrade.state().words()));
    }
    return String.join("\n", said);
  }

  private static String line(Line line) {
    Upgrade active = line.active();
    String upgrading =
        active == null
            ? ""
            : " — upgrade to %s: %s (`%s`, asked for by %s)"
                .formatted(
                    Mrkdwn.safeLine(active.to(), 40),
                    active.state().words(),
                    active.id(),
                    Mrkdwn.mention(active.requestedBy()));
    return "• *%s*: %s %s, %s%s"
        .formatted(
            Mrkdwn.safeLine(line.instance(), 80),
            line.product(),
            line.version() == null ? "of unknown version" : Mrkdwn.safeLine(line.version(), 40),
            Mrkdwn.safe(line.health(), 400),
            upgrading);
  }
}
