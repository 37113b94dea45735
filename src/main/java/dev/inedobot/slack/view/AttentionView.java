package dev.inedobot.slack.view;

import dev.inedobot.slack.view.Message.Button;
import dev.inedobot.slack.view.Message.Style;
import dev.inedobot.upgrade.Choice;
import dev.inedobot.upgrade.Upgrade;
import dev.inedobot.upgrade.UpgradeEvent;
import dev.inedobot.upgrade.Work;
import dev.inedobot.upgrade.plan.Backups;
import dev.inedobot.upgrade.plan.Choices;
import dev.inedobot.upgrade.plan.Durations;
import dev.inedobot.upgrade.plan.Plan;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The choices that a person has when an upgrade needs attention. */
final class AttentionView {
  private AttentionView() {}

  static List<Button> buttons(Upgrade upgrade, Plan plan, List<UpgradeEvent> events) {
    return Choices.open(plan, events).stream()
        .map(choice -> button(choice, upgrade, plan, events))
        .toList();
  }

  private static Button button(
      Choice choice, Upgrade upgrade, Plan plan, List<UpgradeEvent> events) {
    String id = upgrade.id().value();
    String old = plan.old().version().marketingForm();
    String next = plan.next().version().marketingForm();
    // A database that is upgraded alone has the old version running on it afterwards.
    String runs = plan.work() == Work.DATABASE ? old : next;
    boolean stopped = Choices.isRoomMade(events);
    return switch (choice) {
      case KEEP_WAITING ->
          new Button(
              Actions.KEEP_WAITING,
              stopped ? "Start " + runs + " again" : "Keep waiting",
              id,
              Style.PLAIN);
      case RESTORE ->
          new Button(
              Actions.RESTORE,
              "Restore a backup by hand and go back",
              id,
              Style.PRIMARY,
              "This stops %s and removes nothing. Then you restore the backup, and I start %s."
                  .formatted(runs, old));
      case RESTORE_BACKUP ->
          new Button(
              Actions.RESTORE_BACKUP,
              "Restore the backup and go back",
              id,
              Style.PRIMARY,
              lost(events, runs, old));
      case RESTORED ->
          new Button(
              Actions.RESTORED,
              "The backup is restored: start " + old,
              id,
              Style.PRIMARY,
              "Is the database really the one from before the upgrade? %s starts on it now."
                  .formatted(old));
      case GO_BACK ->
          new Button(Actions.GO_BACK, goBackLabel(events), id, Style.DANGER, warning(plan));
    };
  }

  /**
   * What the confirmation says of what is lost. The time of the question is the newest entry's:
   * what Slack shows later can't count on.
   */
  private static String lost(List<UpgradeEvent> events, String runs, String old) {
    String since =
        Backups.reliedOn(events)
            .map(
                backup ->
                    "Everything that was written to the database since %s (%s before this was asked) is then only in the copy that I keep."
                        .formatted(
                            Backups.moment(backup),
                            Durations.words(
                                Duration.between(
                                    backup.takenAt(), events.get(events.size() - 1).at()))))
            .orElse("");
    return "This stops %s, restores the backup and starts %s. %s".formatted(runs, old, since);
  }

  private static String goBackLabel(List<UpgradeEvent> events) {
    boolean wentBack = events.stream().anyMatch(e -> e.kind() == UpgradeEvent.Kind.GOING_BACK);
    return wentBack ? "Try again to go back" : "Go back anyway";
  }

  private static @Nullable String warning(Plan plan) {
    String old = plan.old().version().marketingForm();
    return plan.wayBack().needsRestore()
        ? ("Inedo documents no way back to %s without restoring the database first. It may not start, or"
                + " damage the data.")
            .formatted(old)
        : "This stops the new version, also in the middle of a database upgrade, and starts %s."
            .formatted(old);
  }

  /** What was chosen, after “chose”. */
  static String words(UpgradeEvent chosen) {
    return Choice.valueOf(chosen.text()).words();
  }
}
