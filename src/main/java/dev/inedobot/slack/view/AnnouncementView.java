package dev.inedobot.slack.view;

import dev.inedobot.upgrade.Upgrade;
import dev.inedobot.upgrade.UpgradeEvent;
import dev.inedobot.upgrade.UpgradeEvent.Kind;
import dev.inedobot.upgrade.UpgradeState;
import dev.inedobot.upgrade.plan.Downtime;
import dev.inedobot.upgrade.plan.Plan;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is told of an upgrade outside of its own thread. */
public final class AnnouncementView {
  private static final Set<Kind> ENDS =
      EnumSet.of(Kind.FINISHED, Kind.EXPIRED, Kind.CANCELLED, Kind.VETOED);

  private AnnouncementView() {}

  /**
   * The line before the downtime, once the upgrade runs; empty as long as it does not.
   *
   * @param link the address of the upgrade's message, or null if that is not known
   */
  public static Optional<Message> before(
      Upgrade upgrade, List<UpgradeEvent> events, @Nullable String link) {
    if (!has(events, Kind.RUN_STARTED)) {
      return Optional.empty();
    }
    String expected =
        first(events, Kind.REQUESTED).map(UpgradeEvent::text).filter(t -> !t.isBlank()).orElse("");
    return Optional.of(
        Message.of(
            "*%s* (%s %s) will be unavailable soon, on its way to %s. %s Asked for by %s.%s"
                .formatted(
                    Mrkdwn.safeLine(upgrade.instance(), 80),
                    Mrkdwn.safeLine(upgrade.product(), 40),
                    Mrkdwn.safeLine(upgrade.from(), 40),
                    Mrkdwn.safeLine(upgrade.to(), 40),
                    Mrkdwn.safeLine(expected, 300),
                    Mrkdwn.safeLine(upgrade.requestedBy().name(), 80),
                    thread(link))
                .replace("  ", " ")));
  }

  /** The line after the downtime, once a run is at its end; empty as long as there is none. */
  public static Optional<Message> after(
      Upgrade upgrade, List<UpgradeEvent> events, @Nullable String link) {
    if (upgrade.state().isActive() || !has(events, Kind.RUN_STARTED)) {
      return Optional.empty();
    }
    return Optional.of(
        Message.of(
            "*%s* to %s: *%s*. %s%s"
                .formatted(
                    Mrkdwn.safeLine(upgrade.instance(), 80),
                    Mrkdwn.safeLine(upgrade.to(), 40),
                    upgrade.state().words(),
                    (outcome(events, 600) + " " + Downtime.unmeasured(events)).strip(),
                    thread(link))));
  }

  private static String thread(@Nullable String link) {
    return link == null ? "" : " " + Mrkdwn.link(link, "Its thread");
  }

  /** For the thread: a channel that does not take these lines. */
  public static Message refused(String channel, String error) {
    return Message.of(
        "I can't tell <#%s> of the downtime: Slack answers %s.%s The upgrade does not wait for that."
            .formatted(Mrkdwn.safeLine(channel, 30), Mrkdwn.code(error), fix(error)));
  }

  /**
   * For the one who asked, alone: the upgrade's own channel takes nothing any more. If a person
   * must choose, it has the buttons, for no command does that.
   *
   * @param error Slack's word for why
   */
  public static Message lost(Upgrade upgrade, Plan plan, List<UpgradeEvent> events, String error) {
    boolean asks = upgrade.state() == UpgradeState.NEEDS_ATTENTION;
    boolean says = asks || !upgrade.state().isActive();
    return new Message(
        List.of(
            "I can't write in <#%s> any more: Slack answers %s.%s Once I can, I complete the thread there."
                .formatted(Mrkdwn.safeLine(upgrade.channel(), 30), Mrkdwn.code(error), fix(error)),
            "The upgrade of *%s* to %s (`%s`) %s. Its record is kept.%s"
                .formatted(
                    Mrkdwn.safeLine(upgrade.instance(), 80),
                    Mrkdwn.safeLine(upgrade.to(), 40),
                    upgrade.id(),
                    goesOn(upgrade.state()),
                    says ? " " + outcome(events, 1500) : ""),
            asks ? "Who can choose: %s.".formatted(approvers(plan)) : ""),
        asks ? AttentionView.buttons(upgrade, plan, events) : List.of(),
        upgrade.state().words());
  }

  private static String goesOn(UpgradeState state) {
    return switch (state) {
      case REQUESTED, ACKNOWLEDGED ->
          "waits for people whom I can't ask there; if nobody decides, it expires";
      case SCHEDULED, QUEUED, RUNNING -> "does not wait for that";
      case NEEDS_ATTENTION -> "waits for a choice, which can be made with the buttons here";
      case SUCCEEDED, FAILED, ROLLED_BACK, CANCELLED, EXPIRED -> "is at its end";
    };
  }

  private static String approvers(Plan plan) {
    return RuleView.approvers(plan.settings().approval());
  }

  private static String fix(String error) {
    return switch (error) {
      case "not_in_channel", "channel_not_found" -> " Invite me there (again).";
      case "is_archived" -> " It is archived; somebody may bring it back.";
      case "restricted_action", "restricted_action_read_only_channel" ->
          " Only some may write there; let me.";
      default -> "";
    };
  }

  /** The newest entry that says what an upgrade came to; empty if there is none. */
  public static Optional<UpgradeEvent> end(List<UpgradeEvent> events) {
    return events.stream()
        .filter(event -> ENDS.contains(event.kind()))
        .reduce((first, second) -> second);
  }

  private static String outcome(List<UpgradeEvent> events, int longest) {
    return end(events).map(event -> Mrkdwn.safeLine(event.text(), longest)).orElse("");
  }

  private static boolean has(List<UpgradeEvent> events, Kind kind) {
    return first(events, kind).isPresent();
  }

  private static Optional<UpgradeEvent> first(List<UpgradeEvent> events, Kind kind) {
    return events.stream().filter(event -> event.kind() == kind).findFirst();
  }
}
